package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.policy.PodSecurity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A server on a port of its own, and what stands around it. */
final class RunningServer implements AutoCloseable {
  final SelfSigned certificate = SelfSigned.of(List.of("localhost", "127.0.0.1"));
  final AdmissionMetrics metrics = new AdmissionMetrics(PodSecurity.standard().newestVersion());
  final AtomicReference<Error> died = new AtomicReference<>();
  final ReviewHandler reviews;
  final ReviewServer server;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ServerLog serverLog = new ServerLog(new PrintStream(log, true, UTF_8), true);

  RunningServer(Supplier<AdmissionReviewer> reviewers, int mostAtOnce) throws StartException {
    this(reviewers, mostAtOnce, Runtime.getRuntime().maxMemory(), Duration.ofSeconds(10));
  }

  RunningServer(
      Supplier<AdmissionReviewer> reviewers, int mostAtOnce, long heap, Duration longestPart)
      throws StartException {
    Fatal fatal = new Fatal(died::set);
    ServerMetrics serverMetrics = new ServerMetrics(metrics);
    reviews =
        new ReviewHandler(
            reviewers, serverLog, serverMetrics, Memory.of(heap), mostAtOnce, longestPart, fatal);
    server =
        ReviewServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerCertificate(certificate.keyPair()),
            new Routes(
                reviews,
                serverMetrics::scrape,
                () -> Answer.line(200, "ok"),
                () -> true,
                () -> false,
                fatal,
                serverLog),
            longestPart,
            fatal);
  }

  /** What the log says of all that was done before. */
  String log() {
    assertTrue(serverLog.flush(Duration.ofSeconds(30)));
    return log.toString(UTF_8);
  }

  String url() {
    return "https://localhost:" + server.address().getPort();
  }

  Client client() {
    return new Client(url(), certificate.certificate());
  }

  @Override
  public void close() {
    server.stop();
    reviews.stop();
  }
}
