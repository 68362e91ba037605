package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostProcess;
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

final class WindowsHostProcessTest {
  private static final String REASON = "hostProcess";

  private static ContainerPart set(@Nullable Boolean value) {
    return context(c -> c.windowsOptions(hostProcess(value)));
  }

  private static Part podSet(@Nullable Boolean value) {
    return podContext(c -> c.windowsOptions(hostProcess(value)));
  }

  private static String mustNot(String setters) {
    return setters + " must not set securityContext.windowsOptions.hostProcess=true";
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(WindowsHostProcess.RULE, "v1.0", "v1.37", "latest")
        .passes("nothing", pod(windows(), container("a")))
        .passes("no options", pod(podContext(c -> {}), container("a", context(c -> {}))))
        .passes("absent", pod(podSet(null), container("a", set(null))))
        .passes("false", pod(podSet(false), init("a", set(false)), ephemeral("b", set(false))))
        .fails("pod", pod(podSet(true), container("a")), REASON, mustNot("pod"))
        .fails("container", pod(container("a", set(true))), REASON, mustNot("container \"a\""))
        .fails(
            "pod and container",
            pod(windows(), podSet(true), ephemeral("a", set(true))),
            REASON,
            mustNot("pod and container \"a\""))
        .fails(
            "all three kinds, neither deduplicated nor escaped",
            pod(
                podSet(false),
                ephemeral("a", set(true)),
                container("b\"", set(true)),
                container("ok", set(false)),
                container("b\"", set(true)),
                init("c", set(true))),
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
                "spec.securityContext.windowsOptions.hostProcess",
                "/spec/securityContext/windowsOptions/hostProcess",
                FieldValue.of(true),
                "false, or absent"),
            new Seen(
                Subject.Kind.EPHEMERAL_CONTAINER,
                1,
                "b",
                "spec.ephemeralContainers[1].securityContext.windowsOptions.hostProcess",
                "/spec/ephemeralContainers/1/securityContext/windowsOptions/hostProcess",
                FieldValue.of(true),
                "false, or absent")),
        seen(
            WindowsHostProcess.RULE,
            "v1.0",
            pod(podSet(true), ephemeral("a"), ephemeral("b", set(true)))));
  }
}
