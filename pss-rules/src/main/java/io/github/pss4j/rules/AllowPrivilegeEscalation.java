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
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.SecurityContext;

/**
 * Every container must forbid privilege escalation. Since v1.25 Windows pods are exempt.
 *
 * <p>Restricted fields: {@code containers[*].securityContext.allowPrivilegeEscalation}.
 *
 * <p>Allowed values: {@code false}.
 *
 * <p>Containers are named in the order of the pod.
 */
final class AllowPrivilegeEscalation {
  private static final FieldPath FIELD =
      FieldPath.of("securityContext").field("allowPrivilegeEscalation");
  private static final Allowed ALLOWED = Allowed.anyOf(false);

  static final Rule RULE =
      Rule.restricted("allowPrivilegeEscalation")
          .since(8, AllowPrivilegeEscalation::check)
          .exempting(25, Exempt.WINDOWS)
          .remedy(
              Remedy.builder(
                      "a container that is privileged or adds SYS_ADMIN must give that up first")
                  .fill(AllowPrivilegeEscalation::filled)
                  .replace(AllowPrivilegeEscalation::mended)
                  .build())
          .build();

  private AllowPrivilegeEscalation() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      Boolean escalation = SecurityContexts.of(containers.get(i)).allowPrivilegeEscalation();
      if (!Boolean.FALSE.equals(escalation)) {
        FieldValue actual = escalation == null ? null : FieldValue.of(escalation);
        result = result.with(Subject.container(pod.spec(), i), FIELD, actual, ALLOWED);
      }
    }
    return result.build("allowPrivilegeEscalation != false", AllowPrivilegeEscalation::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence()
        .containers(findings)
        .text(" must set securityContext.allowPrivilegeEscalation=false")
        .toString();
  }

  private static Pod filled(Pod pod, ImmutableList<Finding> findings) {
    return Exempt.WINDOWS.test(pod)
        ? pod
        : Mending.contexts(
            pod,
            findings,
            (context, own) ->
                context.allowPrivilegeEscalation() == null ? forbidden(context) : context);
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.contexts(
        pod,
        findings,
        (context, own) ->
            Boolean.TRUE.equals(context.allowPrivilegeEscalation()) ? forbidden(context) : context);
  }

  /** The API server refuses the field where the container has more privileges to start with. */
  private static SecurityContext forbidden(SecurityContext context) {
    Capabilities capabilities = context.capabilities();
    boolean isAdmin =
        capabilities != null
            && (capabilities.add().contains("SYS_ADMIN")
                || capabilities.add().contains("CAP_SYS_ADMIN"));
    return isAdmin || Boolean.TRUE.equals(context.privileged())
        ? context
        : SecurityContext.builder().from(context).allowPrivilegeEscalation(false).build();
  }
}
