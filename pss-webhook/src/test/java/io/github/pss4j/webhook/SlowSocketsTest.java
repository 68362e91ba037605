package io.github.pss4j.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets that stop in the middle hold up nobody else, and are ended. */
@Timeout(120)
final class SlowSocketsTest {
  private static final int SOCKETS = 200;

  @ParameterizedTest
  @EnumSource(SlowSockets.Mode.class)
  void othersAreAnswered(SlowSockets.Mode mode) throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 4);
        SlowSockets slow =
            SlowSockets.open(
                mode, SOCKETS, URI.create(server.url()), server.certificate.certificate())) {
      for (int i = 0; i < 5; i++) {
        slow.sendOneByte();
        // Each with a connection of its own.
        Client client = server.client();
        assertEquals(200, client.get("/healthz").statusCode());
        String answer = client.validate(Reviews.podCreation("u" + i, true)).body();
        assertEquals("u" + i, Reviews.response(answer).get("uid").asText());
        assertEquals(403, Reviews.response(answer).at("/status/code").asInt());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SlowSockets.Mode.class,
      mode = EnumSource.Mode.EXCLUDE,
      // What is idle between two requests is no attack; API servers keep connections so.
      names = "HANDSHAKE")
  void theirConnectionsAreEnded(SlowSockets.Mode mode) throws Exception {
    try (RunningServer server =
            new RunningServer(
                Reviews::baseline, 4, Runtime.getRuntime().maxMemory(), Duration.ofMillis(500));
        SlowSockets slow =
            SlowSockets.open(
                mode, 20, URI.create(server.url()), server.certificate.certificate())) {
      while (server.server.connections() > 0) {
        slow.sendOneByte();
        server.server.endSlowConnections();
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
