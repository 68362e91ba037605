package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.policy.PodSecurity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the embedded server begins, tells how it is, and ends. */
@Timeout(120)
final class LifecycleTest {
  private static final Namespace TEAM =
      new Namespace("team", ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline"));

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private final Path directory;

  LifecycleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private PodSecurityWebhook.Builder builder(NamespaceGetter namespaces) {
    return PodSecurityWebhook.builder()
        .address(loopback())
        .healthAddress(loopback())
        .selfSigned(certificateFile(), List.of("127.0.0.1"))
        .lookups(namespaces, (name, deadline) -> List.of())
        .log(new PrintStream(log, true, UTF_8));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private Path certificateFile() {
    return directory.resolve("pss.crt");
  }

  private X509Certificate certificate() {
    return PemUtils.loadCertificate(certificateFile()).get(0);
  }

  private PodSecurityWebhook.Builder builder() {
    return builder((name, deadline) -> Optional.of(TEAM));
  }

  @Test
  void tellsHowItIsOnAnAddressOfItsOwn() throws Exception {
    try (PodSecurityWebhook webhook = builder().policy(PodSecurity.standard()).build().start()) {
      URI health = URI.create(webhook.healthUrl().orElseThrow());
      assertEquals("200 ok\n", get(health.resolve("/livez")));
      assertEquals("200 ok\n", get(health.resolve("/healthz")));
      assertEquals("200 ok\n", get(health.resolve("/readyz")));
      assertEquals("404 reviews go to the other address\n", get(health.resolve("/validate")));
      Client client = new Client(webhook.url(), certificate());
      String answer =
          client.post("/validate/", "application/json", Reviews.podCreation("slash", true)).body();
      assertEquals("slash", Reviews.response(answer).get("uid").asText());

      String metrics = get(health.resolve("/metrics"));
      for (String line :
          List.of(
              "pss_webhook_review_duration_seconds_count 1\n",
              "pss_webhook_reviews_in_flight 0.0\n",
              "pss_webhook_reviews_queued 0.0\n",
              "pss_webhook_log_lines_lost_total 0.0\n",
              "pss_webhook_exempt_controllers 0.0\n",
              "pss_webhook_build_info{version=\"" + Build.version() + "\"} 1\n",
              "pss_webhook_certificate_expiry_timestamp_seconds ",
              "jvm_memory_used_bytes{area=\"heap\"} ")) {
        assertTrue(metrics.contains("\n" + line), line + metrics);
      }
      assertTrue(webhook.flushLog());
      JsonNode started = Reviews.MAPPER.readTree(log.toString(UTF_8).lines().findFirst().get());
      assertEquals("started", started.get("message").asText());
      assertEquals(Build.version(), started.get("version").asText());
      assertEquals(webhook.url(), started.get("address").asText());
      assertEquals("v1.0 to v1.37", started.get("policy").asText());
      assertEquals("none", started.get("configuration").asText());
    }
  }

  @Test
  void isNotAliveAfterAnErrorAndTellsWhoRunsIt() throws Exception {
    AtomicReference<Error> told = new AtomicReference<>();
    OutOfMemoryError error = new OutOfMemoryError("made up");
    try (PodSecurityWebhook webhook =
        builder(
                (name, deadline) -> {
                  throw error;
                })
            .onFatal(told::set)
            .build()
            .start()) {
      URI health = URI.create(webhook.healthUrl().orElseThrow());
      assertEquals("200 ok\n", get(health.resolve("/livez")));
      assertEquals(
          500,
          new Client(webhook.url(), certificate())
              .validate(Reviews.podCreation("u", false))
              .statusCode());
      assertEquals(error, told.get());
      assertEquals("503 an error has ended a thread\n", get(health.resolve("/livez")));
    }
  }

  @Test
  void isNotAliveWhenAThreadDoesNothing() {
    Fatal fatal = new Fatal(error -> {});
    Pulse pulse = new Pulse(Duration.ofMillis(10), fatal);
    assertEquals(List.of(), pulse.problems());
    pulse.beat("the selector");
    await(() -> pulse.problems().equals(List.of("the selector has done nothing for 0 s")));
    pulse.watch(new Thread("never-started"));
    assertTrue(pulse.problems().contains("never-started has ended"));
  }

  @Test
  void aLogThatNobodyReadsHoldsUpNoReview() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    ServerLog serverLog = new ServerLog(new PrintStream(stuck, true, UTF_8), true);
    for (int i = 0; i < 12_000; i++) {
      serverLog.say("line " + i);
    }
    assertTrue(serverLog.dropped() >= 1_999, serverLog.dropped() + " lines");
    assertFalse(serverLog.flush(Duration.ofMillis(10)));
    never.countDown();
    assertTrue(serverLog.flush(Duration.ofSeconds(30)));
  }

  @Test
  void eachLineOfTheLogIsJsonWhateverItSays() throws Exception {
    ServerLog serverLog = new ServerLog(new PrintStream(log, true, UTF_8), true);
    serverLog.say("half \ud83d and \ude00, whole \ud83d\ude00, \u0000\n\"");
    serverLog.refused(400, "x".repeat(252) + "\ud83d\ude00" + "y".repeat(1 << 20), 1);
    assertTrue(serverLog.flush(Duration.ofSeconds(30)));
    List<String> lines = log.toString(UTF_8).lines().toList();
    assertEquals(
        "half \ufffd and \ufffd, whole \ud83d\ude00, \u0000\n\"",
        Reviews.MAPPER.readTree(lines.get(0)).get("message").asText());
    assertEquals(1 << 14, Reviews.MAPPER.readTree(lines.get(1)).get("error").asText().length());
  }

  /** As in a roll-out: one goes while the other is there, and clients redial. */
  @Test
  void losesNoReviewWhenItEnds() throws Exception {
    AtomicReference<@Nullable Place> current = new AtomicReference<>();
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    PodSecurityWebhook running = start(0, current);
    try {
      List<Future<Integer>> lost = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        lost.add(senders.submit(() -> send(current, enough, answered)));
      }
      for (int restart = 1; restart <= 3; restart++) {
        int before = answered.get();
        await(() -> answered.get() > before + 40);
        PodSecurityWebhook old = running;
        running = start(restart, current);
        old.close();
      }
      enough.set(true);
      for (Future<Integer> future : lost) {
        assertEquals(0, future.get());
      }
    } finally {
      enough.set(true);
      senders.shutdown();
      running.close();
    }
  }

