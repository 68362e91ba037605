package io.github.pss4j.cli;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Version;
import io.github.pss4j.cli.check.Problem;
import io.github.pss4j.cli.check.Report;
import io.github.pss4j.cli.check.Skipped;
import io.github.pss4j.cli.check.Summary;
import io.github.pss4j.cli.check.Unjudged;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.UpgradeEffect;
import java.util.Locale;
import java.util.Set;

/**
 * A report with one line on the terminal that tells how far a long check is; without that line if
 * standard error is no terminal. Where the report goes to the same terminal, the line stands below
 * it.
 */
final class Progress implements Report {
  private static final int FIRST = 1_000;
  private static final int STEP = 100;
  private static final String CLEAR = "\r\033[K";

  private final Console console;
  private final Report report;
  private int checked;
  private boolean shown;

  Progress(Console console, Report report) {
    this.console = console;
    this.report = report;
  }

  @Override
  public void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn) {
    beforeOutput();
    report.judged(workload, evaluation, filledIn);
    checked++;
    int step = console.outIsTerminal() ? 1 : STEP;
    if (console.errIsTerminal() && checked >= FIRST && checked % step == 0) {
      console.out().flush();
      console.err().print(String.format(Locale.ROOT, "%schecked %,d …", CLEAR, checked));
      shown = true;
    }
  }

  @Override
  public void upgraded(Workload workload, Version release, UpgradeEffect effect) {
    beforeOutput();
    report.upgraded(workload, release, effect);
  }

  @Override
  public void notJudged(Unjudged unjudged) {
    beforeOutput();
    report.notJudged(unjudged);
  }

  @Override
  public void failed(Problem problem) {
    clear();
    report.failed(problem);
  }

  @Override
  public void finished(Summary summary, Skipped skipped) {
    clear();
    report.finished(summary, skipped);
  }

  /** What goes to standard output comes in the way of the line only on the same terminal. */
  private void beforeOutput() {
    if (console.outIsTerminal()) {
      clear();
    }
  }

  private void clear() {
    if (shown) {
      console.err().print(CLEAR);
      shown = false;
    }
  }
}
