package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not decided in time is answered in time all the same, and holds up nobody else. */
@Timeout(60)
final class DeadlineTest {
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void refusesInTimeWhatDoesNotComeToAnEnd() throws Exception {
    try (RunningServer server =
        new RunningServer(
            () -> {
              await(never);
              return Reviews.baseline();
            },
            2)) {
      HttpResponse<String> answer =
          server
              .client()
              .post("/validate?timeout=1s", "application/json", Reviews.podCreation("u", false));
      assertEquals(504, answer.statusCode());
      assertEquals("the review could not be decided in the time it had\n", answer.body());
    } finally {
      never.countDown();
    }
  }

  @Test
  void asksForEachNameOnceAndForgetsSoonThatItIsAbsent() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch mayAnswer = new CountDownLatch(1);
    ExecutorService waiting = Executors.newFixedThreadPool(8);
    try (NamespaceLookups lookups =
        new NamespaceLookups(
            name -> {
              asked.incrementAndGet();
              await(mayAnswer);
              return name.equals("absent")
                  ? Optional.empty()
                  : Optional.of(new Namespace(name, ImmutableMap.of()));
            })) {
      List<Future<Optional<Namespace>>> found = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        found.add(waiting.submit(() -> lookups.namespace("new", Instant.MAX)));
      }
      while (asked.get() == 0) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThrows(
          TimeoutException.class, () -> lookups.namespace("new", Instant.now().plusMillis(50)));
      mayAnswer.countDown();
      for (Future<Optional<Namespace>> future : found) {
        assertEquals("new", future.get().orElseThrow().name());
      }
      assertEquals(1, asked.get());

      assertEquals(Optional.empty(), lookups.namespace("absent", Instant.MAX));
      assertEquals(Optional.empty(), lookups.namespace("absent", Instant.MAX));
      assertEquals(2, asked.get());
    } finally {
      waiting.shutdownNow();
    }
  }

  @Test
  void aHangingApiServerDoesNotTakeEveryPlace() throws Exception {
    ExecutorService waiting = Executors.newFixedThreadPool(60);
    try (NamespaceLookups lookups =
        new NamespaceLookups(
            name -> {
              await(never);
              return Optional.empty();
            })) {
      List<Future<Optional<Namespace>>> asked = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String name = "n" + i;
        asked.add(waiting.submit(() -> lookups.namespace(name, Instant.now().plusSeconds(2))));
      }
      int inTime = 0;
      int atOnce = 0;
      for (Future<Optional<Namespace>> future : asked) {
        Throwable why = assertThrows(ExecutionException.class, future::get).getCause();
        if (why instanceof TimeoutException) {
          assertEquals("the API server did not answer in time", why.getMessage());
          inTime++;
        } else {
          assertTrue(String.valueOf(why).contains("too many"), String.valueOf(why));
          atOnce++;
        }
      }
      assertEquals(16, inTime);
      assertEquals(44, atOnce);
    } finally {
      never.countDown();
      waiting.shutdownNow();
    }
  }

  @Test
  void aReviewThatIsNestedTooDeepIsAnsweredWithItsUid() throws Exception {
    try (RunningServer server = new RunningServer(Reviews::baseline, 2)) {
      String review = new String(Reviews.podCreation("deep", false), UTF_8);
      for (int depth : new int[] {2_000, 1_400_000}) {
        String deep =
            review.replace("\"image\":\"i\"", "\"x\":" + "[".repeat(depth) + "]".repeat(depth));
        HttpResponse<String> answer = server.client().validate(deep.getBytes(UTF_8));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("deep", Reviews.response(answer.body()).get("uid").asText());
        assertEquals(400, Reviews.response(answer.body()).at("/status/code").asInt());
      }
      assertEquals(null, server.died.get());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
