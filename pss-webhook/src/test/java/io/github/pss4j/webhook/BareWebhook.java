package io.github.pss4j.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.PodLister;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.InvalidDocumentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Pod Security Admission on the JDK's own HTTP server. */
final class BareWebhook {
  private static final int MOST_BYTES = 3 << 20;

  static HttpsServer start(
      InetSocketAddress address,
      SSLContext tls,
      NamespaceGetter namespaces,
      PodLister pods,
      PodSecurityConfiguration configuration)
      throws IOException {
    AdmissionReviewer reviewer =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(namespaces, pods).configuration(configuration).build());
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/validate", exchange -> answer(exchange, reviewer));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, AdmissionReviewer reviewer) throws IOException {
    try (exchange) {
      byte[] review = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (review.length > MOST_BYTES) {
        send(exchange, 413, "text/plain", "too long".getBytes(StandardCharsets.UTF_8));
        return;
      }
      try {
        byte[] answer = reviewer.review(review, Instant.now().plusSeconds(10));
        send(exchange, 200, "application/json", answer);
      } catch (InvalidDocumentException e) {
        send(exchange, 400, "text/plain", e.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
