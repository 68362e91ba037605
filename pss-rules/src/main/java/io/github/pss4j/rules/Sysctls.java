package io.github.pss4j.rules;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.Sysctl;

/**
 * A pod may set only kernel parameters that are namespaced and cannot harm its neighbours.
 *
 * <p>Restricted fields: {@code securityContext.sysctls[*].name}.
 *
 * <p>Allowed values: the list below, longer since v1.27, v1.29, v1.32 and v1.37.
 *
 * <p>Names are given in the order of the pod, unquoted, and repeated where the pod repeats them.
 */
final class Sysctls {
  private static final FieldPath SYSCTLS = FieldPath.of("securityContext").field("sysctls");

  private static final ImmutableSet<String> SAFE_0 =
      ImmutableSet.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start");
  private static final ImmutableSet<String> SAFE_27 =
      with(SAFE_0, "net.ipv4.ip_local_reserved_ports");
  private static final ImmutableSet<String> SAFE_29 =
      with(
          SAFE_27,
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");
  private static final ImmutableSet<String> SAFE_32 =
      with(SAFE_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");
  private static final ImmutableSet<String> SAFE_37 =
      with(SAFE_32, "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat");

  static final Rule RULE =
      Rule.baseline("sysctls")
          .since(0, only(SAFE_0))
          .since(27, only(SAFE_27))
          .since(29, only(SAFE_29))
          .since(32, only(SAFE_32))
          .since(37, only(SAFE_37))
          .remedy(Remedy.builder("set the parameter on the node").replace(Sysctls::mended).build())
          .build();

  private Sysctls() {}

  private static ImmutableSet<String> with(ImmutableSet<String> safe, String... more) {
    return ImmutableSet.<String>builder().addAll(safe).add(more).build();
  }

  private static Check only(ImmutableSet<String> safe) {
    Allowed allowed = Allowed.anyOf(safe);
    return pod -> check(pod, safe, allowed);
  }

  private static CheckResult check(Pod pod, ImmutableSet<String> safe, Allowed allowed) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Sysctl> sysctls = SecurityContexts.of(pod.spec()).sysctls();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.get(i).name();
      if (!safe.contains(name)) {
        result =
            result.with(
                Subject.pod(), SYSCTLS.index(i).field("name"), FieldValue.of(name), allowed);
      }
    }
    return result.build("forbidden sysctls", Sysctls::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return findings.stream().map(Sentence::value).collect(joining(", "));
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.pod(
        pod,
        context ->
            PodSecurityContext.builder()
                .from(context)
                .sysctls(
                    Mending.without(
                        findings, context.sysctls(), i -> SYSCTLS.index(i).field("name")))
                .build());
  }
}
