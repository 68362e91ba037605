package io.github.pss4j.benchmarks;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and writes the table of {@code docs/benchmarks.md}, ratios and targets
 * included. Takes the options of JMH.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -cp pss-benchmarks/target/benchmarks.jar io.github.pss4j.benchmarks.Report
 * }</pre>
 */
final class Report {
  private static final String HEADER =
      """
      | what | µs/op | B/op | ratio | target |
      |---|---:|---:|---|---|
      """;

  /**
   * A line of the table.
   *
   * @param measured the benchmark, with its pods
   * @param floor the benchmark to divide by; null for none
   */
  private record Row(String what, String measured, @Nullable String floor, String target) {
    String render(Map<String, RunResult> results) {
      double nanos = nanos(measured, results);
      String ratio =
          floor == null
              ? ""
              : format("%.2f × %s", nanos / nanos(floor, results), floor.replace('_', ' '));
      return format(
          "| %s | %.3f | %,.0f | %s | %s |%n",
          what, nanos / 1_000, bytes(measured, results), ratio, target);
    }
  }

  private static final ImmutableList<Row> ROWS =
      ImmutableList.of(
          new Row("hand-fused check, passing pods", "fused PASSING", null, ""),
          new Row("evaluate, passing pods", "evaluate PASSING", "fused PASSING", "2 ×, 0 B"),
          new Row("assess, passing pods", "assess PASSING", "evaluate PASSING", "3 ×"),
          new Row("hand-fused check, failing pods", "fused FAILING", null, ""),
          new Row("evaluate, failing pods", "evaluate FAILING", null, ""),
          new Row("assess, failing pods", "assess FAILING", "evaluate FAILING", "2.5 ×"),
          new Row("evaluate with detail, 3 violations", "detail", null, "1.5 µs"),
          new Row("Jackson scan, distinct pods", "scan DISTINCT", null, ""),
          new Row(
              "Jackson scan, distinct pods, names not canonical",
              "scanWithoutCanonicalNames DISTINCT",
              null,
              ""),
          new Row(
              "JSON to model, distinct pods",
              "read DISTINCT",
              "scanWithoutCanonicalNames DISTINCT",
              ""),
          new Row(
              "JSON to verdict, distinct pods",
              "verdict DISTINCT",
              "scanWithoutCanonicalNames DISTINCT",
              "0.3 ×, 6 KB"),
          new Row("Jackson scan, repeated pods", "scan REPEATED", null, ""),
          new Row(
              "Jackson scan, repeated pods, names not canonical",
              "scanWithoutCanonicalNames REPEATED",
              null,
              ""),
          new Row(
              "JSON to model, repeated pods",
              "read REPEATED",
              "scanWithoutCanonicalNames REPEATED",
              ""),
          new Row(
              "JSON to verdict, repeated pods",
              "verdict REPEATED",
              "scanWithoutCanonicalNames REPEATED",
              "0.3 ×"),
          new Row("Jackson scan, reviews of distinct pods", "scanReview", null, ""),
          new Row(
              "AdmissionReview to answer, distinct pods",
              "review",
              "verdict DISTINCT",
              "1.3 × plus 3 µs and 8 KB"),
          new Row("pods of a list, each alone", "podsAlone", null, ""),
          new Row("the list, held in memory", "heldList", "podsAlone", "1.3 ×"),
          new Row("a longer list, through a window", "streamedList", "podsAlone", "1.3 ×"),
          new Row("dry run over 3,000 pods", "dryRun", null, "5,000 µs"));

  private Report() {}

  /** Takes the options of JMH. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Map<String, RunResult> results = new HashMap<>();
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(args)).addProfiler(GCProfiler.class);
    for (RunResult result : new Runner(options.build()).run()) {
      results.put(key(result), result);
    }
    StringBuilder table = new StringBuilder(HEADER);
    ROWS.forEach(row -> table.append(row.render(results)));
    System.out.println(table);
  }

  private static String key(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    String pods = result.getParams().getParam("pods");
    return pods == null ? method : method + " " + pods;
  }

  private static double nanos(String benchmark, Map<String, RunResult> results) {
    return result(benchmark, results).getPrimaryResult().getScore();
  }

  private static double bytes(String benchmark, Map<String, RunResult> results) {
    return requireNonNull(
            result(benchmark, results).getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }

  private static RunResult result(String benchmark, Map<String, RunResult> results) {
    return requireNonNull(results.get(benchmark), benchmark);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
