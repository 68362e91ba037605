package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;

/**
 * No pod and no container may run without a seccomp profile: until v1.18 in the annotations {@code
 * seccomp.security.alpha.kubernetes.io/pod} and {@code
 * container.seccomp.security.alpha.kubernetes.io/NAME}, since v1.19 in {@code
 * securityContext.seccompProfile.type}. Annotations are a sorted set.
 *
 * @see <a href="https://kep.k8s.io/135">KEP-135</a>
 */
final class SeccompProfileBaseline {
  private static final String POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String CONTAINER_ANNOTATIONS =
      "container.seccomp.security.alpha.kubernetes.io/";
  private static final Allowed ALLOWED =
      Allowed.described(
              "\"runtime/default\", \"docker/default\" or a value that starts with \"localhost/\"")
          .orAbsent();

  static final Rule RULE =
      Rule.baseline("seccompProfile_baseline")
          .since(0, SeccompProfileBaseline::checkAnnotations)
          .since(19, SeccompProfileBaseline::checkFields)
          .build();

  private SeccompProfileBaseline() {}

  private static CheckResult checkAnnotations(Pod pod) {
    ImmutableMap<String, String> annotations = pod.metadata().annotations();
    if (annotations.isEmpty()) {
      return CheckResult.passed();
    }
    Set<String> keys = new LinkedHashSet<>();
    keys.add(POD_ANNOTATION);
    for (Container container : pod.spec().allContainers()) {
      keys.add(CONTAINER_ANNOTATIONS + container.name());
    }
    CheckResult.Builder result = CheckResult.builder();
    for (String key : keys) {
      String profile = annotations.get(key);
      if (profile != null && !isAllowed(profile)) {
        result = result.with(Finding.of(Subject.annotation(key), FieldValue.of(profile), ALLOWED));
      }
    }
    return result.build("seccompProfile", SeccompProfileBaseline::annotationsDetail);
  }

  private static boolean isAllowed(String profile) {
    return profile.equals("runtime/default")
        || profile.equals("docker/default")
        || profile.startsWith("localhost/");
  }

  private static String annotationsDetail(ImmutableList<Finding> findings) {
    SortedSet<String> annotations = Sentence.annotations(findings);
    return new Sentence()
        .plural(annotations.size(), "forbidden annotation ", "forbidden annotations ")
        .text(String.join(", ", annotations))
        .toString();
  }

  private static CheckResult checkFields(Pod pod) {
    return SeccompFields.forbidden(pod).build("seccompProfile", SeccompFields::detail);
  }
}
