package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A control that a pod violates, and why. Immutable and thread-safe.
 *
 * <p>Two violations are equal if they are of the same control and say the same.
 */
public final class Violation {
  private final Rule rule;
  private final CheckResult result;

  private Violation(Rule rule, CheckResult result) {
    this.rule = requireNonNull(rule, "rule");
    this.result = requireNonNull(result, "result");
    checkArgument(!result.isPassed(), "a pod that passes does not violate rule \"%s\"", rule.id());
  }

  /**
   * A violation of that rule.
   *
   * @throws IllegalArgumentException if the result is {@link CheckResult#passed()}
   */
  public static Violation of(Rule rule, CheckResult result) {
    return new Violation(rule, result);
  }

  /** The control that is violated. */
  public Rule rule() {
    return rule;
  }

  /** The id of the control, such as {@code hostPorts}. */
  public String control() {
    return rule.id();
  }

  /** The level that introduces the control: baseline or restricted. */
  public Level level() {
    return rule.level();
  }

  /** What is wrong, in a few of the API server's words: {@code hostPort}. */
  public String reason() {
    return result.reason();
  }

  /** Which parts of the pod are at fault and how, in the API server's words; may be empty. */
  public String detail() {
    return result.detail();
  }

  /** The fields at fault, in the order of the pod; never empty. */
  public ImmutableList<Finding> findings() {
    return result.findings();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && control().equals(that.control())
        && level() == that.level()
        && result.equals(that.result);
  }

  @Override
  public int hashCode() {
    return Objects.hash(control(), result);
  }

  /** The reason, and the detail in parentheses if there is one. */
  @Override
  public String toString() {
    return result.toString();
  }

  /** This violation if it is within the limits, else one whose detail says how many more. */
  Violation abridged(int mostFindings, int mostCharacters) {
    return new Violation(rule, result.abridged(mostFindings, mostCharacters));
  }

  /** Whether the result is the very same. */
  @SuppressWarnings("ReferenceEquality") // Equal results need not be compared in full.
  boolean hasSameResultAs(Violation other) {
    return result == other.result;
  }

  void appendTo(StringBuilder out) {
    result.appendTo(out);
  }
}
