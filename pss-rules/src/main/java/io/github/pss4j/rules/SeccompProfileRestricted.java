package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Finding;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;

/**
 * Every container must have a seccomp profile: {@code securityContext.seccompProfile.type}, its own
 * or that of the pod. What is forbidden is named first; only where nothing is, what is missing.
 * Since v1.25 a Windows pod need not. Containers are named in the order of the pod.
 *
 * @see <a href="https://kep.k8s.io/135">KEP-135</a>
 */
final class SeccompProfileRestricted {

  static final Rule RULE =
      Rule.restricted("seccompProfile_restricted")
          .since(19, SeccompProfileRestricted::check, SeccompProfileBaseline.RULE)
          .exempting(25, Exempt.WINDOWS)
          .build();

  private SeccompProfileRestricted() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder forbidden = SeccompFields.forbidden(pod);
    return forbidden.isEmpty()
        ? missing(pod).build("seccompProfile", SeccompProfileRestricted::missingDetail)
        : forbidden.build("seccompProfile", SeccompFields::detail);
  }

  private static CheckResult.Builder missing(Pod pod) {
    if (SeccompFields.of(pod.spec().securityContext()) != null) {
      return CheckResult.builder();
    }
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (SeccompFields.of(containers.get(i)) == null) {
        Subject subject = Subject.container(pod.spec(), i);
        result = result.with(subject, SeccompFields.TYPE, null, SeccompFields.ALLOWED);
      }
    }
    return result;
  }

  private static String missingDetail(ImmutableList<Finding> findings) {
    return new Sentence()
        .text("pod or ")
        .containers(findings)
        .text(
            " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"")
        .toString();
  }
}
