package io.github.pss4j.benchmarks;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/** Hands out the same values over and over, one at a time. Not thread-safe. */
final class Cycle<T> {
  private final Object[] values;
  private int next;

  Cycle(List<? extends T> values) {
    checkArgument(!values.isEmpty(), "there must be at least one value");
    this.values = values.toArray();
  }

  /** The next value. */
  @SuppressWarnings("unchecked") // The array holds nothing else, and is not handed out.
  T next() {
    T value = (T) values[next];
    next = next + 1 == values.length ? 0 : next + 1;
    return value;
  }
}
