package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class HostPortsTest {
  private static ContainerPart ports(@Nullable Integer... hostPorts) {
    return container -> {
      for (Integer hostPort : hostPorts) {
        container.addPorts(ContainerPort.builder().containerPort(1).hostPort(hostPort).build());
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(HostPorts.RULE, "v1.0", "v1.37", "latest")
        .passes("no port", pod(container("a")))
        .passes("absent", pod(container("a", ports((Integer) null))))
        .passes("zero", pod(init("a", ports(0)), container("b", ports(0, 0))))
        .fails(
            "one", pod(container("a", ports(80))), "hostPort", "container \"a\" uses hostPort 80")
        .fails(
            "negative",
            pod(container("a", ports(-1))),
            "hostPort",
            "container \"a\" uses hostPort -1")
        .fails(
            "one container, several ports, sorted as strings",
            pod(container("a", ports(9, 0, 443, 80, 10250))),
            "hostPort",
            "container \"a\" uses hostPorts 10250, 443, 80, 9")
        .fails(
            "several containers, one port",
            pod(container("b", ports(80, 80)), init("z", ports(80))),
            "hostPort",
            "containers \"z\", \"b\" use hostPort 80")
        .fails(
            "all three kinds, several ports",
            pod(
                ephemeral("a", ports(3)),
                container("b", ports(2, null)),
                container("ok", ports(0)),
                container("b", ports(2)),
                init("c", ports(1))),
            "hostPort",
            "containers \"c\", \"b\", \"b\", \"a\" use hostPorts 1, 2, 3")
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
                "spec.containers[1].ports[1].hostPort",
                "/spec/containers/1/ports/1/hostPort",
                FieldValue.of(8080),
                "0, or absent"),
            new Seen(
                Subject.Kind.CONTAINER,
                1,
                "b",
                "spec.containers[1].ports[2].hostPort",
                "/spec/containers/1/ports/2/hostPort",
                FieldValue.of(80),
                "0, or absent")),
        seen(HostPorts.RULE, "v1.0", pod(container("a"), container("b", ports(0, 8080, 80)))));
  }
}
