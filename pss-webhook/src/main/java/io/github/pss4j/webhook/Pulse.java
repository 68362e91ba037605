package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the threads of the server do something when they are asked to. Thread-safe.
 *
 * <p>A thread that only waits for a file which does not come is alive: to start the process again
 * would not bring it. Its age is told by a metric.
 */
final class Pulse {
  private final long longest;
  private final Fatal fatal;
  private final Map<String, Long> beats = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Each must have done something within that time. */
  Pulse(Duration longest, Fatal fatal) {
    this.longest = longest.toNanos();
    this.fatal = requireNonNull(fatal);
  }

  /** The thread of that name has done something. */
  void beat(String name) {
    beats.put(name, System.nanoTime());
  }

  /** A thread that must not end. */
  synchronized void watch(Thread thread) {
    threads.add(thread);
  }

  /** What is wrong; empty if it is alive. */
  synchronized ImmutableList<String> problems() {
    ImmutableList.Builder<String> problems = ImmutableList.builder();
    if (fatal.hasHappened()) {
      problems.add("an error has ended a thread");
    }
    long now = System.nanoTime();
    beats.forEach(
        (name, beat) -> {
          if (now - beat > longest) {
            problems.add(
                name + " has done nothing for " + Duration.ofNanos(now - beat).toSeconds() + " s");
          }
        });
    for (Thread thread : threads) {
      if (!thread.isAlive()) {
        problems.add(thread.getName() + " has ended");
      }
    }
    return problems.build();
  }
}
