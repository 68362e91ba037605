package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Ints;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** A port on which requests are answered over TLS, by a bounded number of threads. Thread-safe. */
final class AdmissionServer {
  private final HttpsServer server;
  private final ThreadPoolExecutor threads;

  private AdmissionServer(HttpsServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to answer.
   *
   * @param mostThreads how many requests are answered at once; others wait
   * @throws StartException if the address is taken, or not of this machine
   */
  static AdmissionServer start(
      InetSocketAddress address, SSLContext tls, int mostThreads, HttpHandler handler)
      throws StartException {
    HttpLimits.set();
    HttpsServer server = open(address);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            mostThreads,
            mostThreads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new ThreadFactoryBuilder().setNameFormat("pss-serve-%d").setDaemon(true).build());
    threads.allowCoreThreadTimeOut(true);
    server.setHttpsConfigurator(new HttpsConfigurator(requireNonNull(tls)));
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    return new AdmissionServer(server, threads);
  }

  private static HttpsServer open(InetSocketAddress address) throws StartException {
    try {
      return HttpsServer.create(address, 0);
    } catch (IOException e) {
      throw new StartException(
          "the address %s:%d cannot be used: %s"
              .formatted(address.getHostString(), address.getPort(), Problems.text(e)),
          e);
    }
  }

  /** Where it is. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Takes no more connections, answers what is being asked on those that are there, and ends.
   *
   * @param idle whether nothing is being answered, so that there is nothing to wait for
   * @param grace how long to wait for the answers
   */
  void stop(BooleanSupplier idle, Duration grace) {
    // The JDK's server waits in vain if nothing is under way.
    server.stop(idle.getAsBoolean() ? 0 : Ints.saturatedCast(grace.toSeconds()));
    threads.shutdownNow();
  }
}
