package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.pem.util.PemUtils;

/** Sockets that stop in the middle, or send a byte now and then, as many as are wanted. */
final class SlowSockets implements AutoCloseable {
  private static final byte[] HEAD =
      "POST /validate?timeout=10s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          .getBytes(US_ASCII);

  /** The first bytes of a handshake: a record of 512 bytes is said to come. */
  private static final byte[] HALF_A_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  /** How far they come. */
  enum Mode {
    CONNECTED,
    HALF_A_HANDSHAKE,
    HANDSHAKE,
    HEADER_BYTE_BY_BYTE,
    BODY_BYTE_BY_BYTE
  }

  private final Mode mode;
  private final List<Socket> sockets = new ArrayList<>();
  private int sent;

  private SlowSockets(Mode mode) {
    this.mode = mode;
  }

  static SlowSockets open(Mode mode, int count, URI url, X509Certificate trusted) throws Exception {
    SlowSockets slow = new SlowSockets(mode);
    ExecutorService openers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Socket>> opened = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        opened.add(openers.submit(() -> slow.open(url, trusted)));
      }
      for (Future<Socket> socket : opened) {
        slow.sockets.add(socket.get());
      }
    } finally {
      openers.shutdownNow();
    }
    return slow;
  }

  private Socket open(URI url, X509Certificate trusted) throws IOException {
    if (mode == Mode.CONNECTED || mode == Mode.HALF_A_HANDSHAKE) {
      Socket socket = new Socket(url.getHost(), url.getPort());
      if (mode == Mode.HALF_A_HANDSHAKE) {
        socket.getOutputStream().write(HALF_A_HELLO);
      }
      return socket;
    }
    SSLSocket socket =
        (SSLSocket)
            Client.trusting(trusted).getSocketFactory().createSocket(url.getHost(), url.getPort());
    socket.startHandshake();
    if (mode == Mode.BODY_BYTE_BY_BYTE) {
      OutputStream out = socket.getOutputStream();
      out.write(HEAD);
      out.write("Content-Length: 3000000\r\n\r\n".getBytes(US_ASCII));
    }
    return socket;
  }

  /** Sends the next byte on each, where that is what they do; a socket that was ended is left. */
  void sendOneByte() {
    if (mode != Mode.HEADER_BYTE_BY_BYTE && mode != Mode.BODY_BYTE_BY_BYTE) {
      return;
    }
    int next = mode == Mode.BODY_BYTE_BY_BYTE ? ' ' : HEAD[sent % HEAD.length];
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write(next);
      } catch (IOException ended) {
        // The others go on.
      }
    }
    sent++;
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException ended) {
        // The others go on.
      }
    }
  }

  /**
   * Attacks a server that runs: in each mode 500 sockets for a minute, while each second its health
   * is asked for and an honest review is sent. The arguments are the address for reviews, the
   * certificate to trust, the address for health, and, if others are wanted, the number of sockets
   * and of seconds.
   */
  public static void main(String... args) throws Exception {
    URI url = URI.create(args[0]);
    X509Certificate trusted = PemUtils.loadCertificate(Path.of(args[1])).get(0);
    int count = args.length > 3 ? Integer.parseInt(args[3]) : 500;
    int seconds = args.length > 4 ? Integer.parseInt(args[4]) : 60;
    for (Mode mode : Mode.values()) {
      long longestProbe = 0;
      long longestReview = 0;
      int failed = 0;
      try (SlowSockets slow = open(mode, count, url, trusted)) {
        for (int second = 0; second < seconds; second++) {
          slow.sendOneByte();
          long begin = System.nanoTime();
          failed += probe(URI.create(args[2]).resolve("/livez")) == 200 ? 0 : 1;
          longestProbe = Math.max(longestProbe, System.nanoTime() - begin);
          begin = System.nanoTime();
          String uid = mode + "-" + second;
          String answer =
              new Client(args[0], trusted).validate(Reviews.podCreation(uid, true)).body();
          failed += answer.contains("\"uid\":\"" + uid + "\",\"allowed\":false") ? 0 : 1;
          longestReview = Math.max(longestReview, System.nanoTime() - begin);
          TimeUnit.NANOSECONDS.sleep(Math.max(0, 1_000_000_000 - (System.nanoTime() - begin)));
        }
      }
      System.out.printf(
          "%s: %d sockets, %d s: %d failed, longest probe %d ms, longest review %d ms%n",
          mode, count, seconds, failed, longestProbe / 1_000_000, longestReview / 1_000_000);
    }
    System.out.println("attacked " + Arrays.toString(Mode.values()));
  }

  private static int probe(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(5_000);
    return connection.getResponseCode();
  }
}