  private record Place(URI url, X509Certificate trusted) {}

  private PodSecurityWebhook start(int number, AtomicReference<@Nullable Place> current)
      throws StartException {
    Path file = directory.resolve(number + ".crt");
    PodSecurityWebhook webhook =
        builder()
            .selfSigned(file, List.of("127.0.0.1"))
            .shutdownDelay(Duration.ofMillis(300))
            .build()
            .start();
    current.set(new Place(URI.create(webhook.url()), PemUtils.loadCertificate(file).get(0)));
    return webhook;
  }

  /** Sends one review after another, each new connection to where it is now; how many were lost. */
  private static int send(
      AtomicReference<@Nullable Place> current, AtomicBoolean enough, AtomicInteger answered)
      throws IOException {
    int lost = 0;
    byte[] review = Reviews.podCreation("u", true);
    byte[] request =
        ("POST /validate?timeout=10s HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + review.length
                + "\r\n\r\n"
                + new String(review, UTF_8))
            .getBytes(UTF_8);
    while (!enough.get()) {
      Place place = requireNonNull(current.get());
      URI url = place.url();
      SSLContext tls = Client.trusting(place.trusted());
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
        socket.startHandshake();
        boolean goesOn = true;
        while (goesOn && !enough.get()) {
          socket.getOutputStream().write(request);
          String head = answer(socket.getInputStream());
          if (head.isEmpty()) {
            lost++;
          } else {
            answered.incrementAndGet();
          }
          goesOn = !head.isEmpty() && !head.contains("connection: close");
        }
      } catch (IOException notConnected) {
        // Another one is there, or will be; a review that was sent is counted above.
        LockSupport.parkNanos(1_000_000);
      }
    }
    return lost;
  }

  /** The head of the next answer in lower case; empty if there is none. */
  private static String answer(InputStream in) {
    try {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return "";
        }
        head.append((char) c);
      }
      String text = head.toString().toLowerCase(Locale.ROOT);
      int length = Integer.parseInt(text.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
      return in.readNBytes(length).length == length && text.startsWith("http/1.1 200") ? text : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void aPipeInPlaceOfAFileBlocksNothing() throws Exception {
    Path configuration = directory.resolve("configuration.yaml");
    String good =
        "apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\n";
    Files.writeString(configuration, good);
    Path state = Files.createDirectory(directory.resolve("state"));
    Path team = state.resolve("team.yaml");
    Files.writeString(team, namespace("baseline"));
    try (PodSecurityWebhook webhook =
        builder()
            .configuration(configuration)
            .manifests(state, LifecycleTest::filesIn)
            .maxStateAge(Duration.ofSeconds(3))
            .build()
            .start()) {
      URI health = URI.create(webhook.healthUrl().orElseThrow());
      Client client = new Client(webhook.url(), certificate());
      assertEquals(403, code(client));

      Path pipe = directory.resolve("pipe");
      assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
      Files.move(pipe, configuration, StandardCopyOption.REPLACE_EXISTING);
      Path next = Files.writeString(directory.resolve("next"), namespace("privileged"));
      Files.move(next, team, StandardCopyOption.REPLACE_EXISTING);
      await(() -> code(client) == 200);
      await(() -> get(health.resolve("/readyz")).equals("503 not ready\n"));
      assertEquals("200 ok\n", get(health.resolve("/livez")));
      String metrics = get(health.resolve("/metrics"));
      assertTrue(metrics.contains("pss_webhook_source_age_seconds{source=\"configuration\"}"));
      assertFalse(
          metrics.contains("pss_webhook_source_failures_total{source=\"configuration\"} 0"));

      next = Files.writeString(directory.resolve("next"), good);
      Files.move(next, configuration, StandardCopyOption.REPLACE_EXISTING);
      await(() -> get(health.resolve("/readyz")).equals("200 ok\n"));
      assertTrue(webhook.flushLog());
      String said = log.toString(UTF_8);
      assertTrue(said.contains("\\\"" + configuration + "\\\" is not a regular file"), said);
      assertTrue(said.contains("configuration.yaml is good again, and as it was before"), said);
      assertTrue(said.contains("\"configuration\":\"sha256:"), said);
    }
  }

  @Test
  void aFileThatIsBeingWrittenDoesNotCountYet() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "a");
    ServerLog serverLog = new ServerLog(new PrintStream(log, true, UTF_8), true);
    Followed<RegularFile, String> followed =
        new Followed<>("f", "f", () -> RegularFile.read(file), RegularFile::text, serverLog);
    Files.writeString(file, "half");
    followed.refresh();
    Files.writeString(file, "half and half");
    followed.refresh();
    assertEquals("a", followed.get());
    followed.refresh();
    assertEquals("half and half", followed.get());
  }

  @Test
  void warnsOfControllersThatAreExempt() throws Exception {
    Path configuration =
        Files.writeString(
            directory.resolve("configuration.yaml"),
            """
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            exemptions:
              usernames: [alice, "system:serviceaccount:kube-system:replicaset-controller"]
            """);
    try (PodSecurityWebhook webhook = builder().configuration(configuration).build().start()) {
      URI health = URI.create(webhook.healthUrl().orElseThrow());
      assertTrue(
          get(health.resolve("/metrics")).contains("\npss_webhook_exempt_controllers 1.0\n"));
      assertTrue(webhook.flushLog());
      assertTrue(
          log.toString(UTF_8)
              .contains(
                  "everybody who may make what they make pods of:"
                      + " system:serviceaccount:kube-system:replicaset-controller"));
    }
  }

  @Test
  void theCertificateIsNotWrittenThroughALink() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "precious");
    Files.createSymbolicLink(certificateFile(), target);
    StartException refused = assertThrows(StartException.class, () -> builder().build().start());
    assertEquals("the file \"" + certificateFile() + "\" must not be a link", refused.getMessage());
    assertEquals("precious", Files.readString(target));
  }

  @Test
  void needsWhatItCannotDoWithout() {
    PodSecurityWebhook.Builder empty = PodSecurityWebhook.builder().log(System.out);
    assertEquals(
        "a certificate is needed",
        assertThrows(StartException.class, () -> empty.build().start()).getMessage());
    PodSecurityWebhook.Builder alone =
        PodSecurityWebhook.builder().selfSigned(certificateFile(), List.of("localhost"));
    assertEquals(
        "a cluster is needed: manifests, a kubeconfig, this cluster, or lookups",
        assertThrows(StartException.class, () -> alone.build().start()).getMessage());
    assertThrows(IllegalStateException.class, () -> alone.build().url());
    assertThrows(IllegalArgumentException.class, () -> alone.maxConcurrent(0));
    assertThrows(IllegalArgumentException.class, () -> alone.maxStateAge(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> alone.shutdownDelay(Duration.ofSeconds(-1)));
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static String namespace(String level) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: team, labels:"
        + " {pod-security.kubernetes.io/enforce: "
        + level
        + "}}\n";
  }

  private static int code(Client client) {
    try {
      String answer = client.validate(Reviews.podCreation("u", true)).body();
      return Reviews.response(answer).at("/status/code").asInt(200);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String get(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      InputStream body =
          connection.getResponseCode() < 400
              ? connection.getInputStream()
              : connection.getErrorStream();
      return connection.getResponseCode() + " " + new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Polls until it is so; the test as a whole is bounded in time. */
  private static void await(BooleanSupplier isSo) {
    while (!isSo.getAsBoolean()) {
      LockSupport.parkNanos(10_000_000);
    }
  }
}
