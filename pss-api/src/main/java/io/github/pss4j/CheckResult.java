package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a check says of a pod: that it passes, or what is wrong with it. Immutable and thread-safe.
 *
 * <p>The detail is rendered from the findings on each request.
 */
@CheckReturnValue
public final class CheckResult {
  private static final CheckResult PASSED = new CheckResult("", ImmutableList.of(), findings -> "");

  private final String reason;
  private final ImmutableList<Finding> findings;
  private final Function<ImmutableList<Finding>, String> wording;

  private CheckResult(
      String reason,
      ImmutableList<Finding> findings,
      Function<ImmutableList<Finding>, String> wording) {
    this.reason = requireNonNull(reason, "reason");
    this.findings = findings;
    this.wording = requireNonNull(wording, "wording");
  }

  /** The pod passes. It is one shared instance. */
  public static CheckResult passed() {
    return PASSED;
  }

  /**
   * The pod fails.
   *
   * @param reason what is wrong, in a few words, such as {@code host namespaces}
   * @param findings at least one finding, in the order of the pod
   * @param wording renders the detail from the findings; it must be pure
   * @throws IllegalArgumentException if there are no findings
   */
  public static CheckResult failed(
      String reason, Iterable<Finding> findings, Function<ImmutableList<Finding>, String> wording) {
    requireNonNull(reason, "reason");
    requireNonNull(findings, "findings");
    requireNonNull(wording, "wording");
    ImmutableList<Finding> list = ImmutableList.copyOf(findings);
    checkArgument(!list.isEmpty(), "a check that a pod fails must name at least one finding");
    return new CheckResult(reason, list, wording);
  }

  /** A builder without findings, which builds {@link #passed()}. */
  public static Builder builder() {
    return Builder.EMPTY;
  }

  /** Whether the pod passes. */
  @SuppressWarnings("ReferenceEquality") // There is one pass.
  public boolean isPassed() {
    return this == PASSED;
  }

  /** What is wrong, in a few words; empty if the pod passes. */
  public String reason() {
    return reason;
  }

  /**
   * Which parts of the pod are at fault and how, in words; may be empty, and is if the pod passes.
   */
  public String detail() {
    return wording.apply(findings);
  }

  /** The fields at fault, in the order of the pod; empty only if the pod passes. */
  public ImmutableList<Finding> findings() {
    return findings;
  }

  /** This result if it is within the limits, else one that names its first findings. */
  CheckResult abridged(int mostFindings, int mostCharacters) {
    int kept = 0;
    long characters = 0;
    while (kept < findings.size() && kept < mostFindings) {
      characters += characters(findings.get(kept));
      if (characters > mostCharacters) {
        break;
      }
      kept++;
    }
    if (kept == findings.size()) {
      return this;
    }
    if (kept == 0) {
      int all = findings.size();
      return new CheckResult(
          reason, findings.subList(0, 1), ignored -> all + " findings, too long to be named");
    }
    int more = findings.size() - kept;
    return new CheckResult(
        reason, findings.subList(0, kept), few -> wording.apply(few) + ", and " + more + " more");
  }

  private static int characters(Finding finding) {
    return finding.subject().name().length()
        + finding.actual().map(CheckResult::characters).orElse(0);
  }

  private static int characters(FieldValue value) {
    if (value instanceof FieldValue.TextList list) {
      return list.values().stream().mapToInt(String::length).sum();
    }
    return value instanceof FieldValue.Text text ? text.value().length() : 0;
  }

  /** Whether the other result says the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof CheckResult that
            && reason.equals(that.reason)
            && findings.equals(that.findings)
            && detail().equals(that.detail()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(reason, findings);
  }

  /** {@code passed}, or the reason with the detail in parentheses if there is one. */
  @Override
  public String toString() {
    if (isPassed()) {
      return "passed";
    }
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  void appendTo(StringBuilder out) {
    out.append(reason);
    String detail = detail();
    if (!detail.isEmpty()) {
      out.append(" (").append(detail).append(')');
    }
  }

  /**
   * The findings of a check so far. Unlike other builders it is immutable, as a string is: {@link
   * #with} returns a new builder with one more finding, which takes the place of the old one.
   *
   * <pre>{@code
   * CheckResult.Builder result = CheckResult.builder();
   * if (Boolean.TRUE.equals(pod.spec().hostNetwork())) {
   *   result = result.with(Subject.pod(), HOST_NETWORK, FieldValue.of(true), ALLOWED);
   * }
   * return result.build("host network", findings -> "hostNetwork=true");
   * }</pre>
   *
   * <p>All checks start from the same empty builder, so a check of a pod that passes allocates
   * nothing. Thread-safe.
   */
  @CheckReturnValue
  public static final class Builder {
    private static final Builder EMPTY = new Builder();

    private final @Nullable Builder earlier;
    private final @Nullable Finding last;
    private final int size;

    private Builder() {
      this.earlier = null;
      this.last = null;
      this.size = 0;
    }

    private Builder(Builder earlier, Finding last) {
      this.earlier = earlier;
      this.last = requireNonNull(last, "finding");
      this.size = earlier.size + 1;
    }

    /** These findings and one more. */
    public Builder with(Finding finding) {
      return new Builder(this, finding);
    }

    /** These findings and one more about a field; the parts are those of {@link Finding#of}. */
    public Builder with(
        Subject subject, FieldPath field, @Nullable FieldValue actual, Allowed allowed) {
      return with(Finding.of(subject, field, actual, allowed));
    }

    /** Whether there are no findings yet. */
    public boolean isEmpty() {
      return size == 0;
    }

    /**
     * {@link CheckResult#passed()} if there are no findings, else a failure.
     *
     * @param reason what is wrong, in a few words
     * @param wording renders the detail from the findings; it must be pure
     */
    public CheckResult build(String reason, Function<ImmutableList<Finding>, String> wording) {
      requireNonNull(reason, "reason");
      requireNonNull(wording, "wording");
      return isEmpty() ? PASSED : new CheckResult(reason, findings(), wording);
    }

    /** The same, with a reason that depends on the findings. */
    public CheckResult build(
        Function<ImmutableList<Finding>, String> reason,
        Function<ImmutableList<Finding>, String> wording) {
      requireNonNull(reason, "reason");
      requireNonNull(wording, "wording");
      if (isEmpty()) {
        return PASSED;
      }
      ImmutableList<Finding> findings = findings();
      return new CheckResult(reason.apply(findings), findings, wording);
    }

    private ImmutableList<Finding> findings() {
      if (last != null && size == 1) {
        return ImmutableList.of(last);
      }
      Finding[] findings = new Finding[size];
      for (Builder it = this; it != null && it.last != null; it = it.earlier) {
        findings[it.size - 1] = it.last;
      }
      return ImmutableList.copyOf(findings);
    }
  }
}
