package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections are taken. */
@Timeout(60)
final class TlsTest {
  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256",
    "TLSv1.3, TLS_AES_256_GCM_SHA384",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
  })
  void takesSuitesThatAuthenticate(String protocol, String suite) throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 1);
        SSLSocket socket = connect(server, protocol, suite)) {
      assertEquals(suite, socket.getSession().getCipherSuite());
      assertTrue(get(socket).startsWith("HTTP/1.1 200"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
      })
  void refusesOtherSuites(String suite) throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 1)) {
      assertThrows(IOException.class, () -> connect(server, "TLSv1.2", suite));
    }
  }

  @Test
  void refusesToShakeHandsAgain() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 1);
        SSLSocket socket = connect(server, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
      assertTrue(get(socket).startsWith("HTTP/1.1 200"));
      assertThrows(
          IOException.class,
          () -> {
            socket.startHandshake();
            if (get(socket).isEmpty()) {
              throw new IOException("ended");
            }
          });
    }
  }

  @Test
  void answersABadTarget() throws Exception {
    for (String target : List.of("/validate?%zz", "/%zz", "/%00", "//", "/validate/../healthz")) {
      try (RunningServer server = new RunningServer(Reviews::baseline, 1);
          SSLSocket socket = connect(server, "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
        String answer =
            send(
                socket,
                "POST " + target + " HTTP/1.1\r\nHost: h\r\n" + "Content-Length: 0\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), target + ": " + answer);
      }
    }
  }

  @Test
  void letsOnlyThoseAskThatAreNamed(@TempDir Path directory) throws Exception {
    SelfSigned api = SelfSigned.of(List.of("kube-apiserver"));
    SelfSigned other = SelfSigned.of(List.of("other"));
    SelfSigned stranger = SelfSigned.of(List.of("kube-apiserver"));
    Path authorities =
        Files.writeString(
            directory.resolve("ca.crt"), api.certificatePem() + other.certificatePem());
    Path certificate = directory.resolve("pss.crt");
    Namespace team = new Namespace("team", ImmutableMap.of());
    try (PodSecurityWebhook webhook =
        PodSecurityWebhook.builder()
            .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .selfSigned(certificate, List.of("127.0.0.1"))
            .clientAuthority(authorities, List.of("kube-apiserver"))
            .lookups((name, deadline) -> Optional.of(team), (name, deadline) -> List.of())
            .log(new PrintStream(new ByteArrayOutputStream(), true, UTF_8))
            .build()
            .start()) {
      X509Certificate trusted = PemUtils.loadCertificate(certificate).get(0);
      URI url = URI.create(webhook.url());
      try (SSLSocket socket = connect(url, showing(api, trusted))) {
        assertTrue(get(socket).startsWith("HTTP/1.1 200"));
      }
      for (SSLContext tls :
          List.of(showing(other, trusted), showing(stranger, trusted), Client.trusting(trusted))) {
        assertThrows(
            IOException.class,
            () -> {
              try (SSLSocket socket = connect(url, tls)) {
                if (get(socket).isEmpty()) {
                  throw new IOException("ended");
                }
              }
            });
      }
    }
  }

  private static SSLContext showing(SelfSigned client, X509Certificate trusted) {
    return SSLFactory.builder()
        .withIdentityMaterial(client.keyPair().keyManager())
        .withTrustMaterial(List.of(trusted))
        .build()
        .getSslContext();
  }

  private static SSLSocket connect(URI url, SSLContext tls) throws IOException {
    return (SSLSocket) tls.getSocketFactory().createSocket(url.getHost(), url.getPort());
  }

  private static SSLSocket connect(RunningServer server, String protocol, String suite)
      throws IOException {
    SSLSocket socket =
        connect(URI.create(server.url()), Client.trusting(server.certificate.certificate()));
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setEnabledCipherSuites(new String[] {suite});
    socket.startHandshake();
    return socket;
  }

  private static String get(SSLSocket socket) throws IOException {
    return send(socket, "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  private static String send(SSLSocket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(UTF_8));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return head.toString();
      }
      head.append((char) c);
    }
    int length =
        Integer.parseInt(head.toString().replaceAll("(?si).*content-length: (\\d+).*", "$1"));
    return head + new String(in.readNBytes(length), UTF_8);
  }
}
