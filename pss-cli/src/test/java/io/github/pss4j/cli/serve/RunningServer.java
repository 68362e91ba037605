package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.policy.PodSecurity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A server on a port of its own, and what stands around it. */
final class RunningServer implements AutoCloseable {
  final SelfSigned certificate = SelfSigned.of(List.of("localhost", "127.0.0.1"));
  final AdmissionMetrics metrics = new AdmissionMetrics(PodSecurity.standard().newestVersion());
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final AdmissionServer server;

  RunningServer(Supplier<AdmissionReviewer> reviewers, int mostAtOnce) throws StartException {
    ServerLog serverLog = new ServerLog(new PrintStream(log, true, UTF_8), true);
    server =
        AdmissionServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerCertificate(certificate.keyPair()).context(),
            mostAtOnce + 64,
            new Routes(
                new ReviewHandler(reviewers, serverLog, mostAtOnce),
                metrics,
                () -> true,
                serverLog));
  }

  String url() {
    return "https://localhost:" + server.address().getPort();
  }

  Client client() {
    return new Client(url(), certificate.certificate());
  }

  @Override
  public void close() {
    server.stop(() -> true, Duration.ZERO);
  }
}
