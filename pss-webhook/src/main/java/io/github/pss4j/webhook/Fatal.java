package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What becomes of an {@code Error} in a thread of the server: whoever runs it is told of the first,
 * and the server does not say any more that it is alive. Thread-safe.
 */
final class Fatal {
  private final Consumer<? super Error> told;
  private final AtomicBoolean happened = new AtomicBoolean();

  Fatal(Consumer<? super Error> told) {
    this.told = requireNonNull(told);
  }

  void happened(Error error) {
    if (happened.compareAndSet(false, true)) {
      told.accept(error);
    }
  }

  boolean hasHappened() {
    return happened.get();
  }

  /** Does something, and tells of an error that it ends with. */
  void guard(Runnable task) {
    try {
      task.run();
    } catch (Error e) {
      happened(e);
      throw e;
    }
  }
}
