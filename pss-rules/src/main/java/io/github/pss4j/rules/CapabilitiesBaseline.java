package io.github.pss4j.rules;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.model.Pod;

/**
 * No container may add a capability beyond those that container runtimes grant by default.
 *
 * <p>Restricted fields: {@code containers[*].securityContext.capabilities.add}.
 *
 * <p>Allowed values: undefined, and the default set below.
 *
 * <p>Containers are named in the order of the pod, capabilities as a sorted set.
 */
final class CapabilitiesBaseline {
  private static final ImmutableSet<String> DEFAULT_SET =
      ImmutableSet.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");
  private static final Allowed ALLOWED = Allowed.anyOf(DEFAULT_SET).orAbsent();

  static final Rule RULE =
      Rule.baseline("capabilities_baseline")
          .since(0, CapabilitiesBaseline::check)
          .remedy(
              Remedy.builder(
                      "keep the pod where privileged pods are meant to be, if the program"
                          + " needs the capability")
                  .replace(AddedCapabilities::mended)
                  .build())
          .build();

  private CapabilitiesBaseline() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    for (int i = 0; i < pod.spec().allContainers().size(); i++) {
      result = AddedCapabilities.outside(DEFAULT_SET, ALLOWED, pod.spec(), i, result);
    }
    return result.build("non-default capabilities", AddedCapabilities::detail);
  }
}
