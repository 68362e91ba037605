package io.github.pss4j.rules;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;

/**
 * A pod may not share a namespace of its node.
 *
 * <p>Restricted fields: {@code hostNetwork}, {@code hostPID}, {@code hostIPC}.
 *
 * <p>Allowed values: undefined, {@code false}.
 *
 * <p>Fields are named in this order.
 */
final class HostNamespaces {
  private static final FieldPath HOST_NETWORK = FieldPath.of("hostNetwork");
  private static final FieldPath HOST_PID = FieldPath.of("hostPID");
  private static final FieldPath HOST_IPC = FieldPath.of("hostIPC");
  private static final Allowed ALLOWED = Allowed.anyOf(false).orAbsent();

  static final Rule RULE =
      Rule.baseline("hostNamespaces")
          .since(0, HostNamespaces::check)
          .remedy(
              Remedy.manual(
                  "use a service or the API server to reach what is on the node, or move"
                      + " the pod to a namespace that is meant for such pods"))
          .build();

  private HostNamespaces() {}

  private static CheckResult check(Pod pod) {
    PodSpec spec = pod.spec();
    CheckResult.Builder result = CheckResult.builder();
    if (Boolean.TRUE.equals(spec.hostNetwork())) {
      result = result.with(Subject.pod(), HOST_NETWORK, FieldValue.of(true), ALLOWED);
    }
    if (Boolean.TRUE.equals(spec.hostPID())) {
      result = result.with(Subject.pod(), HOST_PID, FieldValue.of(true), ALLOWED);
    }
    if (Boolean.TRUE.equals(spec.hostIPC())) {
      result = result.with(Subject.pod(), HOST_IPC, FieldValue.of(true), ALLOWED);
    }
    return result.build("host namespaces", HostNamespaces::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.field().orElseThrow() + "=true")
        .collect(joining(", "));
  }
}
