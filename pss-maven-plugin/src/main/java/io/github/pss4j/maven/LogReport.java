package io.github.pss4j.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.cli.check.Problem;
import io.github.pss4j.cli.check.Report;
import io.github.pss4j.cli.check.Skipped;
import io.github.pss4j.cli.check.Summary;
import io.github.pss4j.cli.check.TextReport;
import io.github.pss4j.cli.check.Unjudged;
import io.github.pss4j.jackson.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/** A report in the text of the command line to Maven's log: what must be mended is an error. */
final class LogReport implements Report {
  private final Log log;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final TextReport text;

  LogReport(LevelVersion policy, Log log) {
    PrintStream out = new PrintStream(written, true, UTF_8);
    this.log = log;
    this.text = new TextReport(policy, out, out);
  }

  @Override
  public void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn) {
    text.judged(workload, evaluation, filledIn);
    logTo(evaluation.allowed() ? log::info : log::error);
  }

  @Override
  public void notJudged(Unjudged unjudged) {
    text.notJudged(unjudged);
    logTo(log::error);
  }

  @Override
  public void failed(Problem problem) {
    text.failed(problem);
    logTo(log::error);
  }

  @Override
  public void finished(Summary summary, Skipped skipped) {
    text.finished(summary, skipped);
    logTo(log::info);
  }

  /** Logs what the text report has written since, line by line, without the empty ones. */
  private void logTo(Consumer<CharSequence> level) {
    written.toString(UTF_8).lines().filter(line -> !line.isEmpty()).forEach(level);
    written.reset();
  }
}
