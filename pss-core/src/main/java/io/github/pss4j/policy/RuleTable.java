package io.github.pss4j.policy;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Assessment;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.text.Utf8Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int MAXIMUM_REVISIONS = Long.SIZE;

  private static final CheckResult[] NO_RESULTS = {};

  /** No revision begins so late; it bounds the table. */
  private static final Version END_OF_VERSIONS = Version.of(1_000);

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

  private RuleTable(List<Entry> entries, long[][] masks) {
    this.rules = entries.stream().map(Entry::rule).toArray(Rule[]::new);
    this.checks = entries.stream().map(entry -> entry.revision().check()).toArray(Check[]::new);
    this.demands = demands(checks);
    this.exemptions = exemptions(entries);
    this.masks = masks;
    this.allowed = new Evaluation[masks.length][];
    for (Level level : Level.values()) {
      int versions = masks[level.ordinal()].length;
      Evaluation[] row = new Evaluation[versions + 1];
      for (int minor = 0; minor < versions; minor++) {
        row[minor] = Evaluation.of(level, Version.of(minor), ImmutableList.of());
      }
      row[versions] = Evaluation.of(level, Version.latest(), ImmutableList.of());
      allowed[level.ordinal()] = row;
    }
  }

  /** What one bit stands for. */
  private record Entry(Rule rule, Revision revision) {
    boolean holdsAt(Version version) {
      return rule.revisionAt(version).filter(revision::equals).isPresent();
    }

    boolean isOfLevel(Level level) {
      return rule.level() == level;
    }
  }

  /** A check with the bits of the revisions that make it, and the first of them. */
  private record Demand(int firstBit, long bits) {}

  private static Demand[] demands(Check[] checks) {
    List<Demand> demands = new ArrayList<>();
    long seen = 0;
    for (int first = 0; first < checks.length; first++) {
      long bits = 0;
      for (int bit = first; bit < checks.length; bit++) {
        bits |= checks[bit] == checks[first] ? 1L << bit : 0;
      }
      if ((seen & bits) == 0) {
        demands.add(new Demand(first, bits));
      }
      seen |= bits;
    }
    return demands.toArray(Demand[]::new);
  }

  /** Pods that pass without being checked, with the bits of the revisions that let them. */
  private record Exemption(Predicate<Pod> pods, long bits) {}

  private static Exemption[] exemptions(List<Entry> entries) {
    Map<Predicate<Pod>, Long> bits = new LinkedHashMap<>();
    for (int bit = 0; bit < entries.size(); bit++) {
      Optional<Predicate<Pod>> pods = entries.get(bit).revision().exemption();
      if (pods.isPresent()) {
        bits.merge(pods.get(), 1L << bit, (a, b) -> a | b);
      }
    }
    return bits.entrySet().stream()
        .map(it -> new Exemption(it.getKey(), it.getValue()))
        .toArray(Exemption[]::new);
  }

  /**
   * Compiles rules.
   *
   * @param newest the newest version to tell from others; a later revision extends it
   * @param release the release to emulate: no version after it is told from it
   */
  static RuleTable compile(List<Rule> rules, Version newest, Version release) {
    validate(rules);
    List<Entry> entries =
        rules.stream()
            .sorted(comparing(Rule::level).thenComparing(Rule::id, Utf8Order::compare))
            .flatMap(rule -> rule.revisions().stream().map(revision -> new Entry(rule, revision)))
            .toList();
    checkArgument(
        entries.size() <= MAXIMUM_REVISIONS,
        "the rules have %s revisions, but a policy can have at most %s",
        entries.size(),
        MAXIMUM_REVISIONS);
    Version last = newest;
    for (Entry entry : entries) {
      last = entry.revision().since().isNewerThan(last) ? entry.revision().since() : last;
    }
    last = last.isNewerThan(release) ? release : last;
    long[][] masks = new long[Level.values().length][(int) last.minor() + 1];
    for (int minor = 0; minor <= last.minor(); minor++) {
      for (Level level : Level.values()) {
        masks[level.ordinal()][minor] = mask(entries, level, Version.of(minor));
      }
    }
    return new RuleTable(entries, masks);
  }

  private static void validate(List<Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      checkArgument(ids.add(rule.id()), "there are two rules with the id \"%s\"", rule.id());
    }
    for (Rule rule : rules) {
      for (Revision revision : rule.revisions()) {
        checkArgument(
            END_OF_VERSIONS.isNewerThan(revision.since()),
            "rule \"%s\" has a revision since %s, which is not before %s",
            rule.id(),
            revision.since(),
            END_OF_VERSIONS);
        for (Rule overridden : revision.overrides()) {
          checkArgument(
              rules.contains(overridden),
              "rule \"%s\" overrides \"%s\", which is not a rule of this policy",
              rule.id(),
              overridden.id());
        }
      }
    }
  }

  private static long mask(List<Entry> entries, Level level, Version version) {
    Set<Rule> overridden =
        entries.stream()
            .filter(entry -> entry.isOfLevel(level) && entry.holdsAt(version))
            .flatMap(entry -> entry.revision().overrides().stream())
            .collect(toSet());
    long mask = 0;
    for (int bit = 0; bit < entries.size(); bit++) {
      Entry entry = entries.get(bit);
      boolean applies =
          !entry.rule().level().isStricterThan(level) && !overridden.contains(entry.rule());
      if (applies && entry.holdsAt(version)) {
        mask |= 1L << bit;
      }
    }
    return mask;
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
