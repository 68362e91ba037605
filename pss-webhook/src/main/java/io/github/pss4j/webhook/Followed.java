package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made from files, and anew when they change. A change is taken over once it was
 * seen twice, so that a file which is being written does not count before it has come to rest. A
 * change that is no good is told once, and the last good value stays. Thread-safe.
 *
 * @param <S> what is seen of the files: two that are equal make the same value
 * @param <T> the value
 */
final class Followed<S, T> implements Source, Supplier<T> {
  private final String name;
  private final String what;
  private final Look<S> look;
  private final Make<S, T> make;
  private final ServerLog log;
  private S seen;
  private @Nullable S unsettled;
  private String lastProblem = "";
  private Consumer<T> onChange = ignored -> {};
  private volatile T value;
  private volatile long goodSince = System.nanoTime();
  private volatile long failures;

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
   * @param name what to call it in a metric
   * @param what what to call it in the log: {@code the configuration f.yaml}
   * @throws StartException if it is no good now
   */
  Followed(String name, String what, Look<S> look, Make<S, T> make, ServerLog log)
      throws StartException {
    this.name = requireNonNull(name);
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

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void refresh() {
    try {
      S now = look.look();
      if (!now.equals(seen)) {
        if (!now.equals(unsettled)) {
          unsettled = now;
          return;
        }
        T next = make.make(now);
        onChange.accept(next);
        value = next;
        seen = now;
        log.say(what + " has changed and is in use");
      } else if (!lastProblem.isEmpty()) {
        log.say(what + " is good again, and as it was before");
      }
      unsettled = null;
      lastProblem = "";
      goodSince = System.nanoTime();
    } catch (Exception e) {
      failures++;
      String problem = Problems.text(e);
      if (!problem.equals(lastProblem)) {
        lastProblem = problem;
        log.say(what + " is refused, and the one before stays in use: " + problem);
      }
    }
  }

  /** How long ago what is in use was last seen to be what the files say. */
  @Override
  public double ageInSeconds() {
    return (System.nanoTime() - goodSince) / 1e9;
  }

  @Override
  public long failures() {
    return failures;
  }
}
