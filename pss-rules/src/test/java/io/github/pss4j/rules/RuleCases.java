package io.github.pss4j.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** The table of named cases of one revision of a rule: each holds at every version of the table. */
final class RuleCases {
  private final Rule rule;
  private final List<Version> versions;
  private final List<DynamicTest> tests = new ArrayList<>();

  private RuleCases(Rule rule, List<Version> versions) {
    this.rule = rule;
    this.versions = versions;
  }

  /** A table for versions such as {@code v1.0} and {@code latest}. */
  static RuleCases at(Rule rule, String... versions) {
    return new RuleCases(rule, Stream.of(versions).map(Version::parse).toList());
  }

  /** The control says nothing yet. */
  RuleCases unknown() {
    for (Version version : versions) {
      tests.add(
          dynamicTest(
              version + ": no revision",
              () -> assertEquals(Optional.empty(), rule.revisionAt(version))));
    }
    return this;
  }

  RuleCases passes(String name, Pod pod) {
    for (Version version : versions) {
      tests.add(
          dynamicTest(
              version + ": " + name,
              () -> assertSame(CheckResult.passed(), check(rule, version.toString(), pod))));
    }
    return this;
  }

  RuleCases fails(String name, Pod pod, String reason, String detail) {
    for (Version version : versions) {
      tests.add(
          dynamicTest(
              version + ": " + name,
              () -> {
                CheckResult result = check(rule, version.toString(), pod);
                assertFalse(result.isPassed());
                assertEquals(detail, result.detail());
                assertEquals(reason, result.reason());
              }));
    }
    return this;
  }

  Stream<DynamicTest> stream() {
    return tests.stream();
  }

  /** What a finding says, for comparison with {@link #seen}. */
  record Seen(
      Subject.Kind kind,
      int index,
      String name,
      String path,
      String pointer,
      @Nullable FieldValue actual,
      String allowed) {}

  /** What a rule finds in a pod. */
  static List<Seen> seen(Rule rule, String version, Pod pod) {
    return check(rule, version, pod).findings().stream().map(RuleCases::seen).toList();
  }

  private static Seen seen(Finding finding) {
    Subject subject = finding.subject();
    return new Seen(
        subject.kind(),
        subject.index(),
        subject.name(),
        finding.path().toString(),
        finding.path().pointer(),
        finding.actual().orElse(null),
        finding.allowed().toString());
  }

  private static CheckResult check(Rule rule, String version, Pod pod) {
    return rule.revisionAt(Version.parse(version)).orElseThrow().judge(pod);
  }
}
