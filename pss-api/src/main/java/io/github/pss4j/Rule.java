package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A control and its history: an id, the level that introduces it, and its revisions. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Rule signedImages = Rule.restricted("signedImages").since(0, pod -> …).build();
 * }</pre>
 *
 * <p>The history has two axes. A revision begins at a policy version, which a namespace chooses;
 * the code that makes a revision is that of a cluster release. Where older releases answered
 * otherwise at the same policy version, {@link #earlierCode()} has what they did.
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

    private Revision exempting(Predicate<Pod> pods) {
      return new Revision(
          since,
          check,
          Optional.of(exemption.map(other -> other.or(pods)).orElse(pods)),
          overrides);
    }

    private Revision from(Version later) {
      return new Revision(later, check, exemption, overrides);
    }
  }

  /**
   * What older releases judged by in place of a revision. Immutable and thread-safe.
   *
   * @param before the first release that no longer did
   * @param words what was different, as {@code only annotations were judged}
   * @param revision what they judged by, from the same policy version on
   */
  public record EarlierCode(Version before, String words, Revision revision) {
    /** Checks that each part is given, and that some release can have had it. */
    public EarlierCode {
      requireNonNull(before, "before");
      requireNonNull(words, "words");
      requireNonNull(revision, "revision");
      checkArgument(!before.isLatest(), "earlier code must end before a numbered release");
      checkArgument(
          before.isNewerThan(revision.since()),
          "a release before %s does not know a revision since %s",
          before,
          revision.since());
    }
  }

  /**
   * Pods that a revision lets pass unchecked while a feature gate is on. Immutable and thread-safe.
   *
   * @param gate the gate
   * @param release the first release in which it did so; the last one is that of the gate
   * @param since the first policy version at which it did so
   * @param pods the pods
   */
  public record GatedExemption(
      FeatureGate gate, Version release, Version since, Predicate<Pod> pods) {
    /** Checks that each part is given, and that the release has the gate. */
    public GatedExemption {
      requireNonNull(gate, "gate");
      requireNonNull(release, "release");
      requireNonNull(since, "since");
      requireNonNull(pods, "pods");
      checkArgument(gate.isOf(release), "release %s has no feature gate %s", release, gate);
    }
  }

  /** A revision with what it was in older code, newest first. */
  private record Step(
      Revision today, ImmutableList<EarlierCode> earlier, ImmutableList<GatedExemption> gated) {
    Step(Revision today) {
      this(today, ImmutableList.of(), ImmutableList.of());
    }

    Step before(EarlierCode code) {
      return new Step(today, append(earlier, code), gated);
    }

    Step exempting(GatedExemption exemption) {
      return new Step(today, earlier, append(gated, exemption));
    }

    private static <T> ImmutableList<T> append(ImmutableList<T> list, T last) {
      return ImmutableList.<T>builder().addAll(list).add(last).build();
    }

    Revision in(Version release, Set<FeatureGate> gates) {
      Revision revision = today;
      for (EarlierCode code : earlier) {
        revision = code.before().isNewerThan(release) ? code.revision() : revision;
      }
      for (GatedExemption exemption : gated) {
        boolean on = gates.contains(exemption.gate()) && exemption.gate().isOf(release);
        if (on && !exemption.release().isNewerThan(release)) {
          revision = revision.exempting(exemption.pods());
        }
      }
      return revision;
    }
  }

  private final String id;
  private final Level level;
  private final ImmutableList<Step> history;
  private final ImmutableList<Revision> revisions;
  private final Optional<Remedy> remedy;

  private Rule(Builder builder) {
    this.id = builder.id;
    this.level = builder.level;
    this.history = ImmutableList.copyOf(builder.history);
    this.revisions = history.stream().map(Step::today).collect(toImmutableList());
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

  /** The revisions in today's code, oldest first; never empty. */
  public ImmutableList<Revision> revisions() {
    return revisions;
  }

  /** How a pod can be made to meet the control, if the rule says so. */
  public Optional<Remedy> remedy() {
    return remedy;
  }

  /**
   * The revisions in the code of a cluster release, oldest first: those that the release knows, as
   * its own code judges by them. Empty if the control is newer than the release.
   *
   * @param release the release; {@code latest} is today's code
   * @param gates the feature gates that are on; one that the release does not have does nothing
   */
  public ImmutableList<Revision> revisionsIn(Version release, Set<FeatureGate> gates) {
    requireNonNull(release, "release");
    requireNonNull(gates, "gates");
    return history.stream()
        .filter(step -> !step.today().since().isNewerThan(release))
        .map(step -> step.in(release, gates))
        .collect(toImmutableList());
  }

  /** What older releases judged by in place of a revision, by revision, then newest first. */
  public ImmutableList<EarlierCode> earlierCode() {
    return history.stream().flatMap(step -> step.earlier().stream()).collect(toImmutableList());
  }

  /** The pods that revisions let pass while a feature gate is on, by revision. */
  public ImmutableList<GatedExemption> gatedExemptions() {
    return history.stream().flatMap(step -> step.gated().stream()).collect(toImmutableList());
  }

  /** The revision in force at a version in today's code; empty before the first. */
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
    private final List<Step> history = new ArrayList<>();
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
      return add(new Step(revision(version, check, overrides)));
    }

    /** The same since version {@code v1.minor}. */
    public Builder since(long minor, Check check, Rule... overrides) {
      return since(Version.of(minor), check, overrides);
    }

    /**
     * Says what older releases judged by in place of the last revision, at the same policy version.
     * Said more than once for a revision, it goes back in time.
     *
     * @param minor the first release that no longer did, {@code v1.minor}
     * @param words what was different, as {@code only annotations were judged}
     * @param check what it demanded then
     * @param overrides the baseline rules that it replaced at restricted then
     * @throws IllegalArgumentException if there is no revision, if it or a release said earlier is
     *     not older than what is said now, or for overrides as {@link #since(Version, Check,
     *     Rule...)} does
     */
    public Builder beforeRelease(long minor, String words, Check check, Rule... overrides) {
      Step step = last("have other code");
      Version before = Version.of(minor);
      for (EarlierCode code : step.earlier()) {
        checkArgument(
            code.before().isNewerThan(before),
            "the earlier code of rule \"%s\" must go back in time, but %s follows %s",
            id,
            before,
            code.before());
      }
      Revision revision = revision(step.today().since(), check, overrides);
      history.set(history.size() - 1, step.before(new EarlierCode(before, words, revision)));
      return this;
    }

    /**
     * Lets pods pass the last revision without being checked, in the releases that have a feature
     * gate and while it is on.
     *
     * @param minor the first release that did so, {@code v1.minor}
     * @param pods whether a pod is exempt; it must be pure and thread-safe
     * @throws IllegalArgumentException if there is no revision, or the release does not have the
     *     gate
     */
    public Builder exemptingBehind(FeatureGate gate, long minor, Predicate<Pod> pods) {
      Step step = last("exempt pods");
      history.set(
          history.size() - 1,
          step.exempting(new GatedExemption(gate, Version.of(minor), step.today().since(), pods)));
      return this;
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
      Step before = last("exempt pods");
      Step step = new Step(before.today().from(version).exempting(pods));
      for (EarlierCode code : before.earlier()) {
        if (code.before().isNewerThan(version)) {
          Revision revision = code.revision().from(version).exempting(pods);
          step = step.before(new EarlierCode(code.before(), code.words(), revision));
        }
      }
      for (GatedExemption gated : before.gated()) {
        if (!version.isNewerThan(gated.gate().last())) {
          step =
              step.exempting(
                  new GatedExemption(gated.gate(), gated.release(), version, gated.pods()));
        }
      }
      return add(step);
    }

    /** The same since version {@code v1.minor}. */
    public Builder exempting(long minor, Predicate<Pod> pods) {
      return exempting(Version.of(minor), pods);
    }

    /** Says how a pod can be made to meet the control, whatever the revision. */
    public Builder remedy(Remedy remedy) {
      this.remedy = Optional.of(requireNonNull(remedy, "remedy"));
      return this;
    }

    private Revision revision(Version version, Check check, Rule... overrides) {
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
      return new Revision(version, check, Optional.empty(), ImmutableSet.copyOf(overrides));
    }

    private Step last(String purpose) {
      checkArgument(
          !history.isEmpty(), "rule \"%s\" must have a revision before it can %s", id, purpose);
      return history.get(history.size() - 1);
    }

    private Builder add(Step step) {
      Version since = step.today().since();
      for (Step earlier : history) {
        checkArgument(
            since.isNewerThan(earlier.today().since()),
            "revisions of rule \"%s\" must be in ascending order, but %s follows %s",
            id,
            since,
            earlier.today().since());
      }
      history.add(step);
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
