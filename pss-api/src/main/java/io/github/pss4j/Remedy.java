package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Pod;
import java.util.function.Predicate;

/**
 * How a pod can be made to meet a control: what can be changed in it, and what a person must
 * decide. Immutable and thread-safe.
 *
 * <pre>{@code
 * Remedy.builder("find another place for the files")
 *     .fill((pod, findings) -> …)
 *     .replace((pod, findings) -> …)
 *     .build();
 * }</pre>
 */
public final class Remedy {
  /** How far a remedy may go. */
  public enum Mode {
    /** Only what is missing is filled in; nothing that stands in the pod is changed. */
    FILL,
    /** What is wrong is replaced, too. */
    REPLACE
  }

  /** What a change may do to the program that runs in the pod. */
  public enum Impact {
    /** It states what the runtime would do anyway. */
    SAFE,
    /** It may change how the program runs: fewer capabilities, another user, a seccomp profile. */
    BEHAVIOURAL
  }

  /** Changes a pod. It must be a pure function and thread-safe. */
  @FunctionalInterface
  public interface Change {
    /**
     * The pod with the change, or the pod itself if there is nothing that this can do.
     *
     * @param findings what the control finds in the pod; never empty
     */
    Pod apply(Pod pod, ImmutableList<Finding> findings);
  }

  private static final Change NOTHING = (pod, findings) -> pod;

  private final String advice;
  private final Change fill;
  private final Change replace;
  private final Predicate<Pod> safe;

  private Remedy(Builder builder) {
    this.advice = builder.advice;
    this.fill = builder.fill;
    this.replace = builder.replace;
    this.safe = builder.safe;
  }

  /**
   * No change is proposed: a person must decide.
   *
   * @param advice the usual way out, in a sentence without a full stop
   */
  public static Remedy manual(String advice) {
    return builder(advice).build();
  }

  /**
   * Begins a remedy.
   *
   * @param advice what a person can do about what the changes leave, in a sentence without a full
   *     stop
   */
  public static Builder builder(String advice) {
    return new Builder(advice);
  }

  /** What a person can do about what the changes leave. */
  public String advice() {
    return advice;
  }

  /**
   * Changes a pod as far as this can and may.
   *
   * @param findings what the control finds in the pod
   */
  public Pod apply(Pod pod, ImmutableList<Finding> findings, Mode mode) {
    requireNonNull(pod, "pod");
    requireNonNull(findings, "findings");
    requireNonNull(mode, "mode");
    Pod filled = fill.apply(pod, findings);
    return mode == Mode.FILL ? filled : replace.apply(filled, findings);
  }

  /** What applying this to a pod may do to the program in it. */
  public Impact impact(Pod pod) {
    return safe.test(requireNonNull(pod, "pod")) ? Impact.SAFE : Impact.BEHAVIOURAL;
  }

  /** Builds a {@link Remedy}; not thread-safe. */
  public static final class Builder {
    private final String advice;
    private Change fill = NOTHING;
    private Change replace = NOTHING;
    private Predicate<Pod> safe = pod -> false;

    private Builder(String advice) {
      this.advice = requireNonNull(advice, "advice");
    }

    /** Fills in what is missing; it must not change what stands there. */
    public Builder fill(Change change) {
      fill = requireNonNull(change, "change");
      return this;
    }

    /** Replaces or removes what is wrong; it is applied after {@link #fill}. */
    public Builder replace(Change change) {
      replace = requireNonNull(change, "change");
      return this;
    }

    /**
     * The changes only state what the runtime would do anyway, for these pods.
     *
     * @param pods must be pure and thread-safe
     */
    public Builder safeFor(Predicate<Pod> pods) {
      safe = requireNonNull(pods, "pods");
      return this;
    }

    /** The remedy. */
    public Remedy build() {
      return new Remedy(this);
    }
  }
}
