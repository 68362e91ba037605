package io.github.pss4j.admission;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many existing pods are checked, and for how long, when the labels of a namespace change.
 * Immutable.
 *
 * @param maximumPods how many pods are checked
 * @param timeout how long they are checked, or half of the time left to the request if that is less
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
