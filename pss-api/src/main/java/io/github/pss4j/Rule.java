package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A control and its history: an id, the level that introduces it, and its revisions. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Rule signedImages = Rule.restricted("signedImages").since(0, pod -> …).build();
 * }</pre>
 */
public final class Rule {
  /**
   * What a control demands from one policy version until its next revision. Immutable and
   * thread-safe.
   *
   * @param since the first version at which this revision applies; never {@code latest}
   * @param check judges a pod that is not exempt
   * @param exemption the pods that pass without being checked, if any do
   * @param overrides the baseline rules that this revision replaces at restricted
   */
  public record Revision(
      Version since,
      Check check,
      Optional<Predicate<Pod>> exemption,
      ImmutableSet<Rule> overrides) {
    /** Checks that each part is given, and that the version is a number. */
    public Revision {
      requireNonNull(since, "since");
      requireNonNull(check, "check");
      requireNonNull(exemption, "exemption");
      requireNonNull(overrides, "overrides");
      checkArgument(!since.isLatest(), "a revision must begin at a numbered version");
    }

    /** Judges a pod: one that is exempt passes. */
    public CheckResult judge(Pod pod) {
      return exemption.isPresent() && exemption.get().test(pod)
          ? CheckResult.passed()
          : check.check(pod);
    }
  }

  private final String id;
  private final Level level;
  private final ImmutableList<Revision> revisions;
  private final Optional<Remedy> remedy;

  private Rule(Builder builder) {
    this.id = builder.id;
    this.level = builder.level;
    this.revisions = ImmutableList.copyOf(builder.revisions);
    this.remedy = builder.remedy;
    checkArgument(!revisions.isEmpty(), "rule \"%s\" must have at least one revision", id);
  }

  /** Begins a rule that applies at baseline and, unless overridden there, at restricted. */
  public static Builder baseline(String id) {
    return new Builder(id, Level.BASELINE);
  }

  /** Begins a rule that applies at restricted only. */
  public static Builder restricted(String id) {
    return new Builder(id, Level.RESTRICTED);
  }

  /** The id of the control, such as {@code hostPorts}. */
  public String id() {
    return id;
  }

  /** The level that introduces the control: baseline or restricted. */
  public Level level() {
    return level;
  }

  /** The revisions, oldest first; never empty. */
  public ImmutableList<Revision> revisions() {
    return revisions;
  }

  /** How a pod can be made to meet the control, if the rule says so. */
  public Optional<Remedy> remedy() {
    return remedy;
  }

  /** The revision in force at a version; empty before the first. */
  public Optional<Revision> revisionAt(Version version) {
    requireNonNull(version, "version");
    return revisions.reverse().stream()
        .filter(revision -> !revision.since().isNewerThan(version))
        .findFirst();
  }

  /** The id and level. */
  @Override
  public String toString() {
    return id + " (" + level + ")";
  }

  /** Builds a {@link Rule}, revision by revision, oldest first; not thread-safe. */
  public static final class Builder {
    private final String id;
    private final Level level;
    private final List<Revision> revisions = new ArrayList<>();
    private Optional<Remedy> remedy = Optional.empty();

    private Builder(String id, Level level) {
      requireNonNull(id, "id");
      checkArgument(!id.isEmpty(), "the id of a rule must not be empty");
      this.id = id;
      this.level = level;
    }

    /**
     * Adds a revision.
     *
     * @param version the first version at which it applies
     * @param check what it demands
     * @param overrides the baseline rules that it replaces at restricted
     * @throws IllegalArgumentException if the version is {@code latest} or not newer than that of
     *     the revision before, if a baseline rule overrides, or if a restricted rule is overridden
     */
    public Builder since(Version version, Check check, Rule... overrides) {
      requireNonNull(version, "version");
      requireNonNull(overrides, "overrides");
      checkArgument(
          overrides.length == 0 || level == Level.RESTRICTED,
          "baseline rule \"%s\" must not override another rule",
          id);
      for (Rule overridden : overrides) {
        requireNonNull(overridden, "overrides");
        checkArgument(
            overridden.level() == Level.BASELINE,
            "rule \"%s\" must override baseline rules only, but \"%s\" is a restricted rule",
            id,
            overridden.id());
      }
      return add(new Revision(version, check, Optional.empty(), ImmutableSet.copyOf(overrides)));
    }

    /** The same since version {@code v1.minor}. */
    public Builder since(long minor, Check check, Rule... overrides) {
      return since(Version.of(minor), check, overrides);
    }

    /**
     * Adds a revision that equals the one before, except that some pods pass without being checked.
     *
     * @param version the first version at which it applies
     * @param pods whether a pod is exempt; it must be pure and thread-safe
     * @throws IllegalArgumentException if there is no revision before, or the version is {@code
     *     latest} or not newer than that of the revision before
     */
    public Builder exempting(Version version, Predicate<Pod> pods) {
      requireNonNull(version, "version");
      requireNonNull(pods, "pods");
      checkArgument(
          !revisions.isEmpty(), "rule \"%s\" must have a revision before it can exempt pods", id);
      Revision before = revisions.get(revisions.size() - 1);
      return add(
          new Revision(
              version,
              before.check(),
              Optional.of(before.exemption().map(earlier -> earlier.or(pods)).orElse(pods)),
              before.overrides()));
    }

    /** The same since version {@code v1.minor}. */
    public Builder exempting(long minor, Predicate<Pod> pods) {
      return exempting(Version.of(minor), pods);
    }

    /** Says how a pod can be made to meet the control, whatever the revision. */
    public Builder remedy(Remedy howToMeetIt) {
      remedy = Optional.of(requireNonNull(howToMeetIt, "remedy"));
      return this;
    }

    private Builder add(Revision revision) {
      for (Revision earlier : revisions) {
        checkArgument(
            revision.since().isNewerThan(earlier.since()),
            "revisions of rule \"%s\" must be in ascending order, but %s follows %s",
            id,
            revision.since(),
            earlier.since());
      }
      revisions.add(revision);
      return this;
    }

    /**
     * The rule.
     *
     * @throws IllegalArgumentException if it has no revision
     */
    public Rule build() {
      return new Rule(this);
    }
  }
}
