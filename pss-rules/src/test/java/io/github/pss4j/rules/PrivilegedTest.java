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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PrivilegedTest {
  private static final ContainerPart PRIVILEGED = context(c -> c.privileged(true));
  private static final ContainerPart UNPRIVILEGED = context(c -> c.privileged(false));

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(Privileged.RULE, "v1.0", "v1.37", "latest")
        .passes("no container", pod())
        .passes("no security context", pod(container("a")))
        .passes("absent", pod(container("a", context(c -> {}))))
        .passes("false", pod(init("a", UNPRIVILEGED), ephemeral("b", UNPRIVILEGED)))
        .fails(
            "one",
            pod(container("a", PRIVILEGED)),
            "privileged",
            "container \"a\" must not set securityContext.privileged=true")
        .fails(
            "on Windows and in a user namespace",
            pod(windows(), hostUsers(false), container("a", PRIVILEGED)),
            "privileged",
            "container \"a\" must not set securityContext.privileged=true")
        .fails(
            "all three kinds, in the order init, regular, ephemeral",
            pod(
                ephemeral("a", PRIVILEGED),
                container("b", PRIVILEGED),
                container("c", UNPRIVILEGED),
                init("d", PRIVILEGED)),
            "privileged",
            "containers \"d\", \"b\", \"a\" must not set securityContext.privileged=true")
        .fails(
            "names neither deduplicated nor escaped",
            pod(container("b\"", PRIVILEGED), container("b\"", PRIVILEGED), init("", PRIVILEGED)),
            "privileged",
            "containers \"\", \"b\"\", \"b\"\" must not set securityContext.privileged=true")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                1,
                "b",
                "spec.initContainers[1].securityContext.privileged",
                "/spec/initContainers/1/securityContext/privileged",
                FieldValue.of(true),
                "false, or absent"),
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "c",
                "spec.containers[0].securityContext.privileged",
                "/spec/containers/0/securityContext/privileged",
                FieldValue.of(true),
                "false, or absent"),
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                0,
                "d",
                "spec.ephemeralContainers[0].securityContext.privileged",
                "/spec/ephemeralContainers/0/securityContext/privileged",
                FieldValue.of(true),
                "false, or absent")),
        seen(
            Privileged.RULE,
            "latest",
            pod(
                init("a"),
                init("b", PRIVILEGED),
                container("c", PRIVILEGED),
                ephemeral("d", PRIVILEGED))));
  }
}
