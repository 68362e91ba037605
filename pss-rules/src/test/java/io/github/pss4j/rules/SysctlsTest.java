package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.rules.Pods.Part;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SysctlsTest {
  private static final String REASON = "forbidden sysctls";
  private static final String[] SAFE_0 = {
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start"
  };
  private static final String[] ADDED_27 = {"net.ipv4.ip_local_reserved_ports"};
  private static final String[] ADDED_29 = {
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes"
  };
  private static final String[] ADDED_32 = {"net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"};
  private static final String[] ADDED_37 = {
    "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"
  };

  private static Part sysctls(String... names) {
    return podContext(
        context -> {
          for (String name : names) {
            context.addSysctls(Sysctl.builder().name(name).build());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(Sysctls.RULE, "v1.0", "v1.26")
        .passes("all of this version", pod(sysctls(SAFE_0)))
        .fails("those of v1.27", pod(sysctls(ADDED_27)), REASON, "net.ipv4.ip_local_reserved_ports")
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since27() {
    return RuleCases.at(Sysctls.RULE, "v1.27", "v1.28")
        .passes("all of this version", pod(sysctls(ADDED_27)))
        .fails(
            "those of v1.29",
            pod(sysctls(ADDED_29)),
            REASON,
            "net.ipv4.tcp_keepalive_time, net.ipv4.tcp_fin_timeout, net.ipv4.tcp_keepalive_intvl,"
                + " net.ipv4.tcp_keepalive_probes")
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since29() {
    return RuleCases.at(Sysctls.RULE, "v1.29", "v1.31")
        .passes("those of v1.27", pod(sysctls(ADDED_27)))
        .passes("those of this version", pod(sysctls(ADDED_29)))
        .fails(
            "those of v1.32",
            pod(sysctls(ADDED_32)),
            REASON,
            "net.ipv4.tcp_rmem, net.ipv4.tcp_wmem")
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since32() {
    return RuleCases.at(Sysctls.RULE, "v1.32", "v1.36")
        .passes("those of v1.27", pod(sysctls(ADDED_27)))
        .passes("those of v1.29", pod(sysctls(ADDED_29)))
        .passes("those of this version", pod(sysctls(ADDED_32)))
        .fails(
            "those of v1.37",
            pod(sysctls(ADDED_37)),
            REASON,
            "net.ipv4.tcp_slow_start_after_idle, net.ipv4.tcp_notsent_lowat")
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since37() {
    return RuleCases.at(Sysctls.RULE, "v1.37", "v1.38", "latest")
        .passes("those of v1.27", pod(sysctls(ADDED_27)))
        .passes("those of v1.29", pod(sysctls(ADDED_29)))
        .passes("those of v1.32", pod(sysctls(ADDED_32)))
        .passes("those of this version", pod(sysctls(ADDED_37)))
        .fails("any other", pod(sysctls("net.core.somaxconn")), REASON, "net.core.somaxconn")
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(
        Sysctls.RULE,
        "v1.0",
        "v1.26",
        "v1.27",
        "v1.28",
        "v1.29",
        "v1.31",
        "v1.32",
        "v1.36",
        "v1.37",
        "latest")
        .passes("no security context", pod(container("a")))
        .passes("no sysctl", pod(podContext(c -> {})))
        .passes("safe from the beginning", pod(sysctls(SAFE_0)))
        .fails("one", pod(sysctls("kernel.msgmax")), REASON, "kernel.msgmax")
        .fails("no name", pod(sysctls("")), REASON, "")
        .fails(
            "with a slash",
            pod(sysctls("net/ipv4/tcp_syncookies")),
            REASON,
            "net/ipv4/tcp_syncookies")
        .fails(
            "in order, neither quoted nor deduplicated",
            pod(sysctls("vm.z", "kernel.shm_rmid_forced", "", "a\"b", "vm.z")),
            REASON,
            "vm.z, , a\"b, vm.z")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.POD,
                0,
                "",
                "spec.securityContext.sysctls[1].name",
                "/spec/securityContext/sysctls/1/name",
                FieldValue.of("vm.z"),
                "\"kernel.shm_rmid_forced\", \"net.ipv4.ip_local_port_range\","
                    + " \"net.ipv4.tcp_syncookies\", \"net.ipv4.ping_group_range\" or"
                    + " \"net.ipv4.ip_unprivileged_port_start\"")),
        seen(Sysctls.RULE, "v1.26", pod(sysctls("net.ipv4.tcp_syncookies", "vm.z"))));
  }

  @Test
  void whatIsAllowedGrows() {
    Pod pod = pod(sysctls("vm.z"));
    assertEquals(
        "\"kernel.shm_rmid_forced\", \"net.ipv4.ip_local_port_range\","
            + " \"net.ipv4.tcp_syncookies\", \"net.ipv4.ping_group_range\","
            + " \"net.ipv4.ip_unprivileged_port_start\", \"net.ipv4.ip_local_reserved_ports\","
            + " \"net.ipv4.tcp_keepalive_time\", \"net.ipv4.tcp_fin_timeout\","
            + " \"net.ipv4.tcp_keepalive_intvl\", \"net.ipv4.tcp_keepalive_probes\","
            + " \"net.ipv4.tcp_rmem\", \"net.ipv4.tcp_wmem\","
            + " \"net.ipv4.tcp_slow_start_after_idle\" or \"net.ipv4.tcp_notsent_lowat\"",
        seen(Sysctls.RULE, "latest", pod).get(0).allowed());
  }
}
