package io.github.pss4j.webhook;

import io.github.pss4j.jackson.AnsweredReview;
import io.github.pss4j.jackson.InvalidDocumentException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One review on its way from the first byte of its body to its answer. Thread-safe: it is passed
 * from thread to thread, and the timer may end it at any time.
 */
final class ReviewExchange {
  /** What an API server lets into a request itself. */
  private static final int MOST_BYTES = 3 << 20;

  /** What is read of a request that is refused, so that its sender comes to read the answer. */
  private static final int MOST_BYTES_TO_DISCARD = 16 << 20;

  private static final int HTTP_2 = 20;
  private static final int FIRST_BYTES = 1 << 14;

  private final ReviewHandler handler;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final long begin = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();

  /** How long the body is said to be, or may be. */
  private int length = MOST_BYTES;

  /** What has come in of the body; made longer as it comes, and then of the whole length. */
  private byte[] body = new byte[0];

  private int received;
  private long discarded;
  private Duration timeout = Duration.ZERO;
  private volatile boolean isReceived;

  /** Whether the rest of the body waits for memory. */
  private volatile boolean isWaiting;

  private volatile boolean isJudged;
  private volatile ByteBudget.@Nullable Taking bodyTaking;
  private volatile ByteBudget.@Nullable Taking judgingTaking;
  private volatile @Nullable ScheduledFuture<?> alarm;

