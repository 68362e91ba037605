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

final class RunAsNonRootTest {
  private static final String REASON = "runAsNonRoot != true";

  private static ContainerPart set(@Nullable Boolean value) {
    return context(c -> c.runAsNonRoot(value));
  }

  private static Part podSet(@Nullable Boolean value) {
    return podContext(c -> c.runAsNonRoot(value));
  }

  private static String mustNot(String setters) {
    return setters + " must not set securityContext.runAsNonRoot=false";
  }

  private static String must(String setters) {
    return setters + " must set securityContext.runAsNonRoot=true";
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(RunAsNonRoot.RULE, "v1.0", "v1.34")
        .passes("set in a user namespace", pod(hostUsers(false), podSet(true), container("a")))
        .fails(
            "missing in a user namespace",
            pod(hostUsers(false), container("a")),
            REASON,
            must("pod or container \"a\""))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since35() {
    return RuleCases.at(RunAsNonRoot.RULE, "v1.35", "v1.36", "latest")
        .passes("missing in a user namespace", pod(hostUsers(false), container("a")))
        .passes(
            "false in a user namespace",
            pod(hostUsers(false), podSet(false), init("a", set(false))))
        .fails(
            "missing with the users of the host",
            pod(hostUsers(true), container("a")),
            REASON,
            must("pod or container \"a\""))
        .fails(
            "false with the users of the host",
            pod(hostUsers(null), podSet(false)),
            REASON,
            mustNot("pod"))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(RunAsNonRoot.RULE, "v1.0", "v1.34", "v1.35", "latest")
        .passes("no container", pod())
        .passes(
            "pod sets it", pod(podSet(true), init("a"), container("b"), ephemeral("c", set(null))))
        .passes(
            "all containers set it",
            pod(init("a", set(true)), container("b", set(true)), ephemeral("c", set(true))))
        .fails(
            "missing",
            pod(podSet(null), container("a", set(null))),
            REASON,
            must("pod or container \"a\""))
        .fails(
            "missing on Windows",
            pod(windows(), container("a")),
            REASON,
            must("pod or container \"a\""))
        .fails(
            "missing in all three kinds",
            pod(
                ephemeral("a"),
                container("b\"", set(null)),
                container("ok", set(true)),
                container("b\""),
                init("c")),
            REASON,
            must("pod or containers \"c\", \"b\"\", \"b\"\", \"a\""))
        .fails("pod", pod(podSet(false)), REASON, mustNot("pod"))
        .fails(
            "the pod's false, which the containers do not mend",
            pod(podSet(false), container("a", set(true))),
            REASON,
            mustNot("pod"))
        .fails(
            "a container's false under a good pod",
            pod(podSet(true), container("a", set(false))),
            REASON,
            mustNot("container \"a\""))
        .fails(
            "false hides missing",
            pod(container("a"), container("b", set(false))),
            REASON,
            mustNot("container \"b\""))
        .fails(
            "pod and containers of all kinds",
            pod(
                podSet(false),
                ephemeral("a", set(false)),
                container("b\"", set(false)),
                container("missing"),
                container("b\"", set(false)),
                init("c", set(false))),
            REASON,
            mustNot("pod and containers \"c\", \"b\"\", \"b\"\", \"a\""))
        .stream();
  }

  @Test
  void findingsOfWhatIsFalse() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.POD,
                0,
                "",
                "spec.securityContext.runAsNonRoot",
                "/spec/securityContext/runAsNonRoot",
                FieldValue.of(false),
                "true"),
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                0,
                "a",
                "spec.initContainers[0].securityContext.runAsNonRoot",
                "/spec/initContainers/0/securityContext/runAsNonRoot",
                FieldValue.of(false),
                "true")),
        seen(RunAsNonRoot.RULE, "v1.0", pod(podSet(false), init("a", set(false)), container("b"))));
  }

  @Test
  void underAGoodPodAContainerMayAsWellSayNothing() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "a",
                "spec.containers[0].securityContext.runAsNonRoot",
                "/spec/containers/0/securityContext/runAsNonRoot",
                FieldValue.of(false),
                "true, or absent")),
        seen(RunAsNonRoot.RULE, "v1.35", pod(podSet(true), container("a", set(false)))));
  }

  @Test
  void findingsOfWhatIsMissing() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.CONTAINER,
                1,
                "b",
                "spec.containers[1].securityContext.runAsNonRoot",
                "/spec/containers/1/securityContext/runAsNonRoot",
                null,
                "true")),
        seen(RunAsNonRoot.RULE, "latest", pod(container("a", set(true)), container("b"))));
  }
}
