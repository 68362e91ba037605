package io.github.pss4j.cli;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Judges what stands in the inputs, one after the other, and counts. */
final class Checking {
  private final Policy policy;
  private final ManifestReader reader = new ManifestReader();
  private final Level level;
  private final Version version;
  private final Version release;
  private final boolean asIs;
  private final Report report;
  private final Progress progress;
  private final Skipped skipped = new Skipped();
  private Summary summary = Summary.NOTHING;

  /**
   * A check at that level and version.
   *
   * @param release the release of the cluster whose answers are wanted
   * @param asIs whether pods are judged as they are written
   */
  Checking(
      Level level,
      Version version,
      Version release,
      boolean asIs,
      Report report,
      Progress progress) {
    this.policy = PodSecurity.builder().emulateRelease(release).build();
    this.level = level;
    this.version = version;
    this.release = release;
    this.asIs = asIs;
    this.report = report;
    this.progress = progress;
  }

  /** How many there were so far. */
  Summary summary() {
    return summary;
  }

  /** Checks a file. */
  void check(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      check(in, file.toString());
    } catch (IOException e) {
      fail(file, e);
    }
  }

  /** Checks what comes from a stream that is called so. */
  void check(InputStream in, String name) {
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
            progress.beforeOutput();
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
      fail(Problem.of(name, problem(e)));
    }
  }

  private void judge(Workload workload) {
    Pod pod = asIs ? workload.pod() : workload.asAdmitted(release);
    Evaluation evaluation = policy.evaluate(level, version, pod);
    summary = summary.plusChecked(evaluation.allowed());
    progress.beforeOutput();
    report.judged(workload, evaluation, filledIn(workload, pod, evaluation));
    progress.checked(summary.checked());
  }

  /** The findings that there would not be if the pod were judged as it is written. */
  private Set<Finding> filledIn(Workload workload, Pod pod, Evaluation evaluation) {
    if (evaluation.allowed() || pod.equals(workload.pod())) {
      return Set.of();
    }
    Set<Finding> findings = findings(evaluation);
    findings.removeAll(findings(policy.evaluate(level, version, workload.pod())));
    return findings;
  }

  private static Set<Finding> findings(Evaluation evaluation) {
    Set<Finding> findings = new HashSet<>();
    evaluation.violations().forEach(violation -> findings.addAll(violation.findings()));
    return findings;
  }

  /** A file or directory could not be read. */
  void fail(Path path, IOException e) {
    fail(Problem.of(path.toString(), problem(e)));
  }

  /** Something could not be read. */
  void fail(Problem problem) {
    summary = summary.plusError();
    progress.clear();
    report.failed(problem);
  }

  /** All inputs have been checked. */
  Summary finish() {
    progress.clear();
    report.finished(summary, skipped);
    return summary;
  }

  /** What is wrong with a file or directory, in words. */
  private static String problem(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return "cannot be read: " + e.getMessage();
  }
}
