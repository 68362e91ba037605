package io.github.pss4j.cli.check;

import static io.github.pss4j.cli.check.Text.visible;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.UpgradeEffect;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/**
 * A report for people: what is wrong, where, and what would be right, in the manner of a compiler.
 * Verdicts go to one stream, problems to another. Not thread-safe.
 */
public final class TextReport implements Report {
  private static final int WIDTH = 100;

  private final String asked;
  private final PrintStream out;
  private final PrintStream err;
  private final Colors colors;
  private final Colors errorColors;

  /** The line before is one of several about allowed workloads. */
  private boolean inParagraph;

  /** A report without colours to these streams, which are not closed. */
  public TextReport(LevelVersion policy, PrintStream out, PrintStream err) {
    this(policy.toString(), out, Colors.OFF, err, Colors.OFF);
  }

  /**
   * A report to these streams, which are not closed.
   *
   * @param asked by what the pods are judged, as {@code restricted:latest}
   */
  public TextReport(
      String asked, PrintStream out, Colors colors, PrintStream err, Colors errorColors) {
    this.asked = asked;
    this.out = out;
    this.colors = colors;
    this.err = err;
    this.errorColors = errorColors;
  }

  @Override
  public void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn) {
    String place = colors.bold(visible(workload.file()) + ":" + workload.line() + ":");
    String title = place + " " + visible(workload.toString()) + " ";
    if (evaluation.allowed()) {
      line(title + colors.green("is allowed"));
      inParagraph = true;
      return;
    }
    if (inParagraph) {
      line("");
      inParagraph = false;
    }
    line(title + colors.red("violates " + asked));
    ImmutableMap<FieldPath, Integer> lines =
        workload.linesOf(
            evaluation.violations().stream()
                .flatMap(violation -> violation.findings().stream())
                .map(Finding::path)
                .toList());
    for (Violation violation : evaluation.violations()) {
      line("  " + colors.bold(violation.control()) + ": " + visible(violation.reason()));
      if (!violation.detail().isEmpty()) {
        line("    " + visible(violation.detail()));
      }
      for (Finding finding : violation.findings()) {
        show(workload, finding, lines, filledIn.contains(finding));
      }
    }
    line("");
  }

  private void show(
      Workload workload,
      Finding finding,
      ImmutableMap<FieldPath, Integer> lines,
      boolean filledIn) {
    String path = visible(workload.pathOf(finding.path()).toString());
    String place = "      line " + lines.get(finding.path()) + ": ";
    String actual = finding.actual().map(Text::value).orElse("absent");
    String indent = " ".repeat(place.length());
    String origin = filledIn ? " (filled in by the API server)" : "";
    String facts = "is %s%s, must be %s".formatted(visible(actual), origin, finding.allowed());
    line(colors.faint(place) + path);
    line(indent + wrap(facts, indent));
  }

  /** Breaks a line at spaces where it would be too long. */
  private static String wrap(String text, String indent) {
    StringBuilder out = new StringBuilder();
    int column = indent.length();
    for (String word : text.split(" ", -1)) {
      if (out.isEmpty()) {
        out.append(word);
      } else if (column + 1 + word.length() > WIDTH) {
        out.append('\n').append(indent).append(word);
        column = indent.length() - 1;
      } else {
        out.append(' ').append(word);
      }
      column += 1 + word.length();
    }
    return out.toString();
  }

  @Override
  public void upgraded(Workload workload, Version release, UpgradeEffect effect) {
    if (inParagraph) {
      line("");
      inParagraph = false;
    }
    String place = colors.bold(visible(workload.file()) + ":" + workload.line() + ":");
    String verdict =
        switch (effect.kind()) {
          case NEWLY_DENIED -> colors.red("is newly denied");
          case NEWLY_ALLOWED -> colors.green("is newly allowed");
          case OTHER_WORDS -> "is denied in other words";
          case NONE -> "is judged as before";
        };
    line(place + " " + visible(workload.toString()) + " " + verdict + " on " + release);
    for (UpgradeEffect.ControlChange change : effect.changes()) {
      String what =
          switch (change.kind()) {
            case NEWLY_DENIED -> "newly denied";
            case NEWLY_ALLOWED -> "newly allowed";
            case OTHER_WORDS, NONE -> "in other words";
          };
      line("  " + colors.bold(change.control()) + ": " + what);
      for (UpgradeEffect.Cause cause : change.causes()) {
        line("    " + wrap(visible(cause.toString()), "    "));
      }
    }
    line("");
  }

  @Override
  public void notJudged(Unjudged unjudged) {
    if (inParagraph) {
      line("");
      inParagraph = false;
    }
    String place = colors.bold(visible(unjudged.file()) + ":" + unjudged.line() + ":");
    line(place + " " + visible(unjudged.kind().toString()) + " " + colors.red("is not judged"));
    line(
        "  "
            + visible(unjudged.path().isEmpty() ? "the object" : unjudged.path())
            + " looks like a pod, but the kind is not known");
    line("");
  }

  @Override
  public void failed(Problem problem) {
    String place = visible(problem.file()) + ":";
    if (problem.line() > 0) {
      place += problem.line() + ":" + problem.column() + ":";
    }
    out.flush();
    err.print(errorColors.red(place) + " " + visible(problem.message()) + "\n");
  }

  @Override
  public void finished(Summary summary, Skipped skipped) {
    StringBuilder text = new StringBuilder("checked ").append(count(summary.checked(), "workload"));
    text.append(" at ").append(asked).append(": ");
    text.append(colors.green(number(summary.allowed()) + " allowed")).append(", ");
    text.append(colors.red(number(summary.violating()) + " violating"));
    if (summary.notJudged() > 0) {
      text.append(", ").append(colors.red(number(summary.notJudged()) + " not judged"));
    }
    if (summary.newlyDenied() > 0) {
      text.append("; ").append(colors.red(number(summary.newlyDenied()) + " newly denied"));
    }
    if (summary.skipped() > 0) {
      text.append("; skipped ").append(count(summary.skipped(), "object")).append(" without a pod");
    }
    if (summary.errors() > 0) {
      text.append("; ").append(colors.red(count(summary.errors(), "error")));
    }
    line((inParagraph ? "\n" : "") + text);
    for (Skipped.OfKind kind : skipped.kinds()) {
      String place = visible(kind.file()) + ":" + kind.line();
      line(
          "  skipped %s %s, %s %s"
              .formatted(
                  number(kind.count()),
                  visible(kind.kind().toString()),
                  kind.count() == 1 ? "at" : "the first at",
                  place));
    }
  }

  private static String count(int count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String text) {
    out.print(text + "\n");
  }
}
