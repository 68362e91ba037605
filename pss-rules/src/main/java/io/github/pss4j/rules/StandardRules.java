package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Rule;

/**
 * The controls of the Pod Security Standards, with their whole history.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public final class StandardRules {
  private static final ImmutableList<Rule> ALL =
      ImmutableList.of(
          AppArmor.RULE,
          CapabilitiesBaseline.RULE,
          HostNamespaces.RULE,
          HostPathVolumes.RULE,
          HostPorts.RULE,
          HostProbesAndHostLifecycle.RULE,
          Privileged.RULE,
          ProcMount.RULE,
          SeLinux.RULE,
          SeccompProfileBaseline.RULE,
          Sysctls.RULE,
          WindowsHostProcess.RULE,
          AllowPrivilegeEscalation.RULE,
          CapabilitiesRestricted.RULE,
          ProcMountRestricted.RULE,
          RestrictedVolumes.RULE,
          RunAsNonRoot.RULE,
          RunAsUser.RULE,
          SeccompProfileRestricted.RULE);

  private StandardRules() {}

  /** All 19 controls in the API server's order: baseline by id, then restricted by id. */
  public static ImmutableList<Rule> all() {
    return ALL;
  }
}
