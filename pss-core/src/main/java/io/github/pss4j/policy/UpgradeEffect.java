package io.github.pss4j.policy;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.EarlierCode;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.Defaulting;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@link ReleaseUpgrade} changes for one pod. Immutable and thread-safe.
 *
 * @param before what the older release says
 * @param after what the newer release says
 * @param changes the controls of which they do not say the same: first those that the older release
 *     reports, in its order, then the others in the order of the newer
 */
public record UpgradeEffect(
    Evaluation before, Evaluation after, ImmutableList<ControlChange> changes) {
  /** Checks that each is given. */
  public UpgradeEffect {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(changes, "changes");
  }

  /** What becomes of the verdict. */
  public enum Kind {
    /** The pod was allowed and is denied. */
    NEWLY_DENIED,
    /** The pod was denied and is allowed. */
    NEWLY_ALLOWED,
    /** The pod is denied as before, but not with the same controls and words. */
    OTHER_WORDS,
    /** Both releases say the same. */
    NONE
  }

  /** What becomes of the verdict. */
  public Kind kind() {
    if (before.allowed() != after.allowed()) {
      return after.allowed() ? Kind.NEWLY_ALLOWED : Kind.NEWLY_DENIED;
    }
    return changes.isEmpty() ? Kind.NONE : Kind.OTHER_WORDS;
  }

  /**
   * A control of which the two releases do not say the same. Immutable and thread-safe.
   *
   * @param control the id of the control
   * @param before what the older release says; empty if it does not report the control
   * @param after what the newer release says; empty if it does not report the control
   * @param causes what changed on the way, oldest first
   */
  public record ControlChange(
      String control,
      Optional<Violation> before,
      Optional<Violation> after,
      ImmutableList<Cause> causes) {
    /** Checks that each is given. */
    public ControlChange {
      requireNonNull(control, "control");
      requireNonNull(before, "before");
      requireNonNull(after, "after");
      requireNonNull(causes, "causes");
    }

    /** What becomes of the control: what {@link Kind} says of a pod is then said of it alone. */
    public Kind kind() {
      if (before.isPresent() && after.isPresent()) {
        return Kind.OTHER_WORDS;
      }
      return after.isPresent() ? Kind.NEWLY_DENIED : Kind.NEWLY_ALLOWED;
    }
  }

  /**
   * Why a release says something else than the one before it. Immutable and thread-safe.
   *
   * @param release the first release that does
   * @param origin where the change lies
   * @param words what changed, with field names and ids in backquotes
   */
  public record Cause(Version release, Origin origin, String words) {
    /** Checks that each is given. */
    public Cause {
      requireNonNull(release, "release");
      requireNonNull(origin, "origin");
      requireNonNull(words, "words");
    }

    static Cause admission(Version release) {
      String words = Defaulting.changes().get(release);
      return new Cause(release, Origin.ADMISSION, requireNonNull(words, "words"));
    }

    static Cause policy(Version release, String control) {
      Rule rule = StandardRules.get(control);
      boolean isNew = rule.revisions().get(0).since().equals(release);
      String words = isNew ? "the control is new" : "the control has a new revision";
      return new Cause(release, Origin.POLICY, words);
    }

    static Cause code(Version release, String control) {
      // A control that another one overrides has its words in that one's history.
      String words =
          StandardRules.all().stream()
              .filter(
                  rule ->
                      rule.id().equals(control)
                          || rule.revisions().stream()
                              .flatMap(it -> it.overrides().stream())
                              .anyMatch(overridden -> overridden.id().equals(control)))
              .flatMap(rule -> rule.earlierCode().stream())
              .filter(code -> code.before().equals(release))
              .map(EarlierCode::words)
              .findFirst()
              .orElseThrow();
      return new Cause(release, Origin.CODE, "before, " + words);
    }

    /** Release, origin and words: {@code v1.34 (policy): the control is new}. */
    @Override
    public String toString() {
      return release + " (" + origin.name().toLowerCase(Locale.ROOT) + "): " + words;
    }
  }

  /** Where a change from one release to the next lies. */
  public enum Origin {
    /** In the standards: what is asked for now means a newer policy version. */
    POLICY,
    /** In the code of the release, which answers otherwise at the same policy version. */
    CODE,
    /** In the API and its defaults: another pod comes of the same manifest. */
    ADMISSION
  }
}
