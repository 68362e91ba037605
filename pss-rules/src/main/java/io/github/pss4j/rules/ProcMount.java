package io.github.pss4j.rules;

import static io.github.pss4j.FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.SecurityContext;

/**
 * No container may ask for an unmasked {@code /proc}. Since v1.35 pods in a user namespace are
 * exempt.
 *
 * <p>Restricted fields: {@code containers[*].securityContext.procMount}.
 *
 * <p>Allowed values: undefined, {@code Default}.
 *
 * <p>Containers are named in the order of the pod, values as a sorted set.
 *
 * @see <a href="https://kep.k8s.io/4265">KEP-4265</a>
 */
final class ProcMount {
  private static final FieldPath PROC_MOUNT = FieldPath.of("securityContext").field("procMount");
  private static final String DEFAULT = "Default";
  private static final Allowed ALLOWED = Allowed.anyOf(DEFAULT).orAbsent();

  /** This and the remedy are those of {@link ProcMountRestricted} too. */
  static final Check CHECK = ProcMount::check;

  static final Remedy REMEDY =
      Remedy.builder("run the containers in a user namespace, and at baseline only")
          .replace(ProcMount::mended)
          .build();

  static final Rule RULE =
      Rule.baseline("procMount")
          .since(0, CHECK)
          .exemptingBehind(USER_NAMESPACES_POD_SECURITY_STANDARDS, 31, Exempt.USER_NAMESPACE)
          .exempting(35, Exempt.USER_NAMESPACE)
          .remedy(REMEDY)
          .build();

  private ProcMount() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      String procMount = SecurityContexts.of(containers.get(i)).procMount();
      if (procMount != null && !procMount.equals(DEFAULT)) {
        result =
            result.with(
                Subject.container(pod.spec(), i), PROC_MOUNT, FieldValue.of(procMount), ALLOWED);
      }
    }
    return result.build("procMount", ProcMount::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence()
        .containers(findings)
        .text(" must not set securityContext.procMount to ")
        .quoted(Sentence.values(findings))
        .toString();
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.contexts(
        pod,
        findings,
        (context, own) -> SecurityContext.builder().from(context).procMount(DEFAULT).build());
  }
}
