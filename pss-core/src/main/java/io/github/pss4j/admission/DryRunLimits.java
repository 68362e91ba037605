package io.github.pss4j.admission;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How far the existing pods of a namespace are checked when it is to enforce more. Immutable.
 *
 * @param maximumPods how many pods are checked
 * @param timeout how long they are checked, unless half of what is left of the request's own time
 *     is less
 */
public record DryRunLimits(int maximumPods, Duration timeout) {
  private static final DryRunLimits STANDARD = new DryRunLimits(3_000, Duration.ofSeconds(1));

  /** Checks that both are positive. */
  public DryRunLimits {
    requireNonNull(timeout, "timeout");
    checkArgument(maximumPods > 0, "maximumPods must be positive, but is %s", maximumPods);
    checkArgument(
        !timeout.isNegative() && !timeout.isZero(), "timeout must be positive, but is %s", timeout);
  }

  /** 3,000 pods and one second, as in the API server. */
  public static DryRunLimits standard() {
    return STANDARD;
  }
}
