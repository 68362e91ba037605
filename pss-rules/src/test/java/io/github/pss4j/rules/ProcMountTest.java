package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.windows;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ProcMountTest {
  private static ContainerPart proc(@Nullable String mount) {
    return context(c -> c.procMount(mount));
  }

  private static String set(String mount) {
    return "container \"a\" must not set securityContext.procMount to \"" + mount + "\"";
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(ProcMount.RULE, "v1.0", "v1.34")
        .passes("default", pod(hostUsers(false), container("a", proc("Default"))))
        .fails(
            "in a user namespace",
            pod(hostUsers(false), container("a", proc("Unmasked"))),
            "procMount",
            set("Unmasked"))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since35() {
    return RuleCases.at(ProcMount.RULE, "v1.35", "v1.36", "latest")
        .passes(
            "in a user namespace",
            pod(hostUsers(false), container("a", proc("Unmasked")), init("b", proc("x"))))
        .fails(
            "with the users of the host",
            pod(hostUsers(true), container("a", proc("Unmasked"))),
            "procMount",
            set("Unmasked"))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(ProcMount.RULE, "v1.0", "v1.34", "v1.35", "latest")
        .passes("no security context", pod(container("a")))
        .passes("absent", pod(container("a", proc(null))))
        .passes("default", pod(init("a", proc("Default")), ephemeral("b", proc("Default"))))
        .fails("unmasked", pod(container("a", proc("Unmasked"))), "procMount", set("Unmasked"))
        .fails("empty", pod(container("a", proc(""))), "procMount", set(""))
        .fails("other letters", pod(container("a", proc("default"))), "procMount", set("default"))
        .fails("on Windows", pod(windows(), container("a", proc("x"))), "procMount", set("x"))
        .fails(
            "all three kinds; values as a sorted set",
            pod(
                ephemeral("a", proc("Unmasked")),
                container("b", proc("z")),
                container("c", proc("Default")),
                container("b", proc("\"")),
                init("d\"", proc("Unmasked"))),
            "procMount",
            "containers \"d\"\", \"b\", \"b\", \"a\" must not set securityContext.procMount to"
                + " \"\"\", \"Unmasked\", \"z\"")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                0,
                "b",
                "spec.ephemeralContainers[0].securityContext.procMount",
                "/spec/ephemeralContainers/0/securityContext/procMount",
                FieldValue.of("Unmasked"),
                "\"Default\", or absent")),
        seen(ProcMount.RULE, "v1.35", pod(container("a"), ephemeral("b", proc("Unmasked")))));
  }
}
