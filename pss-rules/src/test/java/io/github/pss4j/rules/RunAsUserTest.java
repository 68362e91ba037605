package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.windows;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.Pods.Part;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RunAsUserTest {
  private static final String REASON = "runAsUser=0";

  private static ContainerPart user(@Nullable Long id) {
    return context(c -> c.runAsUser(id));
  }

  private static Part podUser(@Nullable Long id) {
    return podContext(c -> c.runAsUser(id));
  }

  private static String mustNot(String setters) {
    return setters + " must not set runAsUser=0";
  }

  @TestFactory
  Stream<DynamicTest> before23() {
    return RuleCases.at(RunAsUser.RULE, "v1.0", "v1.22").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since23() {
    return RuleCases.at(RunAsUser.RULE, "v1.23", "v1.34")
        .passes("another in a user namespace", pod(hostUsers(false), podUser(1000L)))
        .fails("in a user namespace", pod(hostUsers(false), podUser(0L)), REASON, mustNot("pod"))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since35() {
    return RuleCases.at(RunAsUser.RULE, "v1.35", "v1.36", "latest")
        .passes("in a user namespace", pod(hostUsers(false), podUser(0L), init("a", user(0L))))
        .fails(
            "with the users of the host", pod(hostUsers(true), podUser(0L)), REASON, mustNot("pod"))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(RunAsUser.RULE, "v1.23", "v1.34", "v1.35", "latest")
        .passes("nothing", pod(container("a")))
        .passes("absent", pod(podUser(null), container("a", user(null))))
        .passes("another", pod(podUser(1L), init("a", user(-1L)), container("b", user(1L << 32))))
        .fails("pod", pod(podUser(0L), container("a", user(1L))), REASON, mustNot("pod"))
        .fails("container", pod(container("a", user(0L))), REASON, mustNot("container \"a\""))
        .fails(
            "on Windows",
            pod(windows(), container("a", user(0L))),
            REASON,
            mustNot("container \"a\""))
        .fails(
            "pod and container",
            pod(podUser(0L), ephemeral("a", user(0L))),
            REASON,
            mustNot("pod and container \"a\""))
        .fails(
            "all three kinds, neither deduplicated nor escaped",
            pod(
                ephemeral("a", user(0L)),
                container("b\"", user(0L)),
                container("ok", user(7L)),
                container("b\"", user(0L)),
                init("c", user(0L))),
            REASON,
            mustNot("containers \"c\", \"b\"\", \"b\"\", \"a\""))
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
                "spec.securityContext.runAsUser",
                "/spec/securityContext/runAsUser",
                FieldValue.of(0L),
                "a number other than 0, or absent"),
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                1,
                "b",
                "spec.initContainers[1].securityContext.runAsUser",
                "/spec/initContainers/1/securityContext/runAsUser",
                FieldValue.of(0L),
                "a number other than 0, or absent")),
        seen(RunAsUser.RULE, "v1.23", pod(podUser(0L), init("a"), init("b", user(0L)))));
  }
}
