package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A control that a pod does not meet, and why. Immutable and thread-safe.
 *
 * <p>Two violations are equal if they are of the same control and say the same.
 */
public final class Violation {
  private final Rule rule;
  private final Findings findings;

  private Violation(Rule rule, Findings findings) {
    this.rule = requireNonNull(rule);
    this.findings = requireNonNull(findings);
  }

  /** A violation of that rule with these findings. */
  public static Violation of(Rule rule, Findings findings) {
    return new Violation(rule, findings);
  }

  /** The id of the control, such as {@code hostPorts}. */
  public String control() {
    return rule.id();
  }

  /** The level that first applies the control: baseline or restricted. */
  public Level level() {
    return rule.level();
  }

  /** What is wrong, in the API server's few words: {@code hostPort}. */
  public String reason() {
    return findings.reason();
  }

  /** Where exactly, in the API server's words; may be empty. */
  public String detail() {
    return findings.detail();
  }

  /** Each field that the control objects to, in the order of the pod; never empty. */
  public ImmutableList<Finding> findings() {
    return findings.list();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && control().equals(that.control())
        && level() == that.level()
        && reason().equals(that.reason())
        && findings().equals(that.findings())
        && detail().equals(that.detail());
  }

  @Override
  public int hashCode() {
    return Objects.hash(control(), findings());
  }

  /** The reason, and the detail in parentheses if there is one. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  void appendTo(StringBuilder out) {
    out.append(reason());
    String detail = detail();
    if (!detail.isEmpty()) {
      out.append(" (").append(detail).append(')');
    }
  }
}
