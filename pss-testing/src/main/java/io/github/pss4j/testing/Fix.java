package io.github.pss4j.testing;

import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy.Impact;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.remediation.PatchOperation;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import io.github.pss4j.workload.PodBearer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What to change in an object that fails, and what is left to decide. Immutable and thread-safe.
 */
final class Fix {
  private static final int LONGEST_VALUE = 400;

  /** Strings that YAML reads as they stand, unless they are one of the words below. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

  private static final Set<String> NO_STRINGS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final PodBearer object;
  private final Remediation remediation;

  private Fix(PodBearer object, Remediation remediation) {
    this.object = object;
    this.remediation = remediation;
  }

  /** What makes an object meet a level and version, except for some controls. */
  static Fix of(PodBearer object, Policy policy, LevelVersion levelVersion, Set<String> excepted) {
    return of(object, object, policy, levelVersion, excepted);
  }

  /**
   * The same where another object than the one that is to be changed is judged.
   *
   * @param judged its pod is the same
   */
  static Fix of(
      PodBearer object,
      PodBearer judged,
      Policy policy,
      LevelVersion levelVersion,
      Set<String> excepted) {
    Policy asked = excepted.isEmpty() ? policy : new Excepting(policy, excepted);
    return new Fix(object, Remediator.of(asked).remediate(levelVersion, judged));
  }

  /**
   * A policy that passes over some controls. What an exception allows must stay as it is, even
   * where a change for another control would set it along with the rest.
   */
  private record Excepting(Policy policy, Set<String> controls) implements Policy {
    @Override
    public Evaluation evaluate(Level level, Version version, Pod pod) {
      Evaluation evaluation = policy.evaluate(level, version, pod);
      return Evaluation.of(
          evaluation.levelVersion(),
          evaluation.violations().stream()
              .filter(violation -> !controls.contains(violation.control()))
              .toList());
    }

    @Override
    public Assessment assess(Pod pod) {
      throw new UnsupportedOperationException("only one verdict at a time is asked for");
    }

    @Override
    public Version newestVersion() {
      return policy.newestVersion();
    }
  }

  /**
   * Appends what to change and what to decide, each if there is anything.
   *
   * @param namesVersion whether to say at which version this helps
   */
  void appendTo(StringBuilder out, boolean namesVersion) {
    String when = namesVersion ? " at " + remediation.before().version() : "";
    appendChanges(out, when);
    appendDecisions(out, when);
  }

  private void appendChanges(StringBuilder out, String when) {
    List<PatchOperation> operations = remediation.operations();
    if (operations.isEmpty()) {
      return;
    }
    boolean isSafe = operations.stream().allMatch(operation -> operation.impact() == Impact.SAFE);
    out.append("\n  To fix it").append(when);
    out.append(isSafe ? ":\n" : ", which may change how the program runs:\n");
    for (PatchOperation operation : operations) {
      String value =
          operation.value().map(it -> ": " + Words.cut(yaml(it), LONGEST_VALUE)).orElse("");
      String note = operation.impact() == Impact.SAFE ? " (as it runs anyway)" : "";
      String path = Words.visible(object.pathOf(operation.path()).toString());
      Words.appendWrapped(out, "    ", operation.type() + " " + path + value + note);
    }
  }

  private void appendDecisions(StringBuilder out, String when) {
    Map<String, StringJoiner> pathsByAdvice = new LinkedHashMap<>();
    for (Remediation.Manual manual : remediation.manual()) {
      pathsByAdvice
          .computeIfAbsent(manual.advice(), advice -> new StringJoiner(", "))
          .add(Words.visible(object.pathOf(manual.finding().path()).toString()));
    }
    if (pathsByAdvice.isEmpty()) {
      return;
    }
    out.append("\n  For you to decide").append(when).append(":\n");
    pathsByAdvice.forEach(
        (advice, paths) ->
            Words.appendWrapped(
                out, "    ", paths + (advice.isEmpty() ? "" : ": " + Words.visible(advice))));
  }

  /** The value as YAML writes it on one line. */
  private static String yaml(Object value) {
    if (value instanceof Map<?, ?> fields) {
      StringJoiner out = new StringJoiner(", ", "{", "}");
      fields.forEach((name, field) -> out.add(yaml(name) + ": " + yaml(field)));
      return out.toString();
    }
    if (value instanceof List<?> elements) {
      StringJoiner out = new StringJoiner(", ", "[", "]");
      elements.forEach(element -> out.add(yaml(element)));
      return out.toString();
    }
    String text = value.toString();
    boolean isPlain =
        PLAIN.matcher(text).matches() && !NO_STRINGS.contains(text.toLowerCase(Locale.ROOT));
    return isPlain || !(value instanceof String)
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
