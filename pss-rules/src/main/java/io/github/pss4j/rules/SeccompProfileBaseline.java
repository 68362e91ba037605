package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.Map;
import java.util.SortedSet;

/**
 * No pod and no container may turn its seccomp profile off: by annotation until v1.18, by field
 * since v1.19.
 *
 * <p>Restricted fields: until v1.18 the annotations {@code
 * seccomp.security.alpha.kubernetes.io/pod} and {@code
 * container.seccomp.security.alpha.kubernetes.io/NAME} of each container; since v1.19 {@code
 * securityContext.seccompProfile.type} of the pod and of {@code containers[*]}.
 *
 * <p>Allowed values: for an annotation undefined, {@code runtime/default}, {@code docker/default},
 * {@code localhost/*}; for a field no profile, {@code RuntimeDefault}, {@code Localhost}.
 *
 * <p>Annotations are a sorted set.
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
          .remedy(
              Remedy.builder("write a profile for the program and name it as Localhost")
                  .replace(SeccompProfileBaseline::mended)
                  .build())
          .build();

  private SeccompProfileBaseline() {}

  private static CheckResult checkAnnotations(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Map.Entry<String, String>> annotations = pod.metadata().annotationList();
    for (int i = 0; i < annotations.size(); i++) {
      String key = annotations.get(i).getKey();
      String profile = annotations.get(i).getValue();
      if (setsProfile(key, pod.spec()) && !isAllowed(profile)) {
        result = result.with(Finding.of(Subject.annotation(key), FieldValue.of(profile), ALLOWED));
      }
    }
    return result.build("seccompProfile", SeccompProfileBaseline::annotationsDetail);
  }

  /** Whether an annotation sets the profile of the pod or of a container that it has. */
  private static boolean setsProfile(String key, PodSpec spec) {
    if (!key.startsWith(CONTAINER_ANNOTATIONS)) {
      return key.equals(POD_ANNOTATION);
    }
    ImmutableList<Container> containers = spec.allContainers();
    for (int i = 0; i < containers.size(); i++) {
      String name = containers.get(i).name();
      if (key.length() == CONTAINER_ANNOTATIONS.length() + name.length() && key.endsWith(name)) {
        return true;
      }
    }
    return false;
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

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return SeccompFields.mended(Mending.annotations(pod, findings, "runtime/default"), findings);
  }
}
