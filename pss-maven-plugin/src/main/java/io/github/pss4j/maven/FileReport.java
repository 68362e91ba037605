package io.github.pss4j.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.cli.check.JsonReport;
import io.github.pss4j.cli.check.Problem;
import io.github.pss4j.cli.check.Report;
import io.github.pss4j.cli.check.Skipped;
import io.github.pss4j.cli.check.Summary;
import io.github.pss4j.cli.check.TextReport;
import io.github.pss4j.cli.check.Unjudged;
import io.github.pss4j.jackson.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What another report is told, and a file beside it: JSON if its name ends so, else text. */
final class FileReport implements Report {
  private final Report report;
  private final Report inFile;
  private final Path file;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  FileReport(Report report, LevelVersion policy, Path file) {
    this.report = report;
    this.file = file;
    if (file.toString().endsWith(".json")) {
      inFile = new JsonReport(written);
    } else {
      PrintStream out = new PrintStream(written, true, UTF_8);
      inFile = new TextReport(policy, out, out);
    }
  }

  @Override
  public void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn) {
    report.judged(workload, evaluation, filledIn);
    inFile.judged(workload, evaluation, filledIn);
  }

  @Override
  public void notJudged(Unjudged unjudged) {
    report.notJudged(unjudged);
    inFile.notJudged(unjudged);
  }

  @Override
  public void failed(Problem problem) {
    report.failed(problem);
    inFile.failed(problem);
  }

  @Override
  public void finished(Summary summary, Skipped skipped) {
    report.finished(summary, skipped);
    inFile.finished(summary, skipped);
  }

  /** Writes the file, once all is told. */
  void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, written.toByteArray());
  }
}
