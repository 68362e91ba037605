package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control and its history: an id, the level that first applies it, and its revisions. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * Rule signedImages = Rule.restricted("signedImages").since(Version.of(0), pod -> …).build();
 * }</pre>
 */
public final class Rule {
  /**
   * What a control says from one policy version on, until its next revision.
   *
   * @param since the first version at which this revision applies; never {@code latest}
   * @param check what it demands
   * @param overrides the baseline rules that it takes the place of at {@code restricted}
   */
  public record Revision(Version since, Check check, ImmutableSet<Rule> overrides) {
    /** Checks that the version is a number. */
    public Revision {
      checkArgument(!since.isLatest(), "a revision must begin at a numbered version");
      requireNonNull(check);
      requireNonNull(overrides);
    }
  }

  private final String id;
  private final Level level;
  private final ImmutableList<Revision> revisions;

  private Rule(Builder builder) {
    this.id = builder.id;
    this.level = builder.level;
    this.revisions = ImmutableList.copyOf(builder.revisions);
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

  /** The level that first applies the control: baseline or restricted. */
  public Level level() {
    return level;
  }

  /** The revisions, oldest first; never empty. */
  public ImmutableList<Revision> revisions() {
    return revisions;
  }

  /** The revision that holds at a version; empty before the first. */
  public Optional<Revision> revisionAt(Version version) {
    return revisions.reverse().stream()
        .filter(revision -> !revision.since().isNewerThan(version))
        .findFirst();
  }

  /** The id and level. */
  @Override
  public String toString() {
    return id + " (" + level + ")";
  }

  /** Builds a {@link Rule}; not thread-safe. */
  public static final class Builder {
    private final String id;
    private final Level level;
    private final List<Revision> revisions = new ArrayList<>();

    private Builder(String id, Level level) {
      checkArgument(!id.isEmpty(), "the id of a rule must not be empty");
      this.id = id;
      this.level = level;
    }

    /**
     * Adds the revision that applies from a version on.
     *
     * @param overrides the baseline rules that it takes the place of at restricted
     * @throws IllegalArgumentException if the version is {@code latest} or not newer than that of
     *     the revision before, or if anything but a restricted rule overrides, or anything but a
     *     baseline rule is overridden
     */
    public Builder since(Version version, Check check, Rule... overrides) {
      for (Revision earlier : revisions) {
        checkArgument(
            version.isNewerThan(earlier.since()),
            "revisions of rule \"%s\" must be in ascending order, but %s follows %s",
            id,
            version,
            earlier.since());
      }
      checkArgument(
          overrides.length == 0 || level == Level.RESTRICTED,
          "baseline rule \"%s\" must not override another rule",
          id);
      for (Rule overridden : overrides) {
        checkArgument(
            overridden.level() == Level.BASELINE,
            "rule \"%s\" must override baseline rules only, but \"%s\" is a restricted rule",
            id,
            overridden.id());
      }
      revisions.add(new Revision(version, check, ImmutableSet.copyOf(overrides)));
      return this;
    }

    /** The same for the version {@code v1.minor}. */
    public Builder since(long minor, Check check, Rule... overrides) {
      return since(Version.of(minor), check, overrides);
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
