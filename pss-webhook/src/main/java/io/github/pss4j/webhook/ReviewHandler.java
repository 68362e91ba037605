package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.pss4j.jackson.AdmissionReviewer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers AdmissionReviews. A body is read as it comes, by no thread of its own; then it waits in
 * order for the memory to judge it and for one of the judging threads; and what is not decided when
 * its time is over is answered all the same. Thread-safe.
 */
final class ReviewHandler {
  static final String JSON = "application/json";

  /** What an API server waits for unless it is configured otherwise, and at most. */
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

  private static final Splitter PARAMETERS = Splitter.on('&');

  final Supplier<AdmissionReviewer> reviewers;
  final ServerLog log;
  final ServerMetrics metrics;
  final Memory memory;
  final Fatal fatal;
  final Duration longestBody;
  final ThreadPoolExecutor judges;
  final ScheduledThreadPoolExecutor timer;
  private final int mostAtOnce;

  /** Reviews whose answer is not written yet. */
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * A handler of its own.
   *
   * @param reviewers asked once for each review, which it then answers to its end
   * @param longestBody in which time a request must have come in
   */
  ReviewHandler(
      Supplier<AdmissionReviewer> reviewers,
      ServerLog log,
      ServerMetrics metrics,
      Memory memory,
      int mostAtOnce,
      Duration longestBody,
      Fatal fatal) {
    this.reviewers = requireNonNull(reviewers);
    this.log = requireNonNull(log);
    this.metrics = requireNonNull(metrics);
    this.memory = requireNonNull(memory);
    this.mostAtOnce = mostAtOnce;
    this.longestBody = requireNonNull(longestBody);
    this.fatal = requireNonNull(fatal);
    judges =
        new ThreadPoolExecutor(
            mostAtOnce,
            mostAtOnce,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new ThreadFactoryBuilder().setNameFormat("pss-judge-%d").setDaemon(true).build());
    judges.allowCoreThreadTimeOut(true);
    timer =
        new ScheduledThreadPoolExecutor(
            1, new ThreadFactoryBuilder().setNameFormat("pss-timer-%d").setDaemon(true).build());
    timer.setRemoveOnCancelPolicy(true);
    metrics.watch(this);
  }

  int inFlight() {
    return inFlight.get();
  }

  /** How many reviews wait for memory or for a thread. */
  int queued() {
    return memory.bodies().waiting() + memory.judging().waiting() + judges.getQueue().size();
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  void handle(Request request, Response response, Callback callback) {
    inFlight.incrementAndGet();
    Request.addCompletionListener(request, failure -> inFlight.decrementAndGet());
    ReviewExchange exchange = new ReviewExchange(this, request, response, callback);
    try {
      checkContentType(request.getHeaders().get("Content-Type"));
      exchange.receive(timeout(request.getHttpURI().getQuery()));
    } catch (RefusedException e) {
      exchange.refuse(e);
    }
  }

  Answer busy() {
    return Answer.line(503, "busy: " + mostAtOnce + " reviews are being answered already")
        .with("Retry-After", "1");
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
  private static Duration timeout(@Nullable String query) throws RefusedException {
    for (String parameter : PARAMETERS.split(query == null ? "" : query)) {
      if (parameter.startsWith("timeout=")) {
        String text = parameter.substring("timeout=".length());
        Duration timeout =
            GoDuration.tryParse(text)
                .orElseThrow(
                    () ->
                        new RefusedException(
                            400, "the timeout \"" + text + "\" must be a duration such as 10s"));
        return timeout.compareTo(LONGEST_TIMEOUT) < 0 ? timeout : LONGEST_TIMEOUT;
      }
    }
    return USUAL_TIMEOUT;
  }

  /** So much before the API server gives up that the answer still reaches it. */
  static Duration margin(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    Duration most = Duration.ofMillis(500);
    return tenth.compareTo(most) < 0 ? tenth : most;
  }

  static Instant after(Duration duration) {
    return Instant.now().plus(duration);
  }

  void stop() {
    judges.shutdownNow();
    timer.shutdownNow();
  }
}
