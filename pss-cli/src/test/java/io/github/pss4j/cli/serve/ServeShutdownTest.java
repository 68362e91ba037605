package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.webhook.Client;
import io.github.pss4j.webhook.Reviews;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.pem.util.PemUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end (SIGTERM) answers what it has been asked, then ends. */
@Timeout(120)
final class ServeShutdownTest {
  private final Path directory;

  ServeShutdownTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void answersWhatIsUnderWay() throws Exception {
    try (ServeProcess serve = start();
        SSLSocket socket = connect(serve)) {
      byte[] review = Reviews.podCreation("last", false);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /validate?timeout=30s HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                  + "Connection: close\r\nContent-Length: "
                  + review.length
                  + "\r\nExpect: 100-continue\r\n\r\n")
              .getBytes(UTF_8));
      out.flush();
      // It has taken the request once it asks for the rest of it.
      assertTrue(head(socket.getInputStream()).startsWith("HTTP/1.1 100 Continue\r\n"));

      serve.terminate();
      serve.awaitLog("\"ending\"");
      out.write(review);
      out.flush();

      assertTrue(head(socket.getInputStream()).startsWith("HTTP/1.1 200 OK\r\n"));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertEquals("last", Reviews.response(answer).get("uid").asText());
      serve.awaitLog("\"ended\"");
      assertEquals(143, serve.process.waitFor());
    }
  }

  @Test
  void isNotReadyBeforeItEnds() throws Exception {
    try (ServeProcess serve = start("--shutdown-delay", "5")) {
      Client client = new Client(serve.url, certificate());
      assertEquals("ok\n", client.get("/readyz").body());
      serve.terminate();
      serve.awaitLog("\"ending\"");
      HttpResponse<String> readiness = client.get("/readyz");
      assertEquals("503 not ready\n", readiness.statusCode() + " " + readiness.body());
      assertEquals("ok\n", client.get("/healthz").body());
      HttpResponse<String> answer = client.validate(Reviews.podCreation("late", false));
      assertEquals("late", Reviews.response(answer.body()).get("uid").asText());
      assertEquals(143, serve.process.waitFor());
      assertThrows(
          ConnectException.class, () -> new Client(serve.url, certificate()).get("/healthz"));
    }
  }

  /** Reads to the end of the head of an answer. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readNBytes(1)[0]);
    }
    return head.toString();
  }

  private ServeProcess start(String... more) throws IOException {
    Path state = Files.createDirectory(directory.resolve("state"));
    Files.writeString(
        state.resolve("team.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n");
    List<String> options =
        new ArrayList<>(
            List.of("--cluster-state", "state", "--self-signed", "pss.crt", "--no-request-log"));
    options.addAll(List.of(more));
    return ServeProcess.start(directory, options);
  }

  private X509Certificate certificate() {
    return PemUtils.loadCertificate(directory.resolve("pss.crt")).get(0);
  }

  private SSLSocket connect(ServeProcess serve) throws IOException {
    URI url = URI.create(serve.url);
    return (SSLSocket)
        Client.trusting(certificate())
            .getSocketFactory()
            .createSocket(url.getHost(), url.getPort());
  }
}
