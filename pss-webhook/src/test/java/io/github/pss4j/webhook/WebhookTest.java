package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import nl.altindag.ssl.pem.util.PemUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with its files, which change while requests run. */
@Timeout(120)
final class WebhookTest {
  private static final String CONFIGURATION =
      """
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      """;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final SelfSigned certificate = SelfSigned.of(List.of("127.0.0.1"));
  private final List<PodSecurityWebhook> started = new ArrayList<>();
  private final Path directory;
  private final Path state;
  private final Path configuration;
  private final PemFiles pem;

  WebhookTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    state = Files.createDirectory(directory.resolve("state"));
    write(state.resolve("team.yaml"), namespace("team", "baseline"));
    configuration = write(directory.resolve("configuration.yaml"), CONFIGURATION);
    pem = new PemFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    write(pem, certificate);
  }

  @AfterEach
  void stop() {
    started.forEach(PodSecurityWebhook::close);
  }

  @Test
  void answersForTheClusterInItsDirectory() throws Exception {
    PodSecurityWebhook webhook = start();
    Client client = client(webhook);
    assertEquals(200, client.get("/readyz").statusCode());
    assertEquals(
        "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": privileged"
            + " (container \"c\" must not set securityContext.privileged=true)",
        refusal(client, "u"));
    assertTrue(
        client
            .get("/metrics")
            .body()
            .contains(
                "pod_security_evaluations_total{decision=\"deny\",mode=\"enforce\",policy_level=\"baseline\","
                    + "policy_version=\"latest\",request_operation=\"create\",resource=\"pod\",subresource=\"\"}"
                    + " 1.0\n"));
  }

  @Test
  void followsTheClusterAndKeepsItWhenAFileIsBroken() throws Exception {
    PodSecurityWebhook webhook = start();
    Client client = client(webhook);
    Path team = state.resolve("team.yaml");

    write(team, namespace("team", "restricted"));
    webhook.look();
    assertTrue(refusal(client, "u").contains("violates PodSecurity \"restricted:latest\""));

    write(team, "kind: Namespace\nmetadata: [\n");
    Path other =
        write(state.resolve("zeta.yaml"), namespace("zeta", "baseline") + "---\nkind: 1\n");
    webhook.look();
    webhook.look();
    assertTrue(refusal(client, "u").contains("violates PodSecurity \"restricted:latest\""));
    List<String> said = said("the cluster state " + state);
    assertEquals(2, said.size(), said::toString);
    assertTrue(said.get(1).contains("is refused, and the one before stays in use: " + team));
    assertTrue(said.get(1).contains("; " + other + ": "));

    Files.delete(other);
    write(team, namespace("team", "privileged"));
    webhook.look();
    assertTrue(allowed(client, "u"));
  }

  @Test
  void keepsAGoodConfigurationWhenItTurnsBadWhileRequestsRun() throws Exception {
    write(configuration, CONFIGURATION + "exemptions: {usernames: [alice]}\n");
    PodSecurityWebhook webhook = start();
    Client client = client(webhook);
    assertTrue(allowed(client, "u"));
    try (Requests requests = new Requests(client, true)) {
      write(
          configuration,
          CONFIGURATION + "exemptions: {users: [alice]}\ndefaults: {enforce: base}\n");
      requests.awaitSome();
      webhook.look();
      webhook.look();
      requests.awaitSome();
    }
    assertTrue(allowed(client, "u"));
    List<String> said = said("the configuration " + configuration);
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).contains("exemptions.users"));
    assertTrue(said.get(0).contains("defaults.enforce"));

    write(configuration, CONFIGURATION);
    webhook.look();
    assertFalse(allowed(client, "u"));
    assertEquals(
        "the configuration " + configuration + " has changed and is in use",
        said("the configuration " + configuration).get(1));
  }

  @Test
  void showsANewCertificateWhileRequestsRun() throws Exception {
    PodSecurityWebhook webhook = start();
    Client client = client(webhook);
    SelfSigned next = SelfSigned.of(List.of("127.0.0.1"));
    Client nextClient = new Client(webhook.url(), next.certificate());
    assertThrows(SSLHandshakeException.class, () -> nextClient.get("/healthz"));
    try (Requests requests = new Requests(client, false)) {
      requests.awaitSome();
      write(pem.certificate(), next.certificatePem());
      webhook.look();
      assertEquals(
          List.of(
              "the certificate "
                  + pem.certificate()
                  + " with the key "
                  + pem.privateKey()
                  + " is refused, and the one before stays in use: the private key does not belong"
                  + " to the certificate of \"CN=pss serve\""),
          said("the certificate"));
      assertEquals(
          200, new Client(webhook.url(), certificate.certificate()).get("/healthz").statusCode());

      write(pem, next);
      webhook.look();
      assertEquals(200, nextClient.get("/healthz").statusCode());
      requests.awaitSome();
    }
    assertThrows(
        SSLHandshakeException.class,
        () -> new Client(webhook.url(), certificate.certificate()).get("/healthz"));
  }

  @Test
  void seesByItselfThatAFileHasChanged() throws Exception {
    PodSecurityWebhook webhook = start();
    Client client = client(webhook);
    write(state.resolve("team.yaml"), namespace("team", "privileged"));
    while (!allowed(client, "u")) {
      LockSupport.parkNanos(10_000_000);
    }
    assertEquals(1, said("the cluster state " + state + " has changed").size());
  }

  @Test
  void saysWhyItCannotStart() throws IOException {
    assertProblem(
        "the configuration %1$s: there is no file \"%1$s\"".formatted(directory.resolve("absent")),
        options(pem, Optional.of(directory.resolve("absent"))));
    assertProblem(
        "the certificate %1$s with the key %2$s: there is no file \"%1$s\""
            .formatted(directory.resolve("absent.crt"), pem.privateKey()),
        options(new PemFiles(directory.resolve("absent.crt"), pem.privateKey()), Optional.empty()));
    write(configuration, CONFIGURATION + "a: 1\nb: 2\n");
    assertProblem(
        "the configuration "
            + configuration
            + ": a: is not known; must be one of apiVersion, kind, defaults, exemptions;"
            + " b: is not known; must be one of apiVersion, kind, defaults, exemptions",
        options(pem, Optional.of(configuration)));
    write(configuration, CONFIGURATION);
    write(state.resolve("team.yaml"), "kind: Thing\n");
    assertProblem(
        ("the cluster state %s: %s: line 1, column 7: kind: the kind \"Thing\" is not known in the"
                + " core group; a pod, or a kind that bears one, was expected")
            .formatted(state, state.resolve("team.yaml")),
        options(pem, Optional.of(configuration)));
  }

  @Test
  void makesACertificateForTryingOut() throws Exception {
    Path made = directory.resolve("made.crt");
    PodSecurityWebhook webhook =
        start(options(Optional.empty()).selfSigned(made, List.of("127.0.0.1")));
    Client client = new Client(webhook.url(), PemUtils.loadCertificate(made).get(0));
    assertEquals(200, client.get("/healthz").statusCode());
  }

  private PodSecurityWebhook start() throws StartException {
    return start(options(pem, Optional.of(configuration)));
  }

  private Client client(PodSecurityWebhook webhook) {
    return new Client(webhook.url(), certificate.certificate());
  }

  private PodSecurityWebhook start(PodSecurityWebhook.Builder options) throws StartException {
    PodSecurityWebhook webhook = options.build().start();
    started.add(webhook);
    return webhook;
  }

  private void assertProblem(String problem, PodSecurityWebhook.Builder options) {
    assertEquals(problem, assertThrows(StartException.class, () -> start(options)).getMessage());
  }

  private PodSecurityWebhook.Builder options(PemFiles tls, Optional<Path> configurationFile) {
    return options(configurationFile).certificate(tls.certificate(), tls.privateKey());
  }

  private PodSecurityWebhook.Builder options(Optional<Path> configurationFile) {
    PodSecurityWebhook.Builder options =
        PodSecurityWebhook.builder()
            .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .manifests(state, WebhookTest::filesIn)
            .maxConcurrent(8)
            .requestLog(false)
            .log(new PrintStream(log, true, UTF_8));
    configurationFile.ifPresent(options::configuration);
    return options;
  }

  private record PemFiles(Path certificate, Path privateKey) {}

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static Path write(Path file, String text) throws IOException {
    // Never in place: a file that changes twice within a tick of the clock must not look the same.
    Path next = Files.writeString(Files.createTempFile("webhook", ""), text);
    return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(PemFiles pem, SelfSigned pair) throws IOException {
    write(pem.certificate(), pair.certificatePem());
    write(pem.privateKey(), KeyPairTest.pkcs8(pair.keys().getPrivate()));
  }

  private static String namespace(String name, String level) {
    return """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %s
          labels: {pod-security.kubernetes.io/enforce: %s}
        """
        .formatted(name, level);
  }

  private static boolean allowed(Client client, String uid) throws Exception {
    HttpResponse<String> answer = client.validate(Reviews.podCreation(uid, true));
    assertEquals(uid, Reviews.response(answer.body()).get("uid").asText());
    return Reviews.response(answer.body()).get("allowed").asBoolean();
  }

  private static String refusal(Client client, String uid) throws Exception {
    HttpResponse<String> answer = client.validate(Reviews.podCreation(uid, true));
    return Reviews.response(answer.body()).at("/status/message").asText();
  }

  /** What the log says that begins so. */
  private List<String> said(String beginning) throws IOException {
    List<String> said = new ArrayList<>();
    assertTrue(started.get(0).flushLog());
    for (String line : log.toString(UTF_8).lines().toList()) {
      String message = Reviews.MAPPER.readTree(line).get("message").asText();
      if (message.startsWith(beginning)) {
        said.add(message);
      }
    }
    return said;
  }

  /** Two senders that ask without a pause and are always answered the same. */
  private static final class Requests implements AutoCloseable {
    private final ExecutorService senders = Executors.newFixedThreadPool(2);
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Future<?>> results = new ArrayList<>();
    private volatile int answers;

    Requests(Client client, boolean allowed) {
      for (int i = 0; i < 2; i++) {
        String sender = "sender-" + i + "-";
        results.add(
            senders.submit(
                () -> {
                  for (int n = 0; !enough.get(); n++) {
                    assertEquals(allowed, allowed(client, sender + n));
                    answered();
                  }
                  return null;
                }));
      }
    }

    private synchronized void answered() {
      answers++;
      notifyAll();
    }

    /** Waits until so many have been answered that several began after now. */
    synchronized void awaitSome() throws InterruptedException {
      for (int wanted = answers + 6; answers < wanted; ) {
        assertTrue(results.stream().noneMatch(Future::isDone), "a sender has failed");
        wait(100);
      }
    }

    @Override
    public void close() throws ExecutionException {
      enough.set(true);
      for (Future<?> result : results) {
        Uninterruptibles.getUninterruptibly(result);
      }
      senders.shutdown();
    }
  }
}
