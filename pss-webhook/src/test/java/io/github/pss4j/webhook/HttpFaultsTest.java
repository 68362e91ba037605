package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.github.pss4j.jackson.AdmissionReviewer;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client may do wrong, or too much of, and what it is told. */
@Timeout(60)
final class HttpFaultsTest {
  private static final String JSON = "application/json";

  @Test
  void refusesWhatIsNoReview() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 8)) {
      Client client = server.client();
      byte[] review = Reviews.podCreation("u", false);
      String json = new String(review, UTF_8);

      assertAnswer(404, "nothing is here; reviews go to /validate\n", client.get("/"));
      assertAnswer(404, "nothing is here; reviews go to /validate\n", client.get("/validate/x"));
      HttpResponse<String> get = client.get("/validate");
      assertAnswer(405, "the method must be POST\n", get);
      assertEquals("POST", get.headers().firstValue("Allow").orElseThrow());
      assertAnswer(405, "the method must be GET\n", client.post("/healthz", JSON, review));
      assertAnswer(
          415,
          "the content type must be application/json, but is \"application/yaml\"\n",
          client.post("/validate", "application/yaml", review));
      assertAnswer(
          400,
          "the timeout \"soon\" must be a duration such as 10s\n",
          client.post("/validate?timeout=soon", JSON, review));
      assertAnswer(
          400,
          "not an AdmissionReview: line 1, column 1: the document is empty\n",
          client.validate(new byte[0]));
      assertAnswer(
          400,
          "not an AdmissionReview: line 4, column 28: request.namespace:"
              + " the document ends inside a string\n",
          client.validate(json.substring(0, json.indexOf("am\",\"operation")).getBytes(UTF_8)));
      assertAnswer(
          400,
          "not an AdmissionReview: line 1, column 15: apiVersion: must be"
              + " \"admission.k8s.io/v1\", but is \"admission.k8s.io/v1beta1\"\n",
          client.validate(
              json.replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1").getBytes(UTF_8)));
      assertEquals(
          200, client.post("/validate", "Application/JSON; charset=utf-8", review).statusCode());
    }
  }

  @Test
  void refusesWithoutAContentType() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 8)) {
      Client client = server.client();
      assertAnswer(
          415,
          "the content type must be application/json, but is \"\"\n",
          client.send(
              client
                  .request("/validate")
                  .POST(BodyPublishers.ofByteArray(Reviews.podCreation("u", false)))));
    }
  }

  @Test
  void refusesMoreThanThreeMegabytes() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 8)) {
      Client client = server.client();
      byte[] review = Reviews.podCreation("u", false);

      byte[] most = Arrays.copyOf(review, 3 << 20);
      Arrays.fill(most, review.length, most.length, (byte) ' ');
      assertEquals(200, client.validate(most).statusCode());

      byte[] tooMuch = Arrays.copyOf(review, 4 << 20);
      Arrays.fill(tooMuch, review.length, tooMuch.length, (byte) ' ');
      assertAnswer(
          413, "a review must not be longer than 3145728 bytes\n", client.validate(tooMuch));
    }
  }

  @Test
  void turnsAwayWhatIsTooMuchAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    AdmissionReviewer reviewer = Reviews.baseline();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (RunningServer server =
        new RunningServer(
            () -> {
              asked.countDown();
              await(mayAnswer);
              return reviewer;
            },
            1)) {
      Client client = server.client();
      Future<HttpResponse<String>> first =
          other.submit(() -> client.validate(Reviews.podCreation("first", true)));
      await(asked);

      HttpResponse<String> second = client.validate(Reviews.podCreation("second", true));
      assertAnswer(503, "busy: 1 reviews are being answered already\n", second);
      assertEquals("1", second.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(200, client.get("/healthz").statusCode());

      mayAnswer.countDown();
      assertEquals("first", Reviews.response(first.get().body()).get("uid").asText());
      HttpResponse<String> third = client.validate(Reviews.podCreation("third", true));
      assertEquals("third", Reviews.response(third.body()).get("uid").asText());
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void cutsOffWhoSendsTooSlowly() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 1);
        SSLSocket socket =
            (SSLSocket)
                Client.trusting(server.certificate.certificate())
                    .getSocketFactory()
                    .createSocket("localhost", server.server.address().getPort())) {
      socket.setSoTimeout(50_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /validate HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
              .getBytes(UTF_8));
      out.flush();
      // Nothing more is sent: the server ends the connection, and the place is free again.
      assertEquals(-1, socket.getInputStream().read());
      HttpResponse<String> answer = server.client().validate(Reviews.podCreation("next", false));
      assertEquals("next", Reviews.response(answer.body()).get("uid").asText());
    }
  }

  @Test
  void answersAnInternalErrorWithoutSayingMore() throws Exception {
    try (RunningServer server =
        new RunningServer(
            () -> {
              throw new IllegalStateException("a secret");
            },
            1)) {
      Client client = server.client();
      byte[] review = Reviews.podCreation("u", false);
      assertAnswer(500, "internal error\n", client.validate(review));
      assertAnswer(500, "internal error\n", client.validate(review));
      assertTrue(server.log().contains("a secret"));
    }
  }

  @Test
  void answersSixtyFourAtOnceEachWithItsOwn() throws Exception {
    int threads = 64;
    int reviewsEach = 10;
    ExecutorService senders = Executors.newFixedThreadPool(threads);
    try (RunningServer server = new RunningServer(Reviews::baseline, threads)) {
      Client client = server.client();
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String sender = "uid-" + i + "-";
        Callable<Integer> send =
            () -> {
              await(go);
              int right = 0;
              for (int n = 0; n < reviewsEach; n++) {
                boolean privileged = n % 2 == 0;
                HttpResponse<String> answer =
                    client.validate(Reviews.podCreation(sender + n, privileged));
                JsonNode response = Reviews.response(answer.body());
                assertEquals(sender + n, response.get("uid").asText());
                assertEquals(!privileged, response.get("allowed").asBoolean());
                right++;
              }
              return right;
            };
        results.add(senders.submit(send));
      }
      go.countDown();
      for (Future<Integer> result : results) {
        assertEquals(reviewsEach, result.get());
      }
    } finally {
      senders.shutdownNow();
    }
  }

  @Test
  void logsOneLineARequestAndNothingOfTheObject() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 1)) {
      server.client().validate(Reviews.podCreation("u-1", true));
      server.client().validate("{}".getBytes(UTF_8));
      List<String> lines = server.log().lines().toList();
      assertEquals(2, lines.size());
      JsonNode first = Reviews.MAPPER.readTree(lines.get(0));
      assertEquals(
          List.of(
              "time",
              "uid",
              "operation",
              "resource",
              "namespace",
              "name",
              "allowed",
              "code",
              "micros"),
          ImmutableList.copyOf(first.fieldNames()));
      assertEquals("u-1", first.get("uid").asText());
      assertEquals("CREATE", first.get("operation").asText());
      assertEquals("pods", first.get("resource").asText());
      assertEquals("team", first.get("namespace").asText());
      assertEquals("p", first.get("name").asText());
      assertFalse(first.get("allowed").asBoolean());
      assertEquals(403, first.get("code").asInt());
      JsonNode second = Reviews.MAPPER.readTree(lines.get(1));
      assertEquals(400, second.get("code").asInt());
    }
  }

  private static void assertAnswer(int code, String body, HttpResponse<String> answer) {
    assertEquals(code + " " + body, answer.statusCode() + " " + answer.body());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
