package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a pod at one level and policy version. Immutable and thread-safe.
 *
 * <p>{@link #reason()}, {@link #detail()} and the two messages are, byte for byte, the words of the
 * API server. Each call renders them again.
 */
public final class Evaluation {
  private final LevelVersion levelVersion;
  private final ImmutableList<Violation> violations;

  private Evaluation(LevelVersion levelVersion, ImmutableList<Violation> violations) {
    this.levelVersion = requireNonNull(levelVersion, "levelVersion");
    this.violations = violations;
  }

  /**
   * An evaluation with these violations, in the order of the controls; without any, the pod is
   * allowed.
   */
  public static Evaluation of(LevelVersion levelVersion, Iterable<Violation> violations) {
    requireNonNull(violations, "violations");
    return new Evaluation(levelVersion, ImmutableList.copyOf(violations));
  }

  /** The same for a level and a version given separately. */
  public static Evaluation of(Level level, Version version, Iterable<Violation> violations) {
    return of(LevelVersion.of(level, version), violations);
  }

  /** Whether the pod meets the level. */
  public boolean allowed() {
    return violations.isEmpty();
  }

  /** The level and version that were asked for. */
  public LevelVersion levelVersion() {
    return levelVersion;
  }

  /** The level that was asked for. */
  public Level level() {
    return levelVersion.level();
  }

  /** The version that was asked for, which may be newer than any that the policy knows. */
  public Version version() {
    return levelVersion.version();
  }

  /** The controls that the pod does not meet, in the API server's order; empty if allowed. */
  public ImmutableList<Violation> violations() {
    return violations;
  }

  /** The reasons, joined as in the API server's warnings about existing pods; empty if allowed. */
  public String reason() {
    StringBuilder out = new StringBuilder();
    for (Violation violation : violations) {
      out.append(out.isEmpty() ? "" : ", ").append(violation.reason());
    }
    return out.toString();
  }

  /**
   * The reasons with their details, joined as in the API server's messages about one pod; empty if
   * allowed.
   */
  public String detail() {
    StringBuilder out = new StringBuilder(256);
    appendDetail(out);
    return out.toString();
  }

  private void appendDetail(StringBuilder out) {
    for (int i = 0; i < violations.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      violations.get(i).appendTo(out);
    }
  }

  /**
   * The message with which the API server refuses the pod: {@code violates PodSecurity
   * "restricted:v1.35": …}; empty if allowed.
   */
  public Optional<String> violatesMessage() {
    return message("violates PodSecurity \"");
  }

  /**
   * The message with which the API server warns about the pod or audits it: {@code would violate
   * PodSecurity "restricted:v1.35": …}; empty if allowed.
   */
  public Optional<String> wouldViolateMessage() {
    return message("would violate PodSecurity \"");
  }

  private Optional<String> message(String verb) {
    if (allowed()) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder(256);
    out.append(verb).append(levelVersion).append("\": ");
    appendDetail(out);
    return Optional.of(out.toString());
  }

  /**
   * The same verdict for an answer that must not grow with the pod: of a violation with more than
   * that many findings the first are named, and its detail says how many more there are. An
   * evaluation within the limits is returned as it is.
   *
   * @param mostFindings how many findings of a violation are named at most
   * @param mostCharacters how long the names and values of those findings may be together
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Evaluation abridged(int mostFindings, int mostCharacters) {
    checkArgument(
        mostFindings > 0 && mostCharacters > 0,
        "the limits must be positive, but are %s and %s",
        mostFindings,
        mostCharacters);
    ImmutableList.Builder<Violation> kept = ImmutableList.builder();
    boolean same = true;
    for (Violation violation : violations) {
      Violation abridged = violation.abridged(mostFindings, mostCharacters);
      same &= abridged.hasSameResultAs(violation);
      kept.add(abridged);
    }
    return same ? this : new Evaluation(levelVersion, kept.build());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evaluation that
        && levelVersion.equals(that.levelVersion)
        && violations.equals(that.violations);
  }

  @Override
  public int hashCode() {
    return Objects.hash(levelVersion, violations);
  }

  /** The level and version, and either {@code allowed} or the detail. */
  @Override
  public String toString() {
    return levelVersion + ": " + (allowed() ? "allowed" : detail());
  }
}
