package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.os;
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

final class AllowPrivilegeEscalationTest {
  private static final String REASON = "allowPrivilegeEscalation != false";
  private static final String MUST_SET =
      "container \"a\" must set securityContext.allowPrivilegeEscalation=false";
  private static final ContainerPart ALLOWS = set(true);
  private static final ContainerPart FORBIDS = set(false);

  private static ContainerPart set(@Nullable Boolean value) {
    return context(c -> c.allowPrivilegeEscalation(value));
  }

  @TestFactory
  Stream<DynamicTest> before8() {
    return RuleCases.at(AllowPrivilegeEscalation.RULE, "v1.0", "v1.7").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since8() {
    return RuleCases.at(AllowPrivilegeEscalation.RULE, "v1.8", "v1.24")
        .passes("forbidden on Windows", pod(windows(), container("a", FORBIDS)))
        .fails("on Windows", pod(windows(), container("a", ALLOWS)), REASON, MUST_SET)
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since25() {
    return RuleCases.at(AllowPrivilegeEscalation.RULE, "v1.25", "v1.26", "latest")
        .passes("on Windows", pod(windows(), container("a", ALLOWS), init("b")))
        .fails("on Linux", pod(os("linux"), container("a")), REASON, MUST_SET)
        .fails("on windows in other letters", pod(os("Windows"), container("a")), REASON, MUST_SET)
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(AllowPrivilegeEscalation.RULE, "v1.8", "v1.24", "v1.25", "latest")
        .passes("no container", pod())
        .passes(
            "forbidden", pod(init("a", FORBIDS), container("b", FORBIDS), ephemeral("c", FORBIDS)))
        .fails("no security context", pod(container("a")), REASON, MUST_SET)
        .fails("absent", pod(container("a", set(null))), REASON, MUST_SET)
        .fails("true", pod(container("a", ALLOWS)), REASON, MUST_SET)
        .fails("in a user namespace", pod(hostUsers(false), container("a")), REASON, MUST_SET)
        .fails(
            "all three kinds, neither deduplicated nor escaped",
            pod(
                ephemeral("a", ALLOWS),
                container("b\""),
                container("ok", FORBIDS),
                container("b\"", ALLOWS),
                init("")),
            REASON,
            "containers \"\", \"b\"\", \"b\"\", \"a\" must set"
                + " securityContext.allowPrivilegeEscalation=false")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                0,
                "a",
                "spec.initContainers[0].securityContext.allowPrivilegeEscalation",
                "/spec/initContainers/0/securityContext/allowPrivilegeEscalation",
                null,
                "false"),
            new Seen(
                Subject.Kind.CONTAINER,
                1,
                "c",
                "spec.containers[1].securityContext.allowPrivilegeEscalation",
                "/spec/containers/1/securityContext/allowPrivilegeEscalation",
                FieldValue.of(true),
                "false")),
        seen(
            AllowPrivilegeEscalation.RULE,
            "v1.8",
            pod(init("a"), container("b", FORBIDS), container("c", ALLOWS))));
  }
}
