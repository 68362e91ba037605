package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class HostProbesAndHostLifecycleTest {
  private static final String REASON = "probe or lifecycle host";

  private static Probe http(@Nullable String host) {
    return Probe.builder().httpGet(HTTPGetAction.builder().host(host).build()).build();
  }

  private static Probe tcp(@Nullable String host) {
    return Probe.builder().tcpSocket(TCPSocketAction.builder().host(host).build()).build();
  }

  private static LifecycleHandler hookHttp(@Nullable String host) {
    return LifecycleHandler.builder().httpGet(HTTPGetAction.builder().host(host).build()).build();
  }

  private static LifecycleHandler hookTcp(@Nullable String host) {
    return LifecycleHandler.builder()
        .tcpSocket(TCPSocketAction.builder().host(host).build())
        .build();
  }

  private static ContainerPart live(Probe probe) {
    return container -> container.livenessProbe(probe);
  }

  private static ContainerPart ready(Probe probe) {
    return container -> container.readinessProbe(probe);
  }

  private static ContainerPart started(Probe probe) {
    return container -> container.startupProbe(probe);
  }

  private static ContainerPart postStart(LifecycleHandler handler) {
    return container -> container.lifecycle(Lifecycle.builder().postStart(handler).build());
  }

  private static ContainerPart preStop(LifecycleHandler handler) {
    return container -> container.lifecycle(Lifecycle.builder().preStop(handler).build());
  }

  private static String uses(String host) {
    return "container \"a\" uses probe or lifecycle host \"" + host + "\"";
  }

  @TestFactory
  Stream<DynamicTest> before34() {
    return RuleCases.at(HostProbesAndHostLifecycle.RULE, "v1.0", "v1.33").unknown().stream();
  }

  @TestFactory
  Stream<DynamicTest> since34() {
    return RuleCases.at(HostProbesAndHostLifecycle.RULE, "v1.34", "v1.35", "latest")
        .passes("no probe", pod(container("a")))
        .passes("other probes", pod(container("a", live(Probe.builder().build()))))
        .passes("no host", pod(container("a", live(http(null)), ready(tcp(null)))))
        .passes("empty host", pod(container("a", started(http("")), postStart(hookTcp("")))))
        .passes("no hook", pod(container("a", c -> c.lifecycle(Lifecycle.builder().build()))))
        .fails("liveness", pod(container("a", live(http("h")))), REASON, uses("h"))
        .fails("readiness", pod(init("a", ready(tcp("h")))), REASON, uses("h"))
        .fails("startup", pod(ephemeral("a", started(http("h")))), REASON, uses("h"))
        .fails("postStart", pod(container("a", postStart(hookTcp("::1")))), REASON, uses("::1"))
        .fails(
            "preStop",
            pod(container("a", preStop(hookHttp("127.0.0.1")))),
            REASON,
            uses("127.0.0.1"))
        .fails("quote", pod(container("a", live(http("a\"b")))), REASON, uses("a\"b"))
        .fails(
            "several hosts, as a sorted set",
            pod(container("a", live(http("z")), ready(tcp("b")), started(http("z")))),
            REASON,
            "container \"a\" uses probe or lifecycle hosts \"b\", \"z\"")
        .fails(
            "both actions of one probe",
            pod(
                container(
                    "a",
                    live(
                        Probe.builder()
                            .httpGet(HTTPGetAction.builder().host("h").build())
                            .tcpSocket(TCPSocketAction.builder().host("g").build())
                            .build()))),
            REASON,
            "container \"a\" uses probe or lifecycle hosts \"g\", \"h\"")
        .fails(
            "all three kinds, containers as a sorted set too",
            pod(
                init("c", live(http("h"))),
                container("b", live(http("h"))),
                container("b", ready(http("h"))),
                ephemeral("a", live(http("h")))),
            REASON,
            "containers \"a\", \"b\", \"c\" use probe or lifecycle host \"h\"")
        .fails(
            "two containers of one name count as one",
            pod(container("b", live(http("h"))), container("b", live(http("h")))),
            REASON,
            "container \"b\" uses probe or lifecycle host \"h\"")
        .fails(
            "sorted by the bytes of UTF-8",
            pod(
                container("\ud83d\ude00", live(http("\ud83d\ude00"))),
                init("\ufffd", live(http("\ufffd")))),
            REASON,
            "containers \"\ufffd\", \"\ud83d\ude00\" use probe or lifecycle hosts"
                + " \"\ufffd\", \"\ud83d\ude00\"")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            seen("livenessProbe.httpGet.host", "livenessProbe/httpGet/host", "1"),
            seen("readinessProbe.tcpSocket.host", "readinessProbe/tcpSocket/host", "2"),
            seen("startupProbe.httpGet.host", "startupProbe/httpGet/host", "3"),
            seen("lifecycle.postStart.tcpSocket.host", "lifecycle/postStart/tcpSocket/host", "4"),
            seen("lifecycle.preStop.httpGet.host", "lifecycle/preStop/httpGet/host", "5")),
        RuleCases.seen(
            HostProbesAndHostLifecycle.RULE,
            "v1.34",
            pod(
                container("a"),
                container(
                    "b",
                    live(http("1")),
                    ready(tcp("2")),
                    started(http("3")),
                    c ->
                        c.lifecycle(
                            Lifecycle.builder()
                                .postStart(hookTcp("4"))
                                .preStop(hookHttp("5"))
                                .build())))));
  }

  private static Seen seen(String path, String pointer, String host) {
    return new Seen(
        Subject.Kind.CONTAINER,
        1,
        "b",
        "spec.containers[1]." + path,
        "/spec/containers/1/" + pointer,
        FieldValue.of(host),
        "\"\", or absent");
  }
}
