package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that looks at one source again and again. */
final class Follower extends Thread {
  private final Source source;
  private final Duration betweenLooks;
  private final CountDownLatch stopped;
  private final Fatal fatal;
  private final ServerLog log;

  Follower(
      Source source, Duration betweenLooks, CountDownLatch stopped, Fatal fatal, ServerLog log) {
    super("pss-follow-" + source.name());
    this.source = requireNonNull(source);
    this.betweenLooks = requireNonNull(betweenLooks);
    this.stopped = requireNonNull(stopped);
    this.fatal = requireNonNull(fatal);
    this.log = requireNonNull(log);
    setDaemon(true);
  }

  @Override
  public void run() {
    fatal.guard(this::follow);
  }

  private void follow() {
    try {
      while (!stopped.await(betweenLooks.toNanos(), TimeUnit.NANOSECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      source.refresh();
    } catch (RuntimeException e) {
      log.say("internal error: " + e);
    }
  }
}
