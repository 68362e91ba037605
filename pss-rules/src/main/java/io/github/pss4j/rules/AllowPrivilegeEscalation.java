package io.github.pss4j.rules;

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
}
