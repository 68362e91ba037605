package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.os;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.seccomp;
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

final class SeccompProfileRestrictedTest {
  private static final String REASON = "seccompProfile";
  private static final String MISSING =
      " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"";

  private static ContainerPart set(@Nullable String type) {
    return context(c -> c.seccompProfile(seccomp(type)));
  }

  private static Part podSet(@Nullable String type) {
    return podContext(c -> c.seccompProfile(seccomp(type)));
  }

  private static String mustNot(String setters, String values) {
    return setters + " must not set securityContext.seccompProfile.type to " + values;
  }

  @TestFactory
  Stream<DynamicTest> before19() {
    return RuleCases.at(SeccompProfileRestricted.RULE, "v1.0", "v1.18").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since19() {
    return RuleCases.at(SeccompProfileRestricted.RULE, "v1.19", "v1.24")
        .passes("set on Windows", pod(windows(), podSet("RuntimeDefault"), container("a")))
        .fails(
            "missing on Windows",
            pod(windows(), container("a")),
            REASON,
            "pod or container \"a\"" + MISSING)
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since25() {
    return RuleCases.at(SeccompProfileRestricted.RULE, "v1.25", "v1.26", "latest")
        .passes("missing on Windows", pod(windows(), container("a")))
        .passes("forbidden on Windows", pod(windows(), podSet("Unconfined"), init("a", set("x"))))
        .fails(
            "missing on Linux",
            pod(os("linux"), container("a")),
            REASON,
            "pod or container \"a\"" + MISSING)
        .fails(
            "forbidden on WINDOWS",
            pod(os("WINDOWS"), podSet("Unconfined")),
            REASON,
            mustNot("pod", "\"Unconfined\""))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(SeccompProfileRestricted.RULE, "v1.19", "v1.24", "v1.25", "latest")
        .passes("no container", pod())
        .passes("pod sets it", pod(podSet("RuntimeDefault"), init("a"), container("b")))
        .passes(
            "all containers set it",
            pod(
                init("a", set("RuntimeDefault")),
                container("b", set("Localhost")),
                ephemeral("c", set("RuntimeDefault"))))
        .fails(
            "a context without a profile",
            pod(podContext(c -> {}), container("a", context(c -> {}))),
            REASON,
            "pod or container \"a\"" + MISSING)
        .fails(
            "in a user namespace",
            pod(hostUsers(false), container("a")),
            REASON,
            "pod or container \"a\"" + MISSING)
        .fails(
            "missing in all three kinds",
            pod(
                ephemeral("a"),
                container("b\""),
                container("ok", set("Localhost")),
                container("b\""),
                init("c")),
            REASON,
            "pod or containers \"c\", \"b\"\", \"b\"\", \"a\"" + MISSING)
        .fails("no type", pod(podSet(null)), REASON, mustNot("pod", "\"\""))
        .fails(
            "the pod's is forbidden, which the containers do not mend",
            pod(podSet("Unconfined"), container("a", set("RuntimeDefault"))),
            REASON,
            mustNot("pod", "\"Unconfined\""))
        .fails(
            "forbidden hides missing",
            pod(container("a"), container("b", set("Unconfined"))),
            REASON,
            mustNot("container \"b\"", "\"Unconfined\""))
        .fails(
            "forbidden under a good pod",
            pod(podSet("Localhost"), container("b", set("Unconfined"))),
            REASON,
            mustNot("container \"b\"", "\"Unconfined\""))
        .fails(
            "pod and containers of all kinds; types as a sorted set",
            pod(
                podSet("z"),
                ephemeral("a", set("Unconfined")),
                container("b", set("")),
                container("b", set("Unconfined")),
                container("missing"),
                init("c", set("z"))),
            REASON,
            mustNot("pod and containers \"c\", \"b\", \"b\", \"a\"", "\"\", \"Unconfined\", \"z\""))
        .stream();
  }

  @Test
  void findings() {
    String words = "\"RuntimeDefault\" or \"Localhost\"";
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.POD,
                0,
                "",
                "spec.securityContext.seccompProfile.type",
                "/spec/securityContext/seccompProfile/type",
                FieldValue.of("Unconfined"),
                words)),
        seen(SeccompProfileRestricted.RULE, "v1.25", pod(podSet("Unconfined"), container("a"))));
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                0,
                "a",
                "spec.initContainers[0].securityContext.seccompProfile.type",
                "/spec/initContainers/0/securityContext/seccompProfile/type",
                null,
                words),
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                0,
                "c",
                "spec.ephemeralContainers[0].securityContext.seccompProfile.type",
                "/spec/ephemeralContainers/0/securityContext/seccompProfile/type",
                null,
                words)),
        seen(
            SeccompProfileRestricted.RULE,
            "v1.19",
            pod(init("a"), container("b", set("Localhost")), ephemeral("c"))));
  }
}
