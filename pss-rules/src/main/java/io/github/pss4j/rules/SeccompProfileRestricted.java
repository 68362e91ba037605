package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;

/**
 * Every container must have a seccomp profile, of its own or from the pod. Since v1.19; since v1.25
 * Windows pods are exempt.
 *
 * <p>Restricted fields: {@code securityContext.seccompProfile.type} of the pod and of {@code
 * containers[*]}.
 *
 * <p>Allowed values: {@code RuntimeDefault}, {@code Localhost}; in a container undefined too if the
 * pod sets a profile.
 *
 * <p>Only where nobody sets a forbidden profile are those named that set none. Containers are named
 * in the order of the pod.
 *
 * @see <a href="https://kep.k8s.io/135">KEP-135</a>
 */
final class SeccompProfileRestricted {
  private static final Check CHECK = SeccompProfileRestricted::check;

  static final Rule RULE =
      Rule.restricted("seccompProfile_restricted")
          .since(19, CHECK, SeccompProfileBaseline.RULE)
          .beforeRelease(24, "`seccompProfile_baseline` was reported too", CHECK)
          .exempting(25, Exempt.WINDOWS)
          .remedy(
              Remedy.builder("write a profile for the program and name it as Localhost")
                  .fill(SeccompProfileRestricted::filled)
                  .replace(SeccompFields::mended)
                  .build())
          .build();

  private SeccompProfileRestricted() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder forbidden = SeccompFields.forbidden(pod);
    return forbidden.isEmpty()
        ? missing(pod).build("seccompProfile", SeccompProfileRestricted::missingDetail)
        : forbidden.build("seccompProfile", SeccompFields::detail);
  }

  private static CheckResult.Builder missing(Pod pod) {
    if (SecurityContexts.of(pod.spec()).seccompProfile() != null) {
      return CheckResult.builder();
    }
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (SecurityContexts.of(containers.get(i)).seccompProfile() == null) {
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

  /** One profile of the pod serves all containers that have none. */
  private static Pod filled(Pod pod, ImmutableList<Finding> findings) {
    return Exempt.WINDOWS.test(pod) || !SeccompFields.forbidden(pod).isEmpty()
        ? pod
        : Mending.pod(
            pod,
            context ->
                PodSecurityContext.builder()
                    .from(context)
                    .seccompProfile(SeccompFields.DEFAULT)
                    .build());
  }
}
