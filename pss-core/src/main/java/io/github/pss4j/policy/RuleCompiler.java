package io.github.pss4j.policy;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.github.pss4j.Check;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.Level;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.EarlierCode;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.RuleTable.Demand;
import io.github.pss4j.policy.RuleTable.Exemption;
import io.github.pss4j.text.Utf8Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compiles rules to a {@link RuleTable}. */
@SuppressWarnings("EnumOrdinal") // As the table that it makes.
final class RuleCompiler {
  private static final int MAXIMUM_REVISIONS = Long.SIZE;

  /** No revision begins so late; it bounds the table. */
  private static final Version END_OF_VERSIONS = Version.of(1_000);

  private RuleCompiler() {}

  /** What one bit stands for: a revision, which holds until the next one of its rule, if any. */
  private record Entry(Rule rule, Revision revision, Optional<Version> next) {
    boolean holdsAt(Version version) {
      return !revision.since().isNewerThan(version)
          && next.filter(since -> !since.isNewerThan(version)).isEmpty();
    }

    boolean isOfLevel(Level level) {
      return rule.level() == level;
    }
  }

  /**
   * Compiles rules.
   *
   * @param newest the newest version to tell from others; a later revision extends it
   * @param release the release whose code judges: no version after it is told from it
   * @param gates the feature gates of the release that are on
   */
  static RuleTable compile(
      List<Rule> rules, Version newest, Version release, Set<FeatureGate> gates) {
    validate(rules);
    List<Entry> entries =
        rules.stream()
            .sorted(comparing(Rule::level).thenComparing(Rule::id, Utf8Order::compare))
            .flatMap(rule -> entries(rule, rule.revisionsIn(release, gates)))
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
    Check[] checks = entries.stream().map(it -> it.revision().check()).toArray(Check[]::new);
    return new RuleTable(
        entries.stream().map(Entry::rule).toArray(Rule[]::new),
        checks,
        demands(checks),
        exemptions(entries),
        masks);
  }

  private static Stream<Entry> entries(Rule rule, List<Revision> revisions) {
    return IntStream.range(0, revisions.size())
        .mapToObj(
            i ->
                new Entry(
                    rule,
                    revisions.get(i),
                    revisions.stream().skip(i + 1L).map(Revision::since).findFirst()));
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
        validateOverrides(rule, revision, rules);
      }
      for (EarlierCode code : rule.earlierCode()) {
        validateOverrides(rule, code.revision(), rules);
      }
    }
  }

  private static void validateOverrides(Rule rule, Revision revision, List<Rule> rules) {
    for (Rule overridden : revision.overrides()) {
      checkArgument(
          rules.contains(overridden),
          "rule \"%s\" overrides \"%s\", which is not a rule of this policy",
          rule.id(),
          overridden.id());
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
}
