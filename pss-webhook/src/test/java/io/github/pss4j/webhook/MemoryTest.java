package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.altindag.ssl.pem.util.PemUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long reviews, many at once, of which each offender would be named, and little memory. */
@Timeout(240)
final class MemoryTest {
  private static final int CONTAINERS = 19_000;

  /** {@code -Dreviews=100} for the long run. */
  private static final int AT_ONCE = Integer.getInteger("reviews", 40);

  private final Path directory;

  MemoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void eachIsAnsweredOrRefusedAndTheNextAtOnce() throws Exception {
    Path file = directory.resolve("pss.crt");
    try (EmbeddedWebhook webhook = EmbeddedWebhook.start(file, "-Xmx256m")) {
      X509Certificate certificate = PemUtils.loadCertificate(file).get(0);
      byte[] review = manyContainers();
      assertTrue(review.length > 2_900_000 && review.length < 3 << 20, review.length + " bytes");
      ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
      int refused = 0;
      try {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          answers.add(
              senders.submit(
                  () ->
                      new Client(webhook.url, certificate)
                          .post("/validate?timeout=30s", "application/json", review)));
        }
        for (Future<HttpResponse<String>> future : answers) {
          HttpResponse<String> answer = future.get();
          if (answer.statusCode() == 503) {
            assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            refused++;
          } else {
            assertEquals(200, answer.statusCode());
            assertNamesTheFirst(answer.body());
          }
        }
      } finally {
        senders.shutdownNow();
      }
      assertTrue(refused < AT_ONCE, "some are answered");
      assertTrue(webhook.process.isAlive());
      String next =
          new Client(webhook.url, certificate).validate(Reviews.podCreation("next", true)).body();
      assertEquals("next", Reviews.response(next).get("uid").asText());
    }
  }

  private static void assertNamesTheFirst(String answer) throws Exception {
    assertTrue(answer.length() < 1_000_000, answer.length() + " characters");
    JsonNode response = Reviews.response(answer);
    assertEquals("u", response.get("uid").asText());
    assertEquals(403, response.at("/status/code").asInt());
    String message = response.at("/status/message").asText();
    assertTrue(message.contains("\"c499\""), "the first 500 are named");
    assertTrue(message.contains("privileged=true, and 18500 more)"), "and how many more");
  }

  private static byte[] manyContainers() {
    StringBuilder containers = new StringBuilder();
    for (int i = 0; i < CONTAINERS; i++) {
      containers
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"c")
          .append(i)
          .append(
              "\",\"image\":\"registry.example.com/team/some-longer-image-of-some-length:v1.2.3\"")
          .append(",\"securityContext\":{\"privileged\":true,\"procMount\":\"Unmasked\"}}");
    }
    String one = "{\"name\":\"c\",\"image\":\"i\",\"securityContext\":{\"privileged\":true}}";
    String review = new String(Reviews.podCreation("u", true), UTF_8);
    assertTrue(review.contains(one));
    return review.replace(one, containers).getBytes(UTF_8);
  }
}
