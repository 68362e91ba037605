package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.windows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.rules.Pods.Part;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class HostNamespacesTest {
  private static Part host(
      @Nullable Boolean network, @Nullable Boolean pid, @Nullable Boolean ipc) {
    return (metadata, spec) -> spec.hostNetwork(network).hostPID(pid).hostIPC(ipc);
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(HostNamespaces.RULE, "v1.0", "v1.37", "latest")
        .passes("absent", pod())
        .passes("false", pod(host(false, false, false)))
        .passes("containers do not matter", pod(init("a"), container("b"), ephemeral("c")))
        .fails("network", pod(host(true, null, null)), "host namespaces", "hostNetwork=true")
        .fails("pid", pod(host(null, true, false)), "host namespaces", "hostPID=true")
        .fails("ipc", pod(host(false, null, true)), "host namespaces", "hostIPC=true")
        .fails(
            "two", pod(host(true, null, true)), "host namespaces", "hostNetwork=true, hostIPC=true")
        .fails(
            "all, in the order network, pid, ipc",
            pod(host(true, true, true)),
            "host namespaces",
            "hostNetwork=true, hostPID=true, hostIPC=true")
        .fails(
            "on Windows and in a user namespace",
            pod(windows(), hostUsers(false), host(true, null, null)),
            "host namespaces",
            "hostNetwork=true")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            seen("spec.hostNetwork", "/spec/hostNetwork"),
            seen("spec.hostPID", "/spec/hostPID"),
            seen("spec.hostIPC", "/spec/hostIPC")),
        RuleCases.seen(HostNamespaces.RULE, "v1.0", pod(host(true, true, true))));
  }

  private static Seen seen(String path, String pointer) {
    return new Seen(
        Subject.Kind.POD, 0, "", path, pointer, FieldValue.of(true), "false, or absent");
  }
}
