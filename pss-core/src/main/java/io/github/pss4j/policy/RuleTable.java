package io.github.pss4j.policy;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Assessment;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rules compiled for all levels and versions. Each revision of each rule has one bit, in the order
 * in which controls are answered; a level at a version is the mask of the revisions that apply,
 * with overrides worked in. Judging walks the bits of one mask; assessing makes each check once,
 * however many revisions share it.
 */
@SuppressWarnings("EnumOrdinal") // The tables are arrays by level, the fastest there is.
final class RuleTable implements Policy {
  private static final CheckResult[] NO_RESULTS = {};

  /** By bit. */
  private final Rule[] rules;

  /** By bit. */
  private final Check[] checks;

  /** Each check once, though several revisions may make it. */
  private final Demand[] demands;

  private final Exemption[] exemptions;

  /** By level, then by minor version up to the newest one. */
  private final long[][] masks;

  /** The answer for a pod that passes, in the same arrangement; for {@code latest}, at the end. */
  private final Evaluation[][] allowed;

  /** A check with the bits of the revisions that make it, and the first of them. */
  record Demand(int firstBit, long bits) {}

  /** Pods that pass without being checked, with the bits of the revisions that let them. */
  record Exemption(Predicate<Pod> pods, long bits) {}

  RuleTable(
      Rule[] rules, Check[] checks, Demand[] demands, Exemption[] exemptions, long[][] masks) {
    this.rules = rules;
    this.checks = checks;
    this.demands = demands;
    this.exemptions = exemptions;
    this.masks = masks;
    this.allowed = Stream.of(Level.values()).map(this::allowed).toArray(Evaluation[][]::new);
  }

  private Evaluation[] allowed(Level level) {
    int versions = masks[level.ordinal()].length;
    Evaluation[] row = new Evaluation[versions + 1];
    for (int minor = 0; minor < versions; minor++) {
      row[minor] = Evaluation.of(level, Version.of(minor), ImmutableList.of());
    }
    row[versions] = Evaluation.of(level, Version.latest(), ImmutableList.of());
    return row;
  }

  @Override
  public Evaluation evaluate(Level level, Version version, Pod pod) {
    for (long rest = applying(mask(level, version), pod); rest != 0; rest &= rest - 1) {
      CheckResult result = check(Long.numberOfTrailingZeros(rest), pod);
      if (!result.isPassed()) {
        return denied(level, version, pod, result, rest);
      }
    }
    return allowed(level, version);
  }

  /** The evaluation of a pod whose first failed revision is the lowest bit of the rest. */
  private Evaluation denied(Level level, Version version, Pod pod, CheckResult first, long rest) {
    ImmutableList.Builder<Violation> violations = ImmutableList.builder();
    violations.add(Violation.of(rules[Long.numberOfTrailingZeros(rest)], first));
    for (rest &= rest - 1; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      CheckResult result = check(bit, pod);
      if (!result.isPassed()) {
        violations.add(Violation.of(rules[bit], result));
      }
    }
    return Evaluation.of(allowed(level, version).levelVersion(), violations.build());
  }

  private CheckResult check(int bit, Pod pod) {
    CheckResult result = checks[bit].check(pod);
    if (result == null) {
      throw new IllegalStateException(
          "the check of rule \"%s\" returned null; a pod that passes is CheckResult.passed()"
              .formatted(rules[bit].id()));
    }
    return result;
  }

  private Evaluation allowed(Level level, Version version) {
    Evaluation[] row = allowed[level.ordinal()];
    int newest = row.length - 2;
    if (version.isLatest()) {
      return row[newest + 1];
    }
    return version.minor() <= newest
        ? row[(int) version.minor()]
        : Evaluation.of(level, version, ImmutableList.of());
  }

  private long mask(Level level, Version version) {
    long[] row = masks[level.ordinal()];
    int newest = row.length - 1;
    return row[version.isLatest() ? newest : (int) Math.min(version.minor(), newest)];
  }

  /** Those of some revisions that do not exempt the pod. */
  private long applying(long bits, Pod pod) {
    for (Exemption exemption : exemptions) {
      if ((bits & exemption.bits()) != 0 && exemption.pods().test(pod)) {
        bits &= ~exemption.bits();
      }
    }
    return bits;
  }

  @Override
  public Assessment assess(Pod pod) {
    long applying = applying(-1, pod);
    CheckResult[] results = NO_RESULTS;
    long failed = 0;
    for (Demand demand : demands) {
      long bits = demand.bits() & applying;
      if (bits == 0) {
        continue;
      }
      CheckResult result = check(demand.firstBit(), pod);
      if (!result.isPassed()) {
        results = failed == 0 ? new CheckResult[checks.length] : results;
        failed |= bits;
        for (; bits != 0; bits &= bits - 1) {
          results[Long.numberOfTrailingZeros(bits)] = result;
        }
      }
    }
    return new TableAssessment(results, failed);
  }

  @Override
  public Version newestVersion() {
    return Version.of(masks[0].length - 1);
  }

  /** How many rules it has, and the newest version. */
  @Override
  public String toString() {
    long count = Stream.of(rules).distinct().count();
    return "policy of %d %s up to %s"
        .formatted(count, count == 1 ? "rule" : "rules", newestVersion());
  }

  /** The revisions that a pod fails, as bits; each verdict is a mask away. */
  private final class TableAssessment implements Assessment {
    /** By bit; null where the pod passes. */
    private final CheckResult[] results;

    private final long failed;

    TableAssessment(CheckResult[] results, long failed) {
      this.results = results;
      this.failed = failed;
    }

    @Override
    public boolean allowed(Level level, Version version) {
      return (failed & mask(level, version)) == 0;
    }

    @Override
    public Evaluation evaluation(Level level, Version version) {
      long rest = failed & mask(level, version);
      Evaluation allowed = RuleTable.this.allowed(level, version);
      if (rest == 0) {
        return allowed;
      }
      ImmutableList.Builder<Violation> violations = ImmutableList.builder();
      for (; rest != 0; rest &= rest - 1) {
        int bit = Long.numberOfTrailingZeros(rest);
        violations.add(Violation.of(rules[bit], results[bit]));
      }
      return Evaluation.of(allowed.levelVersion(), violations.build());
    }

    @Override
    public Level strictestLevel(Version version) {
      if (allowed(Level.RESTRICTED, version)) {
        return Level.RESTRICTED;
      }
      return allowed(Level.BASELINE, version) ? Level.BASELINE : Level.PRIVILEGED;
    }

    @Override
    public ImmutableList<Version> changes(Level level) {
      ImmutableList.Builder<Version> changes = ImmutableList.builder();
      long[] row = masks[level.ordinal()];
      for (int minor = 1; minor < row.length; minor++) {
        if (((failed & row[minor]) == 0) != ((failed & row[minor - 1]) == 0)) {
          changes.add(Version.of(minor));
        }
      }
      return changes.build();
    }

    /**
     * The verdicts by version: {@code baseline: allowed; restricted: violated, allowed since
     * v1.25}.
     */
    @Override
    public String toString() {
      return history(Level.BASELINE) + "; " + history(Level.RESTRICTED);
    }

    private String history(Level level) {
      StringBuilder out = new StringBuilder().append(level).append(": ");
      boolean allowed = allowed(level, Version.of(0));
      out.append(allowed ? "allowed" : "violated");
      for (Version change : changes(level)) {
        allowed = !allowed;
        out.append(allowed ? ", allowed" : ", violated").append(" since ").append(change);
      }
      return out.toString();
    }
  }
}
