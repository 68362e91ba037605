package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.jackson.AdmissionReviewer;
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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.pem.util.PemUtils;

/**
 * Puts {@code pss serve} under load: starts it as a second process on the loopback, sends it 50,000
 * reviews of distinct pods of 14 KB over 32 connections, checks each answer, prints how long they
 * took, and ends it; then does the same with a server of the same library that answers a constant.
 * With {@code -Dsoak.minutes} it goes on at half of the load instead, while its files are replaced
 * every minute. The commands are in docs/operating.md.
 */
final class ServeLoad {
  private static final int CONNECTIONS = 32;
  private static final int REVIEWS = Integer.getInteger("reviews", 50_000);
  private static final int DISTINCT = 4_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final List<Sample> samples;

  /** A review up to its uid and behind it, and whether its pod is allowed. */
  private record Sample(String before, String after, boolean allowed) {
    byte[] withUid(String uid) {
      return (before + uid + after).getBytes(UTF_8);
    }
  }

  private ServeLoad(List<Sample> samples) {
    this.samples = samples;
  }

  /** Runs it; the arguments are the path of pss.jar and options for the Java of the servers. */
  public static void main(String... args) throws Exception {
    Path directory = Files.createTempDirectory("pss-load");
    Path certificate = directory.resolve("pss.crt");
    Path state = Files.createDirectory(directory.resolve("state"));
    replace(state.resolve("team.yaml"), namespace(0));
    Path configuration = directory.resolve("configuration.yaml");
    replace(configuration, configuration(0));
    ServeLoad load = new ServeLoad(samples());
    List<String> options = Arrays.asList(args).subList(1, args.length);
    List<String> serve = new ArrayList<>(options);
    serve.addAll(
        List.of(
            "-jar",
            args[0],
            "serve",
            "--address=127.0.0.1:0",
            "--self-signed=" + certificate,
            "--cluster-state=" + state,
            "--config=" + configuration,
            "--no-request-log"));
    int soak = Integer.getInteger("soak.minutes", 0);
    try (Server server = Server.start(serve)) {
      SSLContext tls = Client.trusting(PemUtils.loadCertificate(certificate).get(0));
      // The first round lets the compiler of the JVM do its work.
      load.run("warm-up", server.url, tls, true, REVIEWS, 0);
      double before = allocated(server.url, tls);
      double perSecond = load.run("pss serve", server.url, tls, true, REVIEWS, 0);
      System.out.printf(
          "allocated: %.1f KB a review%n", (allocated(server.url, tls) - before) / REVIEWS / 1_024);
      for (int minute = 1; minute <= soak; minute++) {
        replace(state.resolve("team.yaml"), namespace(minute));
        replace(configuration, configuration(minute));
        load.run("minute " + minute, server.url, tls, true, (int) (perSecond * 30), 60);
        System.out.println(
            metrics(server.url, tls)
                .lines()
                .filter(
                    it ->
                        it.startsWith("jvm_memory_used_bytes{area=\"heap\"}")
                            || it.startsWith("jvm_threads_current ")
                            || it.startsWith("process_open_fds "))
                .toList());
      }
    }
    if (soak == 0) {
      Path constantCertificate = directory.resolve("constant.crt");
      List<String> constant = new ArrayList<>(options);
      constant.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              "io.github.pss4j.webhook.ConstantWebhook",
              constantCertificate.toString()));
      try (Server server = Server.start(constant)) {
        SSLContext tls = Client.trusting(PemUtils.loadCertificate(constantCertificate).get(0));
        load.run("warm-up", server.url, tls, false, REVIEWS, 0);
        load.run("a constant", server.url, tls, false, REVIEWS, 0);
      }
    }
  }

  /** A server in a process of its own. */
  private record Server(Process process, URI url) implements AutoCloseable {
    static Server start(List<String> options) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String line =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
      if (line == null) {
        throw new IOException("not started");
      }
      return new Server(process, URI.create(line.replace("listening on ", "")));
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  private static String namespace(int minute) {
    return """
        # %d
        apiVersion: v1
        kind: Namespace
        metadata: {name: team, labels: {pod-security.kubernetes.io/enforce: baseline}}
        """
        .formatted(minute);
  }

  private static String configuration(int minute) {
    return """
        # %d
        apiVersion: pod-security.admission.config.k8s.io/v1
        kind: PodSecurityConfiguration
        """
        .formatted(minute);
  }

  private static void replace(Path file, String text) throws IOException {
    Path next = Files.writeString(Files.createTempFile("load", ""), text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The recorded pods, with a fresh value for each uid of theirs, as reviews. */
  private static List<Sample> samples() throws IOException {
    List<String> pods;
    Path recorded = Path.of("pss-benchmarks/src/main/resources/api-server-pods.jsonl.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(recorded))) {
      pods = new String(in.readAllBytes(), UTF_8).lines().toList();
    }
    Random random = new Random(1);
    AdmissionReviewer reviewer = Reviews.baseline();
    List<Sample> samples = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < DISTINCT; i++) {
      String pod =
          UID.matcher(pods.get(i % pods.size()))
              .replaceAll(old -> new UUID(random.nextLong(), random.nextLong()).toString());
      String before =
          "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"";
      String after =
          "\",\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},\"resource\":{\"group\":\"\","
              + "\"version\":\"v1\",\"resource\":\"pods\"},\"name\":\"p\",\"namespace\":\"team\","
              + "\"operation\":\"CREATE\",\"userInfo\":{\"username\":\"alice\"},\"object\":"
              + pod
              + "}}";
      byte[] review = (before + "u" + after).getBytes(UTF_8);
      bytes += review.length;
      boolean allowed =
          Reviews.response(new String(reviewer.review(review), UTF_8)).get("allowed").asBoolean();
      samples.add(new Sample(before, after, allowed));
    }
    System.out.printf("%d distinct reviews of %d bytes on average%n", DISTINCT, bytes / DISTINCT);
    return samples;
  }

  private static String metrics(URI url, SSLContext tls) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) url.resolve("/metrics").toURL().openConnection();
    connection.setSSLSocketFactory(tls.getSocketFactory());
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What has been allocated so far, as far as the collector knows. */
  private static double allocated(URI url, SSLContext tls) throws IOException {
    return metrics(url, tls)
        .lines()
        .filter(it -> it.startsWith("jvm_memory_pool_allocated_bytes_total"))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Sends so many reviews, spread over so many seconds if they are not zero; how many a second. */
  private double run(
      String round, URI url, SSLContext tls, boolean judged, int reviews, int seconds)
      throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    long begin = System.nanoTime();
    List<Future<long[]>> results = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      results.add(senders.submit(() -> send(url, tls, first, judged, reviews, seconds)));
    }
    long[] all = new long[reviews];
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
    return count / (took / 1e9);
  }

  /** Sends every review whose number is {@code first} and a multiple of the connections. */
  private long[] send(URI url, SSLContext tls, int first, boolean judged, int reviews, int seconds)
      throws IOException, InterruptedException {
    int count = (reviews - first + CONNECTIONS - 1) / CONNECTIONS;
    long[] nanos = new long[count];
    long start = System.nanoTime();
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < count; i++) {
        int number = first + i * CONNECTIONS;
        Sample sample = samples.get(number % samples.size());
        String uid = "load-" + number;
        byte[] request = request(sample.withUid(uid));
        TimeUnit.NANOSECONDS.sleep(
            start + (long) i * seconds * 1_000_000_000 / count - System.nanoTime());
        long begin = System.nanoTime();
        out.write(request);
        out.flush();
        String answer = answer(in);
        nanos[i] = System.nanoTime() - begin;
        String wanted =
            judged
                ? "\"uid\":\"" + uid + "\",\"allowed\":" + sample.allowed()
                : "\"uid\":\"constant\",\"allowed\":true";
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
