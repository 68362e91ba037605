package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.webhook.Client;
import io.github.pss4j.webhook.Reviews;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.pem.util.PemUtils;

/**
 * Puts {@code pss serve} under load: starts it as a second process on the loopback, sends it 50,000
 * reviews over 32 connections, checks each answer, prints how long they took, and ends it. The
 * command is in docs/benchmarks.md.
 */
final class ServeLoad {
  private static final int CONNECTIONS = 32;
  private static final int REVIEWS = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private ServeLoad() {}

  /** Runs it; the arguments are the path of pss.jar and options for its Java. */
  public static void main(String... args) throws Exception {
    Path directory = Files.createTempDirectory("pss-load");
    Path certificate = directory.resolve("pss.crt");
    Files.writeString(
        directory.resolve("team.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: team, labels: {pod-security.kubernetes.io/enforce: baseline}}
        """);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(args).subList(1, args.length));
    command.addAll(
        List.of(
            "-jar",
            args[0],
            "serve",
            "--address=127.0.0.1:0",
            "--self-signed=" + certificate,
            "--cluster-state=" + directory,
            "--no-request-log"));
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
      URI url = URI.create(out.readLine().replace("listening on ", ""));
      SSLContext tls = Client.trusting(PemUtils.loadCertificate(certificate).get(0));
      // The first round lets the compiler of the JVM do its work.
      run("warm-up", url, tls);
      run("measured", url, tls);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static void run(String round, URI url, SSLContext tls) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    long begin = System.nanoTime();
    List<Future<long[]>> results = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      results.add(senders.submit(() -> send(url, tls, first)));
    }
    long[] all = new long[REVIEWS];
    int count = 0;
    for (Future<long[]> result : results) {
      long left = LONGEST.toNanos() - (System.nanoTime() - begin);
      long[] nanos = result.get(left, TimeUnit.NANOSECONDS);
      System.arraycopy(nanos, 0, all, count, nanos.length);
      count += nanos.length;
    }
    long took = System.nanoTime() - begin;
    senders.shutdownNow();
    Arrays.sort(all);
    System.out.printf(
        "%s: %d reviews over %d connections, all right: %.0f a second, p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        round,
        count,
        CONNECTIONS,
        count / (took / 1e9),
        all[count / 2] / 1e6,
        all[(int) (count * 0.99)] / 1e6,
        all[count - 1] / 1e6);
  }

  /** Sends every review whose number is {@code first} and a multiple of the connections. */
  private static long[] send(URI url, SSLContext tls, int first) throws IOException {
    int count = (REVIEWS - first + CONNECTIONS - 1) / CONNECTIONS;
    long[] nanos = new long[count];
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < count; i++) {
        boolean privileged = i % 2 == 0;
        String uid = "load-" + (first + i * CONNECTIONS);
        byte[] request = request(Reviews.podCreation(uid, privileged));
        long begin = System.nanoTime();
        out.write(request);
        out.flush();
        String answer = answer(in);
        nanos[i] = System.nanoTime() - begin;
        String wanted = "\"uid\":\"" + uid + "\",\"allowed\":" + !privileged;
        if (!answer.contains(wanted)) {
          throw new IOException("wanted " + wanted + ", but got " + answer);
        }
      }
    }
    return nanos;
  }

  private static byte[] request(byte[] review) {
    byte[] head =
        ("POST /validate?timeout=10s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + review.length
                + "\r\n\r\n")
            .getBytes(UTF_8);
    byte[] request = Arrays.copyOf(head, head.length + review.length);
    System.arraycopy(review, 0, request, head.length, review.length);
    return request;
  }

  /** The body of the next answer, whose status must be 200. */
  private static String answer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.equals("HTTP/1.1 200 OK")) {
      throw new IOException(status);
    }
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    return new String(in.readNBytes(length), UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server ended the connection after " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
