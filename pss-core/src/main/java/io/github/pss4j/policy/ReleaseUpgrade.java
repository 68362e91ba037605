package io.github.pss4j.policy;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.UpgradeEffect.Cause;
import io.github.pss4j.policy.UpgradeEffect.ControlChange;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.PodBearer;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The way of a cluster from one release to a newer one, and what changes for pods while the labels
 * of their namespace stay: which are newly denied or allowed, which get other words, and why.
 *
 * <pre>{@code
 * ReleaseUpgrade upgrade = ReleaseUpgrade.between(Version.of(28), Version.of(35));
 * UpgradeEffect effect = upgrade.effectOn(LevelVersion.parse("restricted:latest"), deployment);
 * }</pre>
 *
 * <p>It is about the standard rules, with all feature gates off. Immutable and thread-safe.
 */
public final class ReleaseUpgrade {
  /** The releases on the way, both ends included, each with its policy. */
  private final ImmutableList<Stop> stops;

  private record Stop(Version release, Policy policy) {}

  private ReleaseUpgrade(ImmutableList<Stop> stops) {
    this.stops = stops;
  }

  /**
   * The upgrade from one release to another.
   *
   * @throws IllegalArgumentException if one of them is not a release that the rules know, {@link
   *     StandardRules#oldestRelease()} to {@link StandardRules#newestVersion()}, or the second is
   *     not the newer one
   */
  public static ReleaseUpgrade between(Version from, Version to) {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    for (Version release : ImmutableList.of(from, to)) {
      checkArgument(
          !StandardRules.oldestRelease().isNewerThan(release)
              && !release.isNewerThan(StandardRules.newestVersion()),
          "an upgrade is from and to a release of %s to %s, but one is %s",
          StandardRules.oldestRelease(),
          StandardRules.newestVersion(),
          release);
    }
    checkArgument(
        to.isNewerThan(from),
        "an upgrade must lead to a newer release, but %s follows %s",
        to,
        from);
    return new ReleaseUpgrade(
        LongStream.rangeClosed(from.minor(), to.minor())
            .mapToObj(Version::of)
            .map(it -> new Stop(it, PodSecurity.builder().emulateRelease(it).build()))
            .collect(toImmutableList()));
  }

  /** The release that the cluster has. */
  public Version from() {
    return stops.get(0).release();
  }

  /** The release that the cluster gets. */
  public Version to() {
    return stops.get(stops.size() - 1).release();
  }

  /** What changes for a pod that both releases are given as it is, as an AdmissionReview has it. */
  public UpgradeEffect effectOn(LevelVersion policy, Pod pod) {
    requireNonNull(policy, "policy");
    requireNonNull(pod, "pod");
    return effectOn(policy, release -> pod);
  }

  /**
   * What changes for an object of a manifest, of which each release drops the fields that it does
   * not have and in which it fills in its own defaults.
   *
   * @see PodBearer#asAdmitted(Version)
   */
  public UpgradeEffect effectOn(LevelVersion policy, PodBearer bearer) {
    requireNonNull(policy, "policy");
    requireNonNull(bearer, "bearer");
    return effectOn(policy, bearer::asAdmitted);
  }

  private UpgradeEffect effectOn(LevelVersion asked, Function<Version, Pod> admitted) {
    Evaluation before = judge(stops.get(0), asked, admitted);
    Evaluation after = judge(stops.get(stops.size() - 1), asked, admitted);
    ImmutableList<ControlChange> changes =
        Stream.concat(before.violations().stream(), after.violations().stream())
            .map(Violation::control)
            .distinct()
            .filter(control -> !words(before, control).equals(words(after, control)))
            .map(
                control ->
                    new ControlChange(
                        control,
                        violation(before, control),
                        violation(after, control),
                        causes(control, asked, admitted)))
            .collect(toImmutableList());
    return new UpgradeEffect(before, after, changes);
  }

  private static Evaluation judge(Stop stop, LevelVersion asked, Function<Version, Pod> admitted) {
    return stop.policy().evaluate(asked, admitted.apply(stop.release()));
  }

  private static Optional<Violation> violation(Evaluation evaluation, String control) {
    return evaluation.violations().stream()
        .filter(violation -> violation.control().equals(control))
        .findFirst();
  }

  /** What is said about a control; empty if nothing is. */
  private static String words(Evaluation evaluation, String control) {
    return violation(evaluation, control).map(Violation::toString).orElse("");
  }

  /** Each step on the way that changed what is said about a control. */
  private ImmutableList<Cause> causes(
      String control, LevelVersion asked, Function<Version, Pod> admitted) {
    ImmutableList.Builder<Cause> causes = ImmutableList.builder();
    for (int i = 1; i < stops.size(); i++) {
      Stop earlier = stops.get(i - 1);
      Stop later = stops.get(i);
      String before = words(judge(earlier, asked, admitted), control);
      if (!before.equals(words(judge(later, asked, admitted), control))) {
        Pod pod = admitted.apply(earlier.release());
        if (before.equals(words(later.policy().evaluate(asked, pod), control))) {
          causes.add(Cause.admission(later.release()));
        } else if (before.equals(
            words(later.policy().evaluate(capped(asked, earlier.release()), pod), control))) {
          causes.add(Cause.policy(later.release(), control));
        } else {
          causes.add(Cause.code(later.release(), control));
        }
      }
    }
    return causes.build();
  }

  private static LevelVersion capped(LevelVersion asked, Version release) {
    return asked.version().isNewerThan(release) ? LevelVersion.of(asked.level(), release) : asked;
  }

  /** The two releases: {@code v1.28 to v1.35}. */
  @Override
  public String toString() {
    return from() + " to " + to();
  }
}
