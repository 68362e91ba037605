package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.add;
import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.drop;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CapabilitiesBaselineTest {
  private static final String REASON = "non-default capabilities";
  private static final String DEFAULT_SET =
      "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID"
          + " SETPCAP SETUID SYS_CHROOT";

  private static ContainerPart adds(String... names) {
    return context(c -> c.capabilities(add(names)));
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(CapabilitiesBaseline.RULE, "v1.0", "v1.21", "v1.22", "v1.37", "latest")
        .passes("no security context", pod(container("a")))
        .passes("no capabilities", pod(container("a", context(c -> {}))))
        .passes(
            "dropped only", pod(container("a", context(c -> c.capabilities(drop("SYS_ADMIN"))))))
        .passes("the default set", pod(init("a", adds(DEFAULT_SET.split(" ", -1)))))
        .fails(
            "one",
            pod(container("a", adds("SYS_ADMIN"))),
            REASON,
            "container \"a\" must not include \"SYS_ADMIN\" in securityContext.capabilities.add")
        .fails(
            "names match exactly",
            pod(container("a", adds("chown", "CAP_CHOWN", "", "ALL"))),
            REASON,
            "container \"a\" must not include \"\", \"ALL\", \"CAP_CHOWN\", \"chown\" in"
                + " securityContext.capabilities.add")
        .fails(
            "all three kinds; capabilities as a sorted set",
            pod(
                ephemeral("a", adds("NET_RAW", "BPF", "BPF")),
                container("b\"", adds("KILL", "NET_RAW")),
                container("c", adds("KILL")),
                container("b\"", adds("NET_RAW", "\"")),
                init("d", adds("AUDIT_READ"))),
            REASON,
            "containers \"d\", \"b\"\", \"b\"\", \"a\" must not include \"\"\", \"AUDIT_READ\","
                + " \"BPF\", \"NET_RAW\" in securityContext.capabilities.add")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(seen(1, "SYS_ADMIN"), seen(2, "BPF")),
        RuleCases.seen(
            CapabilitiesBaseline.RULE,
            "v1.0",
            pod(init("a"), init("b", adds("CHOWN", "SYS_ADMIN", "BPF")))));
  }

  private static Seen seen(int index, String capability) {
    return new Seen(
        Subject.Kind.INIT_CONTAINER,
        1,
        "b",
        "spec.initContainers[1].securityContext.capabilities.add[" + index + "]",
        "/spec/initContainers/1/securityContext/capabilities/add/" + index,
        FieldValue.of(capability),
        "\"AUDIT_WRITE\", \"CHOWN\", \"DAC_OVERRIDE\", \"FOWNER\", \"FSETID\", \"KILL\", \"MKNOD\","
            + " \"NET_BIND_SERVICE\", \"SETFCAP\", \"SETGID\", \"SETPCAP\", \"SETUID\" or"
            + " \"SYS_CHROOT\", or absent");
  }
}
