package io.github.pss4j.webhook;

import com.google.common.util.concurrent.Uninterruptibles;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * A port on which requests are answered. No connection has a thread of its own, not even while it
 * shakes hands. Thread-safe.
 */
final class ReviewServer {
  private static final int MOST_CONNECTIONS = 2_000;

  /** Longer than an API server keeps a connection that it does not use, so that it ends it. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** How long nothing must have come in on the connections that are left. */
  private static final Duration QUIET = Duration.ofMillis(300);

  private final Server server;
  private final ServerConnector connector;
  private final SlowConnections slow;

  private ReviewServer(Server server, ServerConnector connector, Duration longestHead) {
    this.server = server;
    this.connector = connector;
    this.slow = new SlowConnections(connector, longestHead);
  }

  /**
   * Begins to answer over TLS, in HTTP/2 or HTTP/1.1.
   *
   * @param longestHead in which time a handshake, and the head of a request, must have come in
   * @throws StartException if the address is taken, or not of this machine
   */
  static ReviewServer start(
      InetSocketAddress address,
      ServerCertificate certificate,
      Handler handler,
      Duration longestHead,
      Fatal fatal)
      throws StartException {
    HttpConfiguration http = configuration();
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
    // What is buffered of streams whose turn has not come.
    http2.setInitialStreamRecvWindow(1 << 16);
    http2.setInitialSessionRecvWindow(1 << 18);
    http2.setMaxConcurrentStreams(256);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    alpn.setDefaultProtocol(http1.getProtocol());
    SslConnectionFactory tls = new SslConnectionFactory(factory(certificate), alpn.getProtocol());
    // Who asks a service by its address names no host that a certificate has.
    tls.setEnsureSecureRequestCustomizer(false);
    return start(
        address, "pss-http", handler, longestHead, IDLE, fatal, List.of(tls, alpn, http2, http1));
  }

  /** Begins to answer in the clear. */
  static ReviewServer startPlain(
      InetSocketAddress address, Handler handler, Duration longestHead, Fatal fatal)
      throws StartException {
    return start(
        address,
        "pss-health",
        handler,
        longestHead,
        longestHead,
        fatal,
        List.of(new HttpConnectionFactory(configuration())));
  }

  private static ReviewServer start(
      InetSocketAddress address,
      String name,
      Handler handler,
      Duration longestHead,
      Duration idle,
      Fatal fatal,
      List<ConnectionFactory> factories)
      throws StartException {
    Server server = new Server(new HttpThreads(name, 24, fatal));
    ServerConnector connector =
        new ServerConnector(
            server, null, null, null, 0, 1, factories.toArray(ConnectionFactory[]::new));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(idle.toMillis());
    connector.setAcceptQueueSize(1_024);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    server.setHandler(handler);
    server.setErrorHandler(new LineErrors());
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new StartException(
          "the address %s:%d cannot be used: %s"
              .formatted(address.getHostString(), address.getPort(), Problems.text(cause(e))),
          e);
    }
    return new ReviewServer(server, connector, longestHead);
  }

  private static Exception cause(Exception e) {
    return e.getCause() instanceof Exception cause ? cause : e;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(1 << 13);
    http.setOutputBufferSize(1 << 14);
    return http;
  }

  private static SslContextFactory.Server factory(ServerCertificate certificate) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(certificate.context());
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setExcludeCipherSuites();
    factory.setIncludeCipherSuites(
        "TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
    factory.setRenegotiationAllowed(false);
    factory.setNeedClientAuth(certificate.asksWhoAsks());
    factory.setSniRequired(false);
    return factory;
  }

  /** Where it is. */
  InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  /** How many connections there are. */
  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Ends the connections that are slow; to be asked by one thread every now and then. */
  void endSlowConnections() {
    slow.look();
  }

  /** Has a selector, and one of the threads, do something. */
  void ping(Runnable bySelector, Runnable byThread) {
    for (ManagedSelector selector :
        connector.getSelectorManager().getBeans(ManagedSelector.class)) {
      selector.submit(ignored -> bySelector.run());
    }
    server.getThreadPool().execute(byThread);
  }

  /**
   * Takes no more connections, tells those that are there that it ends, answers what comes in on
   * them all the same, and ends once nothing has come in for a moment.
   *
   * @param isIdle whether nothing is being answered
   * @param grace how long to wait for that
   */
  void drain(BooleanSupplier isIdle, Duration grace) {
    connector.close();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      HTTP2Connection http2 = http2(endPoint.getConnection());
      if (http2 != null) {
        CompletableFuture<Void> ignored = http2.getSession().shutdown();
      }
    }
    long end = System.nanoTime() + grace.toNanos();
    long quietSince = System.nanoTime();
    while (connections() > 0
        && System.nanoTime() < end
        && System.nanoTime() - quietSince < QUIET.toNanos()) {
      Uninterruptibles.sleepUninterruptibly(BETWEEN_LOOKS);
      if (!isIdle.getAsBoolean()) {
        quietSince = System.nanoTime();
      }
    }
    stop(server);
  }

  private static @Nullable HTTP2Connection http2(@Nullable Connection connection) {
    Connection inner =
        connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    return inner instanceof HTTP2Connection http2 ? http2 : null;
  }

  /** Ends at once. */
  void stop() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // Nothing is left that could be done about it.
      return;
    }
  }
}
