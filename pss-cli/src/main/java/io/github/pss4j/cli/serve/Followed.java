package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A value that is made from files, and anew when they change. A change that is no good is told
 * once, and the last good value stays. Thread-safe.
 *
 * @param <S> what is seen of the files: two that are equal make the same value
 * @param <T> the value
 */
final class Followed<S, T> implements Supplier<T> {
  private final String what;
  private final Look<S> look;
  private final Make<S, T> make;
  private final ServerLog log;
  private S seen;
  private String lastProblem = "";
  private Consumer<T> onChange = ignored -> {};
  private volatile T value;

  /** Looks at the files. */
  interface Look<S> {
    S look() throws Exception;
  }

  /** Makes a value of what was seen. */
  interface Make<S, T> {
    T make(S seen) throws Exception;
  }

  /**
   * Looks for the first time.
   *
   * @param what what to call it: {@code the configuration f.yaml}
   * @throws StartException if it is no good now
   */
  Followed(String what, Look<S> look, Make<S, T> make, ServerLog log) throws StartException {
    this.what = requireNonNull(what);
    this.look = requireNonNull(look);
    this.make = requireNonNull(make);
    this.log = requireNonNull(log);
    try {
      seen = look.look();
      value = make.make(seen);
    } catch (Exception e) {
      throw new StartException(what + ": " + Problems.text(e), e);
    }
  }

  /** Hands each value that comes later to somebody, before anybody else gets it. */
  synchronized void onChange(Consumer<T> heir) {
    onChange = heir;
  }

  @Override
  public T get() {
    return value;
  }

  /** Looks again. */
  synchronized void refresh() {
    try {
      S now = look.look();
      if (!now.equals(seen)) {
        T next = make.make(now);
        onChange.accept(next);
        value = next;
        seen = now;
        log.say(what + " has changed and is in use");
      }
      lastProblem = "";
    } catch (Exception e) {
      String problem = Problems.text(e);
      if (!problem.equals(lastProblem)) {
        lastProblem = problem;
        log.say(what + " is refused, and the one before stays in use: " + problem);
      }
    }
  }
}