  ReviewExchange(ReviewHandler handler, Request request, Response response, Callback callback) {
    this.handler = handler;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** Begins to read the body of a review that must be answered in that time. */
  void receive(Duration allowed) {
    timeout = allowed;
    long said = request.getLength();
    if (said > MOST_BYTES) {
      refuseAsTooLong();
      return;
    }
    length = said < 0 ? MOST_BYTES : (int) said;
    body = new byte[Math.min(length, FIRST_BYTES)];
    setAlarm(shorter(handler.longestBody, answerIn()));
    read();
  }

  private Duration answerIn() {
    return timeout.minus(ReviewHandler.margin(timeout).dividedBy(2));
  }

  /** How long it waits for its turn: so long that there is time for the review itself. */
  private Duration turnIn() {
    return timeout.dividedBy(2).minusNanos(System.nanoTime() - begin);
  }

  private static boolean isOver(Duration left) {
    return left.isNegative() || left.isZero();
  }

  private Duration left() {
    return answerIn().minusNanos(System.nanoTime() - begin);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void setAlarm(Duration in) {
    cancelAlarm();
    try {
      alarm =
          handler.timer.schedule(
              () -> handler.fatal.guard(this::timeIsUp), in.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException ending) {
      cut();
    }
  }

  private void timeIsUp() {
    if (answered.get()) {
      return;
    }
    if (!isReceived && !isWaiting) {
      handler.metrics.refused("slow");
      cut();
      return;
    }
    if (isJudged && !isOver(left())) {
      setAlarm(left());
    } else if (isJudged) {
      refuse(new RefusedException(504, "the review could not be decided in the time it had"));
    } else {
      handler.metrics.refused("busy");
      logRefused(503, "busy");
      answer(handler.busy());
    }
  }

  /** Ends the connection of one who does not send what is said to come. */
  private void cut() {
    if (answered.compareAndSet(false, true)) {
      free();
      if (request.getConnectionMetaData().getHttpVersion().getVersion() >= HTTP_2) {
        // The other streams of the connection are not to blame.
        Answer.line(408, "the request did not come in time").send(response, callback);
        return;
      }
      Throwable why = new TimeoutException("the request did not come in time");
      request.getConnectionMetaData().getConnection().getEndPoint().close(why);
      callback.failed(why);
    }
  }

  private void readGuarded() {
    handler.fatal.guard(this::read);
  }

  private void read() {
    while (!answered.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::readGuarded);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        gone(chunk.getFailure());
        return;
      }
      boolean isLast = chunk.isLast();
      boolean fits = append(chunk.getByteBuffer());
      chunk.release();
      if (!fits) {
        refuseAsTooLong();
        return;
      }
      if (isLast) {
        received();
        return;
      }
      if (received > Memory.SMALL && bodyTaking == null) {
        // The rest is not read before there is memory for it.
        isWaiting = true;
        setAlarm(turnIn());
        bodyTaking = handler.memory.bodies().take(length, true, this::readOn);
        if (answered.get()) {
          free();
        }
        return;
      }
    }
  }

  /** There is memory for the whole body. */
  private void readOn() {
    request.getComponents().getExecutor().execute(this::readWhole);
  }

  private void readWhole() {
    handler.fatal.guard(
        () -> {
          if (!answered.get()) {
            isWaiting = false;
            body = Arrays.copyOf(body, length);
            // Memory is kept for one who sends, not for one who stops in the middle.
            setAlarm(shorter(handler.longestBody.dividedBy(2), left()));
            read();
          }
        });
  }

  private boolean append(ByteBuffer bytes) {
    int more = bytes.remaining();
    if (more > length - received) {
      return false;
    }
    if (more > body.length - received) {
      int twice = Math.max(received + more, Math.min(length, body.length * 2));
      body = Arrays.copyOf(body, twice);
    }
    bytes.get(body, received, more);
    received += more;
    return true;
  }

  private void received() {
    if (received < body.length) {
      body = Arrays.copyOf(body, received);
    }
    isReceived = true;
    setAlarm(turnIn());
    judgingTaking = handler.memory.takeForJudging(received, this::judgeSoon);
    if (answered.get()) {
      free();
    }
  }

  private void judgeSoon() {
    try {
      handler.judges.execute(this::judge);
    } catch (RejectedExecutionException ending) {
      refuse(new RefusedException(503, "the server ends"));
    }
  }

  private void judge() {
    if (answered.get()) {
      return;
    }
    isJudged = true;
    try {
      Duration left =
          timeout.minus(ReviewHandler.margin(timeout)).minusNanos(System.nanoTime() - begin);
      Instant deadline = ReviewHandler.after(left);
      AnsweredReview review = handler.reviewers.get().answer(body, deadline);
      Answer answer = Answer.of(ReviewHandler.JSON, review.toJson());
      if (isFirst()) {
        handler.metrics.answered(System.nanoTime() - begin);
        handler.log.answered(review, micros());
        send(answer);
      }
    } catch (InvalidDocumentException e) {
      refuse(new RefusedException(400, "not an AdmissionReview: " + e.getMessage()));
    } catch (RuntimeException e) {
      handler.log.say("internal error: " + e);
      handler.metrics.refused("error");
      answer(Answer.line(500, "internal error"));
    } catch (Error e) {
      handler.fatal.happened(e);
      answer(Answer.line(500, "internal error"));
      throw e;
    } finally {
      ByteBudget.Taking judging = judgingTaking;
      if (judging != null) {
        judging.end();
      }
    }
  }

  private void refuseAsTooLong() {
    refuse(new RefusedException(413, "a review must not be longer than " + MOST_BYTES + " bytes"));
  }

  /** Answers with a line, once what is still being sent has been read. */
  void refuse(RefusedException e) {
    if (isFirst()) {
      handler.metrics.refused(Integer.toString(e.status()));
      logRefused(e.status(), e.why());
      body = new byte[0];
      sendAfterTheRest(Answer.line(e.status(), e.why()));
    }
  }

  private void logRefused(int status, String why) {
    handler.log.refused(status, why, micros());
  }

  private void answer(Answer answer) {
    if (isFirst()) {
      sendAfterTheRest(answer);
    }
  }

  private boolean isFirst() {
    return answered.compareAndSet(false, true);
  }

  private void sendAfterTheRest(Answer answer) {
    if (isReceived) {
      send(answer);
      return;
    }
    cancelAlarm();
    // One who goes on and on is not read to the end.
    setDiscardAlarm();
    discard(answer);
  }

  private void setDiscardAlarm() {
    try {
      alarm =
          handler.timer.schedule(
              () -> {
                if (!isReceived) {
                  request.getConnectionMetaData().getConnection().getEndPoint().close();
                }
              },
              handler.longestBody.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException ending) {
      isReceived = true;
    }
  }

  private void discard(Answer answer) {
    while (discarded < MOST_BYTES_TO_DISCARD) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(() -> handler.fatal.guard(() -> discard(answer)));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        break;
      }
      boolean isLast = chunk.isLast();
      discarded += chunk.remaining();
      chunk.release();
      if (isLast) {
        break;
      }
    }
    isReceived = true;
    send(answer);
  }

  private void gone(Throwable why) {
    if (isFirst()) {
      handler.metrics.refused("broken");
      logRefused(400, "the request broke off: " + why.getMessage());
      free();
      callback.failed(why);
    }
  }

  private void send(Answer answer) {
    free();
    answer.send(response, callback);
  }

  private void cancelAlarm() {
    ScheduledFuture<?> set = alarm;
    if (set != null) {
      set.cancel(false);
    }
  }

  /** Gives back what was taken; what judges still does so itself. */
  private void free() {
    cancelAlarm();
    body = isJudged ? body : new byte[0];
    ByteBudget.Taking forBody = bodyTaking;
    if (forBody != null) {
      forBody.end();
    }
    ByteBudget.Taking forJudging = judgingTaking;
    if (forJudging != null && !isJudged) {
      forJudging.end();
    }
  }

  private long micros() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
  }
}
