package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.RuleCases.seen;
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

final class ProcMountRestrictedTest {
  private static final ContainerPart UNMASKED = context(c -> c.procMount("Unmasked"));
  private static final ContainerPart DEFAULT = context(c -> c.procMount("Default"));

  @TestFactory
  Stream<DynamicTest> before35() {
    return RuleCases.at(ProcMountRestricted.RULE, "v1.0", "v1.34").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since35() {
    return RuleCases.at(ProcMountRestricted.RULE, "v1.35", "v1.36", "latest")
        .passes("no security context", pod(container("a")))
        .passes("default", pod(hostUsers(false), init("a", DEFAULT), ephemeral("b", DEFAULT)))
        .fails(
            "unmasked",
            pod(container("a", UNMASKED)),
            "procMount",
            "container \"a\" must not set securityContext.procMount to \"Unmasked\"")
        .fails(
            "all three kinds, even in a user namespace",
            pod(
                hostUsers(false),
                ephemeral("a", UNMASKED),
                container("b", UNMASKED),
                init("c", context(c -> c.procMount("")))),
            "procMount",
            "containers \"c\", \"b\", \"a\" must not set securityContext.procMount to"
                + " \"\", \"Unmasked\"")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.CONTAINER,
                1,
                "b",
                "spec.containers[1].securityContext.procMount",
                "/spec/containers/1/securityContext/procMount",
                FieldValue.of("Unmasked"),
                "\"Default\", or absent")),
        seen(
            ProcMountRestricted.RULE,
            "v1.35",
            pod(hostUsers(false), container("a"), container("b", UNMASKED))));
  }
}
