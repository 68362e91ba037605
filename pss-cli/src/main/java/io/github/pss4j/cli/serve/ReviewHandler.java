package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.AnsweredReview;
import io.github.pss4j.jackson.InvalidDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers AdmissionReviews, a bounded number at a time. Thread-safe. */
final class ReviewHandler {
  private static final String JSON = "application/json";

  /** What an API server lets into a request itself. */
  private static final int MOST_BYTES = 3 << 20;

  /** What is read of a request that is too long, so that its sender comes to read the answer. */
  private static final int MOST_BYTES_TO_DISCARD = 16 << 20;

  /** What an API server waits for unless it is configured otherwise. */
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final Splitter PARAMETERS = Splitter.on('&');

  private final Supplier<AdmissionReviewer> reviewers;
  private final ServerLog log;
  private final int mostAtOnce;
  private final Semaphore places;

  /**
   * A handler of its own.
   *
   * @param reviewers asked once for each review, which it then answers to its end
   */
  ReviewHandler(Supplier<AdmissionReviewer> reviewers, ServerLog log, int mostAtOnce) {
    this.reviewers = requireNonNull(reviewers);
    this.log = requireNonNull(log);
    this.mostAtOnce = mostAtOnce;
    places = new Semaphore(mostAtOnce);
  }

  /** Whether no review is being answered. */
  boolean isIdle() {
    return places.availablePermits() == mostAtOnce;
  }

  void handle(HttpExchange exchange) throws IOException {
    long begin = System.nanoTime();
    if (!places.tryAcquire()) {
      log.refused(503, "busy", micros(begin));
      busy().send(exchange);
      return;
    }
    try {
      // What is answered has been logged.
      answer(exchange, begin).send(exchange);
    } finally {
      places.release();
    }
  }

  private Answer answer(HttpExchange exchange, long begin) throws IOException {
    try {
      AnsweredReview answered = review(exchange);
      log.answered(answered, micros(begin));
      return Answer.of(JSON, answered.toJson());
    } catch (RefusedException e) {
      log.refused(e.status(), e.why(), micros(begin));
      return Answer.line(e.status(), e.why());
    }
  }

  private Answer busy() {
    return Answer.line(503, "busy: " + mostAtOnce + " reviews are being answered already")
        .with("Retry-After", "1");
  }

  private AnsweredReview review(HttpExchange exchange) throws IOException, RefusedException {
    checkContentType(exchange.getRequestHeaders().getFirst("Content-Type"));
    Instant deadline = Instant.now().plus(timeout(exchange.getRequestURI()));
    byte[] body = body(exchange);
    try {
      return reviewers.get().answer(body, deadline);
    } catch (InvalidDocumentException e) {
      throw new RefusedException(400, "not an AdmissionReview: " + e.getMessage());
    }
  }

  private static void checkContentType(@Nullable String contentType) throws RefusedException {
    String given = contentType == null ? "" : contentType;
    int parameters = given.indexOf(';');
    String type = parameters < 0 ? given : given.substring(0, parameters);
    if (!Ascii.equalsIgnoreCase(type.strip(), JSON)) {
      throw new RefusedException(
          415, "the content type must be " + JSON + ", but is \"" + given + "\"");
    }
  }

  /** The time that the API server says it will wait. */
  private static Duration timeout(URI uri) throws RefusedException {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    for (String parameter : PARAMETERS.split(query)) {
      if (parameter.startsWith("timeout=")) {
        String text = parameter.substring("timeout=".length());
        return GoDuration.tryParse(text)
            .orElseThrow(
                () ->
                    new RefusedException(
                        400, "the timeout \"" + text + "\" must be a duration such as 10s"));
      }
    }
    return USUAL_TIMEOUT;
  }

  private static byte[] body(HttpExchange exchange) throws IOException, RefusedException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      discard(in);
      throw new RefusedException(413, "a review must not be longer than " + MOST_BYTES + " bytes");
    }
    return body;
  }

  private static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int rest = MOST_BYTES_TO_DISCARD; rest > 0; ) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      rest -= read;
    }
  }

  private static long micros(long begin) {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
  }
}
