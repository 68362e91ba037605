package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * No pod and no container may turn its AppArmor profile off.
 *
 * <p>Restricted fields: {@code securityContext.appArmorProfile.type} of the pod and of {@code
 * containers[*]}, and the annotations {@code container.apparmor.security.beta.kubernetes.io/*}.
 *
 * <p>Allowed values: no profile, {@code RuntimeDefault}, {@code Localhost}; for an annotation
 * undefined, empty, {@code runtime/default}, {@code localhost/*}.
 *
 * <p>The code of releases before v1.30 judges annotations only, and lists them sorted.
 *
 * <p>Setters are named in the order pod, containers, annotations; types are a sorted set, and so
 * are the annotations after them.
 *
 * @see <a href="https://kep.k8s.io/24">KEP-24</a>
 */
final class AppArmor {
  private static final FieldPath TYPE =
      FieldPath.of("securityContext").field("appArmorProfile").field("type");
  private static final String ANNOTATIONS = "container.apparmor.security.beta.kubernetes.io/";
  private static final Allowed ALLOWED_TYPES =
      Allowed.anyOf("RuntimeDefault", "Localhost").orAbsent();
  private static final Allowed ALLOWED_ANNOTATIONS =
      Allowed.described("\"\", \"runtime/default\" or a value that starts with \"localhost/\"")
          .orAbsent();

  private static final AppArmorProfile DEFAULT =
      AppArmorProfile.builder().type("RuntimeDefault").build();

  static final Rule RULE =
      Rule.baseline("appArmorProfile")
          .since(0, AppArmor::check)
          .beforeRelease(
              30, "only annotations were judged, and listed alone", AppArmor::checkAnnotations)
          .remedy(
              Remedy.builder("load a profile on the nodes and name it as Localhost")
                  .replace(AppArmor::mended)
                  .build())
          .build();

  private AppArmor() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    AppArmorProfile podProfile = SecurityContexts.of(pod.spec()).appArmorProfile();
    if (podProfile != null && !isAllowed(podProfile)) {
      result =
          result.with(Subject.pod(), TYPE, FieldValue.ofNullable(podProfile.type()), ALLOWED_TYPES);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      AppArmorProfile profile = SecurityContexts.of(containers.get(i)).appArmorProfile();
      if (profile != null && !isAllowed(profile)) {
        result =
            result.with(
                Subject.container(pod.spec(), i),
                TYPE,
                FieldValue.ofNullable(profile.type()),
                ALLOWED_TYPES);
      }
    }
    return addAnnotations(pod, result).build(AppArmor::reason, AppArmor::detail);
  }

  private static CheckResult checkAnnotations(Pod pod) {
    return addAnnotations(pod, CheckResult.builder())
        .build(AppArmor::reason, findings -> String.join(", ", Sentence.annotations(findings)));
  }

  private static CheckResult.Builder addAnnotations(Pod pod, CheckResult.Builder result) {
    ImmutableList<Map.Entry<String, String>> annotations = pod.metadata().annotationList();
    for (int i = 0; i < annotations.size(); i++) {
      Map.Entry<String, String> annotation = annotations.get(i);
      if (annotation.getKey().startsWith(ANNOTATIONS) && !isAllowed(annotation.getValue())) {
        Subject subject = Subject.annotation(annotation.getKey());
        result =
            result.with(
                Finding.of(subject, FieldValue.of(annotation.getValue()), ALLOWED_ANNOTATIONS));
      }
    }
    return result;
  }

  private static boolean isAllowed(AppArmorProfile profile) {
    return "RuntimeDefault".equals(profile.type()) || "Localhost".equals(profile.type());
  }

  private static boolean isAllowed(String annotation) {
    return annotation.isEmpty()
        || annotation.equals("runtime/default")
        || annotation.startsWith("localhost/");
  }

  private static String reason(ImmutableList<Finding> findings) {
    return values(findings).size() == 1
        ? "forbidden AppArmor profile"
        : "forbidden AppArmor profiles";
  }

  private static String detail(ImmutableList<Finding> findings) {
    int annotations = Sentence.annotations(findings).size();
    Sentence sentence = new Sentence().setters(findings);
    if (annotations > 0) {
      sentence
          .text(annotations == findings.size() ? "" : " and ")
          .plural(annotations, "annotation", "annotations");
    }
    return sentence
        .text(" must not set AppArmor profile type to ")
        .quoted(values(findings))
        .toString();
  }

  private static List<String> values(List<Finding> findings) {
    List<String> values = new ArrayList<>(Sentence.values(Sentence.filter(findings, TYPE::equals)));
    values.addAll(Sentence.annotations(findings));
    return values;
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    Pod mended =
        Mending.podIfFound(
            Mending.annotations(pod, findings, "runtime/default"),
            findings,
            context -> PodSecurityContext.builder().from(context).appArmorProfile(DEFAULT).build());
    // A profile that the API server takes from an annotation is not one of the container itself.
    return Mending.contexts(
        mended,
        findings,
        (context, own) ->
            context.appArmorProfile() == null
                ? context
                : SecurityContext.builder().from(context).appArmorProfile(DEFAULT).build());
  }
}
