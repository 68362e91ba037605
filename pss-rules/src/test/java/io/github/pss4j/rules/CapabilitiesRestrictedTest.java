package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.drop;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.os;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.windows;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CapabilitiesRestrictedTest {
  private static final String REASON = "unrestricted capabilities";
  private static final String MUST_DROP =
      "container \"a\" must set securityContext.capabilities.drop=[\"ALL\"]";
  private static final ContainerPart GOOD = capabilities("ALL", "NET_BIND_SERVICE");

  private static ContainerPart capabilities(String dropped, String... added) {
    return context(
        c -> c.capabilities(Capabilities.builder().addDrop(dropped).addAdd(added).build()));
  }

  @TestFactory
  Stream<DynamicTest> before22() {
    return RuleCases.at(CapabilitiesRestricted.RULE, "v1.0", "v1.21").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since22() {
    return RuleCases.at(CapabilitiesRestricted.RULE, "v1.22", "v1.24")
        .passes("dropped", pod(windows(), container("a", GOOD)))
        .fails("on Windows", pod(windows(), container("a")), REASON, MUST_DROP)
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since25() {
    return RuleCases.at(CapabilitiesRestricted.RULE, "v1.25", "v1.26", "latest")
        .passes("on Windows", pod(windows(), container("a"), init("b", capabilities("", "BPF"))))
        .fails("on windows in other letters", pod(os("Windows"), container("a")), REASON, MUST_DROP)
        .fails("on Linux", pod(os("linux"), container("a")), REASON, MUST_DROP)
        .fails("on no system", pod(os(null), container("a")), REASON, MUST_DROP)
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(CapabilitiesRestricted.RULE, "v1.22", "v1.24", "v1.25", "latest")
        .passes("no container", pod())
        .passes("dropped", pod(init("a", GOOD), container("b", GOOD), ephemeral("c", GOOD)))
        .passes(
            "dropped among others",
            pod(container("a", context(c -> c.capabilities(drop("KILL", "ALL"))))))
        .fails("no security context", pod(container("a")), REASON, MUST_DROP)
        .fails("no capabilities", pod(container("a", context(c -> {}))), REASON, MUST_DROP)
        .fails(
            "something else dropped", pod(container("a", capabilities("all"))), REASON, MUST_DROP)
        .fails("in a user namespace", pod(hostUsers(false), container("a")), REASON, MUST_DROP)
        .fails(
            "added",
            pod(container("a", capabilities("ALL", "CHOWN"))),
            REASON,
            "container \"a\" must not include \"CHOWN\" in securityContext.capabilities.add")
        .fails(
            "both, in different containers of all kinds",
            pod(
                ephemeral("a", capabilities("ALL", "SYS_TIME", "CHOWN")),
                ephemeral("b"),
                container("c", GOOD),
                container("d", capabilities("KILL", "CHOWN", "NET_BIND_SERVICE")),
                container("d", capabilities("KILL", "CHOWN", "\"")),
                init("e", capabilities("ALL", "BPF"))),
            REASON,
            "containers \"d\", \"d\", \"b\" must set securityContext.capabilities.drop=[\"ALL\"];"
                + " containers \"e\", \"d\", \"d\", \"a\" must not include \"\"\", \"BPF\","
                + " \"CHOWN\", \"SYS_TIME\" in securityContext.capabilities.add")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "a",
                "spec.containers[0].securityContext.capabilities.drop",
                "/spec/containers/0/securityContext/capabilities/drop",
                null,
                "a list with \"ALL\" in it"),
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                0,
                "b",
                "spec.ephemeralContainers[0].securityContext.capabilities.drop",
                "/spec/ephemeralContainers/0/securityContext/capabilities/drop",
                FieldValue.of(ImmutableList.of("KILL")),
                "a list with \"ALL\" in it"),
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                0,
                "b",
                "spec.ephemeralContainers[0].securityContext.capabilities.add[1]",
                "/spec/ephemeralContainers/0/securityContext/capabilities/add/1",
                FieldValue.of("BPF"),
                "\"NET_BIND_SERVICE\", or absent")),
        seen(
            CapabilitiesRestricted.RULE,
            "v1.25",
            pod(container("a"), ephemeral("b", capabilities("KILL", "NET_BIND_SERVICE", "BPF")))));
  }
}
