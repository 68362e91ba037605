package io.github.pss4j.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * So many bytes that may be in use at once. Who finds too few of them left waits in order. Large
 * takings have a share of the bytes only, so that they cannot keep out the small. Thread-safe.
 */
final class ByteBudget {
  private final long total;
  private final long forLarge;
  private final Deque<Taking> small = new ArrayDeque<>();
  private final Deque<Taking> large = new ArrayDeque<>();
  private long taken;
  private long takenByLarge;

  /** A budget of so many bytes, of which three in four may be taken by what is large. */
  ByteBudget(long total) {
    this.total = total;
    this.forLarge = Math.max(1, total / 4 * 3);
  }

  /** Bytes that are in use, or waited for. */
  final class Taking {
    private final long bytes;
    private final boolean isLarge;
    private final Runnable granted;
    private boolean isWaiting = true;
    private boolean isOver;

    private Taking(long bytes, boolean isLarge, Runnable granted) {
      // What is larger than all there is waits until it is alone.
      this.bytes = Math.min(bytes, isLarge ? forLarge : total);
      this.isLarge = isLarge;
      this.granted = granted;
    }

    /** Gives the bytes back, or gives up waiting for them. */
    void end() {
      List<Runnable> next;
      synchronized (ByteBudget.this) {
        if (isOver) {
          return;
        }
        isOver = true;
        if (isWaiting) {
          (isLarge ? large : small).remove(this);
        } else {
          taken -= bytes;
          takenByLarge -= isLarge ? bytes : 0;
        }
        next = grantWaiting();
      }
      next.forEach(Runnable::run);
    }
  }

  /**
   * Takes bytes now, or once they are there.
   *
   * @param granted called once, by this thread or by one that gives bytes back; it must not wait
   */
  Taking take(long bytes, boolean isLarge, Runnable granted) {
    Taking taking = new Taking(bytes, isLarge, granted);
    List<Runnable> next;
    synchronized (this) {
      (isLarge ? large : small).add(taking);
      next = grantWaiting();
    }
    next.forEach(Runnable::run);
    return taking;
  }

  private List<Runnable> grantWaiting() {
    List<Runnable> next = new ArrayList<>(1);
    grant(small, next);
    grant(large, next);
    return next;
  }

  private void grant(Deque<Taking> waiting, List<Runnable> next) {
    for (Taking first = waiting.peek(); first != null && isThere(first); first = waiting.peek()) {
      waiting.remove();
      first.isWaiting = false;
      taken += first.bytes;
      takenByLarge += first.isLarge ? first.bytes : 0;
      next.add(first.granted);
    }
  }

  private boolean isThere(Taking taking) {
    return taken + taking.bytes <= total
        && (!taking.isLarge || takenByLarge + taking.bytes <= forLarge);
  }

  /** How many bytes are in use. */
  synchronized long taken() {
    return taken;
  }

  /** How many wait. */
  synchronized int waiting() {
    return small.size() + large.size();
  }
}
