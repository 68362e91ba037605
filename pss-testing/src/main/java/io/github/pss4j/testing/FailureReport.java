package io.github.pss4j.testing;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong, in one text; not thread-safe. */
final class FailureReport {
  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_DETAIL = 400;
  private static final int LONGEST_MESSAGE = 4_000;

  private final List<String> sections = new ArrayList<>();

  /** How many objects were judged. */
  private final int judged;

  private int objects;
  private int problems;
  private int others;

  FailureReport(int judged) {
    this.judged = judged;
  }

  /** Adds what is wrong with objects, each of which may be there several times in a row. */
  FailureReport verdicts(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      sections.add(section(verdict));
    }
    objects = (int) verdicts.stream().map(Verdict::object).distinct().count();
    return this;
  }

  /** Adds what could not be judged. */
  FailureReport problems(List<Problem> more) {
    more.forEach(problem -> sections.add(problem.text()));
    problems += more.size();
    return this;
  }

  /** Adds something else that is wrong. */
  FailureReport other(String text) {
    StringBuilder out = new StringBuilder();
    Words.appendWrapped(out, "", Words.visible(text));
    sections.add(out.toString());
    others++;
    return this;
  }

  /**
   * Fails if there is anything to report.
   *
   * @param about what was asked for: {@code restricted:v1.35}
   */
  void failIfAny(String about) {
    if (!sections.isEmpty()) {
      AssertionError failure = new AssertionError(text(about));
      failure.setStackTrace(withoutThisPackage(failure.getStackTrace()));
      throw failure;
    }
  }

  /** The stack of a failure from the caller's own code on, which is where a reader looks first. */
  private static StackTraceElement[] withoutThisPackage(StackTraceElement[] stack) {
    String here = FailureReport.class.getPackageName() + ".";
    return Arrays.stream(stack)
        .dropWhile(
            frame ->
                frame.getClassName().startsWith(here)
                    && frame.getClassName().indexOf('.', here.length()) < 0)
        .toArray(StackTraceElement[]::new);
  }

  private String text(String about) {
    StringBuilder out = new StringBuilder();
    if (sections.size() > 1 || judged > 1) {
      String separator = "";
      if (objects > 0) {
        out.append(objects).append(" of ").append(Words.count(judged, "object"));
        out.append(" with a pod ").append(objects == 1 ? "violates " : "violate ").append(about);
        separator = "; ";
      }
      if (problems > 0) {
        out.append(separator).append(Words.count(problems, "problem"));
        out.append(" kept manifests from being judged");
        separator = "; ";
      }
      if (others > 0) {
        out.append(separator).append(Words.count(others, "expectation"));
        out.append(others == 1 ? " does not hold" : " do not hold");
      }
      out.append("\n\n");
    }
    return out.append(String.join("\n", sections)).toString().stripTrailing();
  }

  private static String section(Verdict verdict) {
    StringBuilder out = new StringBuilder();
    Candidate object = verdict.object();
    out.append(object.title()).append(' ').append(verdict.headline()).append('\n');
    Candidate.Source source = object.source();
    ImmutableMap<FieldPath, Place> places =
        source == null
            ? ImmutableMap.of()
            : source
                .workload()
                .placesOf(
                    verdict.violations().stream()
                        .flatMap(violation -> violation.findings().stream())
                        .map(Finding::path)
                        .toList());
    for (Violation violation : verdict.violations()) {
      String versions = verdict.versions().get(violation.control());
      out.append('\n');
      Words.appendWrapped(
          out,
          "  ",
          violation.control()
              + (versions == null ? "" : " from " + versions)
              + ": "
              + Words.cut(Words.withShortWords(violation.toString()), LONGEST_DETAIL));
      for (Finding finding : violation.findings()) {
        append(out, object, finding, places.get(finding.path()));
      }
    }
    Fix fix = verdict.fix();
    if (fix != null) {
      fix.appendTo(out, !verdict.versions().isEmpty());
    }
    if (!verdict.message().isEmpty()) {
      out.append("\n  The API server says:\n");
      Words.appendWrapped(
          out, "    ", Words.cut(Words.withShortWords(verdict.message()), LONGEST_MESSAGE));
    }
    return out.toString();
  }

  private static void append(
      StringBuilder out, Candidate object, Finding finding, @Nullable Place place) {
    Candidate.Source source = object.source();
    String path = Words.visible(object.bearer().pathOf(finding.path()).toString());
    if (source == null || place == null) {
      Words.appendWrapped(out, "    ", path + " " + facts(finding, false));
      return;
    }
    String file = Words.visible(source.workload().file());
    Snippet snippet = Snippet.of(source.text(), place, "      ");
    String where = "    " + file + ":" + snippet.line() + ":";
    boolean fitsLine = Columns.of(where) + 1 + Columns.of(path) <= Words.WIDTH;
    out.append(where).append(fitsLine ? " " : "\n      ").append(path).append('\n');
    boolean isFilledIn = !place.found() && finding.actual().isPresent();
    snippet.appendTo(out, facts(finding, isFilledIn));
  }

  private static String facts(Finding finding, boolean isFilledIn) {
    String actual = finding.actual().map(FailureReport::value).orElse("absent");
    return "is %s%s, must be %s"
        .formatted(
            Words.cut(actual, LONGEST_VALUE),
            isFilledIn ? " (filled in by the API server)" : "",
            finding.allowed());
  }

  private static String value(FieldValue value) {
    return value instanceof FieldValue.ObjectValue ? "present" : value.toString();
  }
}
