package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a cluster by its API server, as that changes. */
@Timeout(60)
final class ApiServerStateTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ApiServer server = new ApiServer();
  private final Path kubeconfig;

  ApiServerStateTest(@TempDir Path directory) throws IOException {
    kubeconfig = server.kubeconfig(directory.resolve("kubeconfig"));
    server.namespaces.put("/api/v1/namespaces/team", namespace("team", "baseline"));
    server.pods.put("/api/v1/namespaces/team/pods/a", pod("a", "1", false));
    server.pods.put("/api/v1/namespaces/team/pods/b", pod("b", "2", true));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void knowsWhatTheApiServerListsAndWatches() throws Exception {
    try (ApiServerState state = start()) {
      await(state::isReady);
      assertEquals(
          Optional.of(
              new Namespace(
                  "team", ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline"))),
          state.namespace("team", Instant.MAX));
      assertEquals(List.of("a false", "b true"), pods(state, "team"));
      assertEquals(List.of(), pods(state, "other"));

      server.pods.event("ADDED", pod("c", "101", false));
      await(() -> pods(state, "team").contains("c false"));
      server.pods.event("MODIFIED", pod("b", "102", false));
      await(() -> pods(state, "team").contains("b false"));
      server.pods.event("DELETED", pod("a", "103", false));
      await(() -> pods(state, "team").equals(List.of("b false", "c false")));
      server.namespaces.event("MODIFIED", namespace("team", "restricted"));
      await(() -> level(state, "team").equals("restricted"));
      assertTrue(
          server.asked.stream().noneMatch(asked -> asked.startsWith("/api/v1/namespaces/team?")));
    }
  }

  @Test
  void asksForANamespaceThatItDoesNotKnowYet() throws Exception {
    try (ApiServerState state = start()) {
      await(state::isReady);
      server.namespaces.put("/api/v1/namespaces/new", namespace("new", "restricted"));
      assertEquals("restricted", level(state, "new"));
      assertEquals(Optional.empty(), state.namespace("absent", Instant.MAX));
      server.status = 500;
      assertThrows(KubernetesClientException.class, () -> state.namespace("other", Instant.MAX));
      assertEquals("baseline", level(state, "team"));
    }
  }

  @Test
  void isNotReadyWhileTheApiServerDoesNotAnswer() throws Exception {
    server.status = 403;
    try (ApiServerState state = start()) {
      await(() -> server.asked.stream().anyMatch(it -> it.startsWith("/api/v1/pods?")));
      assertFalse(state.isReady());
      assertThrows(IllegalStateException.class, () -> state.pods("team", Instant.MAX));
      await(() -> log.toString(UTF_8).contains("pods cannot be listed and watched now: "));

      server.status = 200;
      await(state::isReady);
      assertEquals(List.of("a false", "b true"), pods(state, "team"));
    }
  }

  private ApiServerState start() {
    return ApiServerState.of(kubeconfig, new ServerLog(new PrintStream(log, true, UTF_8), true));
  }

  /** Polls until it is so; the test as a whole is bounded in time. */
  private static void await(BooleanSupplier isSo) {
    while (!isSo.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static List<String> pods(ApiServerState state, String namespace) {
    return state.pods(namespace, Instant.MAX).stream()
        .map(ApiServerStateTest::nameAndHostNetwork)
        .sorted()
        .toList();
  }

  private static String nameAndHostNetwork(Pod pod) {
    return pod.metadata().name() + " " + Boolean.TRUE.equals(pod.spec().hostNetwork());
  }

  private static String level(ApiServerState state, String namespace) {
    try {
      return state
          .namespace(namespace, Instant.MAX)
          .orElseThrow()
          .labels()
          .values()
          .asList()
          .get(0);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String namespace(String name, String level) {
    return """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s","resourceVersion":"%d",
         "labels":{"pod-security.kubernetes.io/enforce":"%s"}}}
        """
        .formatted(name, level.hashCode() & 0xff, level)
        .replace("\n", "");
  }

  private static String pod(String name, String version, boolean hostNetwork) {
    return """
        {"apiVersion":"v1","kind":"Pod",
         "metadata":{"name":"%s","namespace":"team","resourceVersion":"%s"},
         "spec":{"hostNetwork":%s,"containers":[{"name":"c","image":"i"}]},"status":{}}
        """
        .formatted(name, version, hostNetwork)
        .replace("\n", "");
  }
}
