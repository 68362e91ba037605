package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.NegotiatingServerConnection;

/**
 * Ends connections that have begun a handshake or the head of a request and do not come to the end
 * of it. They hold no thread, but a place among the connections. Used by one thread.
 */
final class SlowConnections {
  private final AbstractConnector connector;
  private final long longest;
  private Map<EndPoint, Head> heads = new HashMap<>();

  /**
   * What has come in of the head of a request.
   *
   * @param messages how many requests came before it
   * @param bytesBefore how many bytes
   */
  private record Head(long messages, long bytesBefore, long since) {}

  SlowConnections(AbstractConnector connector, Duration longest) {
    this.connector = requireNonNull(connector);
    this.longest = longest.toNanos();
  }

  /** Looks at all connections, and ends the slow. */
  void look() {
    long now = System.nanoTime();
    Map<EndPoint, Head> next = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Head head = head(endPoint, now);
      if (now - head.since > longest) {
        endPoint.close();
      } else {
        next.put(endPoint, head);
      }
    }
    heads = next;
  }

  private Head head(EndPoint endPoint, long now) {
    Connection connection = endPoint.getConnection();
    if (connection instanceof SslConnection tls) {
      connection = tls.getSslEndPoint().getConnection();
    }
    Head before = heads.get(endPoint);
    if (connection == null || connection instanceof NegotiatingServerConnection) {
      return before == null ? new Head(-1, 0, now) : before;
    }
    long messages = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean isAsking =
        connection instanceof HTTP2Connection || messages != connection.getMessagesOut();
    if (isAsking || before == null || before.messages != messages) {
      // A head that begins from now on is to be done in time.
      return new Head(messages, bytes, now);
    }
    return bytes == before.bytesBefore ? new Head(messages, bytes, now) : before;
  }
}
