package io.github.pss4j.cli.check;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.policy.ReleaseUpgrade;
import io.github.pss4j.policy.UpgradeEffect;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.GroupKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A check of manifests: judges what stands in its inputs, one after the other, tells a report, and
 * counts. Not thread-safe.
 *
 * <p>What cannot be read is told and counted like all else and keeps nothing behind it from being
 * checked. An input in which there is no object at all is an error: it is more often a mistake than
 * an empty input, and nothing was checked.
 */
public final class ManifestCheck {
  private final Policy policy;
  private final ManifestReader reader = new ManifestReader();
  private final LevelVersion levelVersion;
  private final Version release;
  private final Optional<ReleaseUpgrade> upgrade;
  private final boolean asIs;
  private final Function<Path, String> names;
  private final Report report;
  private final Skipped skipped = new Skipped();
  private Summary summary = Summary.NOTHING;

  /**
   * A check at that level and version.
   *
   * @param asIs whether pods are judged as they are written, without what the API server fills in
   * @param names what a file or directory is called in the report
   */
  public ManifestCheck(
      LevelVersion levelVersion, boolean asIs, Function<Path, String> names, Report report) {
    this(levelVersion, StandardRules.newestVersion(), Optional.empty(), asIs, names, report);
  }

  /**
   * The same as a cluster of a release would.
   *
   * @param release from {@link StandardRules#oldestRelease()} to {@link
   *     StandardRules#newestVersion()}
   * @param upgrade the upgrade of that cluster whose effects are to be told, too
   */
  public ManifestCheck(
      LevelVersion levelVersion,
      Version release,
      Optional<ReleaseUpgrade> upgrade,
      boolean asIs,
      Function<Path, String> names,
      Report report) {
    this.policy = PodSecurity.builder().emulateRelease(release).build();
    this.levelVersion = levelVersion;
    this.release = release;
    this.upgrade = upgrade;
    this.asIs = asIs;
    this.names = names;
    this.report = report;
  }

  /**
   * Checks an input that is called so: files, and directories with all manifests in them and below.
   */
  public void check(String name, Collection<Path> paths) {
    Summary before = summary;
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Manifests.in(path, this::read, this::fail);
      } else {
        read(path);
      }
    }
    failIfNothingSince(before, name);
  }

  /** Checks an input that is called so and comes from a stream, which is not closed. */
  public void check(String name, InputStream in) {
    Summary before = summary;
    read(in, name);
    failIfNothingSince(before, name);
  }

  private void failIfNothingSince(Summary before, String name) {
    if (summary.equals(before)) {
      fail(Problem.of(name, "has no object in it; nothing was checked"));
    }
  }

  private void read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      read(in, names.apply(file));
    } catch (IOException e) {
      fail(file, e);
    }
  }

  private void read(InputStream in, String name) {
    ManifestHandler handler =
        new ManifestHandler() {
          @Override
          public void workload(Workload workload) {
            judge(workload);
          }

          @Override
          public void skipped(GroupKind kind, int line) {
            summary = summary.plusSkipped();
            skipped.add(kind, name, line);
          }

          @Override
          public void notJudged(GroupKind kind, String path, int line) {
            summary = summary.plusNotJudged();
            report.notJudged(new Unjudged(name, line, kind, path));
          }

          @Override
          public void invalid(InvalidDocumentException problem) {
            fail(Problem.of(name, problem));
          }
        };
    try {
      reader.read(in, name, handler);
    } catch (IOException e) {
      fail(Problem.of(name, e));
    }
  }

  private void judge(Workload workload) {
    Pod pod = asIs ? workload.pod() : workload.asAdmitted(release);
    Evaluation evaluation = policy.evaluate(levelVersion, pod);
    summary = summary.plusChecked(evaluation.allowed());
    report.judged(workload, evaluation, filledIn(workload, pod, evaluation));
    upgrade.ifPresent(it -> tellEffect(it, workload));
  }

  private void tellEffect(ReleaseUpgrade upgraded, Workload workload) {
    UpgradeEffect effect =
        asIs
            ? upgraded.effectOn(levelVersion, workload.pod())
            : upgraded.effectOn(levelVersion, workload.bearer());
    if (effect.kind() == UpgradeEffect.Kind.NONE) {
      return;
    }
    if (effect.kind() == UpgradeEffect.Kind.NEWLY_DENIED) {
      summary = summary.plusNewlyDenied();
    }
    report.upgraded(workload, upgraded.to(), effect);
  }

  /** The findings that there would not be if the pod were judged as it is written. */
  private Set<Finding> filledIn(Workload workload, Pod pod, Evaluation evaluation) {
    if (evaluation.allowed() || pod.equals(workload.pod())) {
      return Set.of();
    }
    Set<Finding> findings = findings(evaluation);
    findings.removeAll(findings(policy.evaluate(levelVersion, workload.pod())));
    return findings;
  }

  private static Set<Finding> findings(Evaluation evaluation) {
    Set<Finding> findings = new HashSet<>();
    evaluation.violations().forEach(violation -> findings.addAll(violation.findings()));
    return findings;
  }

  private void fail(Path path, IOException e) {
    fail(Problem.of(names.apply(path), e));
  }

  /** Counts and tells what could not be read. */
  public void fail(Problem problem) {
    summary = summary.plusError();
    report.failed(problem);
  }

  /** All inputs have been checked: tells the report, and how many there were of each. */
  public Summary finish() {
    report.finished(summary, skipped);
    return summary;
  }
}
