package io.github.pss4j.rules;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Findings;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * A pod may not share a namespace of the node: {@code hostNetwork}, {@code hostPID}, {@code
 * hostIPC}, which are named in this order.
 */
final class HostNamespaces {
  private static final FieldPath HOST_NETWORK = FieldPath.of("hostNetwork");
  private static final FieldPath HOST_PID = FieldPath.of("hostPID");
  private static final FieldPath HOST_IPC = FieldPath.of("hostIPC");
  private static final Allowed ALLOWED = Allowed.anyOf(false).orAbsent();

  static final Rule RULE = Rule.baseline("hostNamespaces").since(0, HostNamespaces::check).build();

  private HostNamespaces() {}

  private static @Nullable Findings check(Pod pod) {
    PodSpec spec = pod.spec();
    Found found = Found.NOTHING;
    if (Boolean.TRUE.equals(spec.hostNetwork())) {
      found = found.add(Subject.pod(), HOST_NETWORK, true, ALLOWED);
    }
    if (Boolean.TRUE.equals(spec.hostPID())) {
      found = found.add(Subject.pod(), HOST_PID, true, ALLOWED);
    }
    if (Boolean.TRUE.equals(spec.hostIPC())) {
      found = found.add(Subject.pod(), HOST_IPC, true, ALLOWED);
    }
    return found.as("host namespaces", HostNamespaces::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.field().orElseThrow() + "=true")
        .collect(joining(", "));
  }
}
