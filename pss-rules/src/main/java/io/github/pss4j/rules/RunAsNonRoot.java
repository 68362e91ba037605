package io.github.pss4j.rules;

import static io.github.pss4j.FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;

/**
 * Every container must be kept from running as root, by its own setting or by that of the pod.
 * Since v1.35 pods in a user namespace are exempt.
 *
 * <p>Restricted fields: {@code securityContext.runAsNonRoot} of the pod and of {@code
 * containers[*]}.
 *
 * <p>Allowed values: {@code true}; in a container undefined too if the pod sets {@code true}.
 *
 * <p>Only where nobody sets {@code false} are those named that set nothing. Setters are named in
 * the order of the pod.
 */
final class RunAsNonRoot {
  private static final FieldPath RUN_AS_NON_ROOT =
      FieldPath.of("securityContext").field("runAsNonRoot");
  private static final Allowed TRUE = Allowed.anyOf(true);
  private static final Allowed TRUE_OR_ABSENT = TRUE.orAbsent();
  private static final String REASON = "runAsNonRoot != true";

  static final Rule RULE =
      Rule.restricted("runAsNonRoot")
          .since(0, RunAsNonRoot::check)
          .exemptingBehind(USER_NAMESPACES_POD_SECURITY_STANDARDS, 29, Exempt.USER_NAMESPACE)
          .exempting(35, Exempt.USER_NAMESPACE)
          .build();

  private RunAsNonRoot() {}

  private static CheckResult check(Pod pod) {
    Boolean inherited = SecurityContexts.of(pod.spec()).runAsNonRoot();
    CheckResult.Builder refused = CheckResult.builder();
    CheckResult.Builder missing = CheckResult.builder();
    if (Boolean.FALSE.equals(inherited)) {
      refused = refused.with(Subject.pod(), RUN_AS_NON_ROOT, FieldValue.of(false), TRUE);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      Boolean own = SecurityContexts.of(containers.get(i)).runAsNonRoot();
      if (Boolean.FALSE.equals(own)) {
        Allowed allowed = Boolean.TRUE.equals(inherited) ? TRUE_OR_ABSENT : TRUE;
        refused =
            refused.with(
                Subject.container(pod.spec(), i), RUN_AS_NON_ROOT, FieldValue.of(false), allowed);
      } else if (own == null && !Boolean.TRUE.equals(inherited)) {
        missing = missing.with(Subject.container(pod.spec(), i), RUN_AS_NON_ROOT, null, TRUE);
      }
    }
    return refused.isEmpty()
        ? missing.build(REASON, RunAsNonRoot::missingDetail)
        : refused.build(REASON, RunAsNonRoot::refusedDetail);
  }

  private static String refusedDetail(ImmutableList<Finding> findings) {
    return new Sentence()
        .setters(findings)
        .text(" must not set securityContext.runAsNonRoot=false")
        .toString();
  }

  private static String missingDetail(ImmutableList<Finding> findings) {
    return new Sentence()
        .text("pod or ")
        .containers(findings)
        .text(" must set securityContext.runAsNonRoot=true")
        .toString();
  }
}
