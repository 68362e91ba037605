package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that differ hash differently, so that sets and maps of them stay fast. */
final class HashCodesTest {
  private static final FieldPath FIELD = FieldPath.of("ports").index(0).field("hostPort");
  private static final Allowed NONE = Allowed.absent();

  private static CheckResult failed(String reason, Subject subject) {
    return CheckResult.failed(
        reason, List.of(Finding.of(subject, FIELD, FieldValue.of(80), NONE)), findings -> "");
  }

  private static Violation violation(String id) {
    Rule rule = Rule.baseline(id).since(0, pod -> CheckResult.passed()).build();
    return Violation.of(rule, failed("r", Subject.pod()));
  }

  static Stream<Arguments> different() {
    return Stream.of(
        arguments(
            "paths",
            List.of(
                FieldPath.of("a"),
                FieldPath.of("b"),
                FieldPath.of("a").field("b"),
                FieldPath.of("b").field("a"),
                FieldPath.of("a").key("b"),
                FieldPath.of("a").index(0),
                FieldPath.of("a").index(1),
                FieldPath.of("a").index(1).index(0))),
        arguments("versions", List.of(Version.latest(), Version.of(0), Version.of(1))),
        arguments(
            "levels at versions",
            List.of(
                LevelVersion.parse("baseline:latest"),
                LevelVersion.parse("restricted:latest"),
                LevelVersion.parse("restricted:v1.0"))),
        arguments(
            "subjects", List.of(Subject.pod(), Subject.annotation("a"), Subject.annotation("b"))),
        arguments(
            "allowed",
            List.of(NONE, Allowed.anyOf(1), Allowed.anyOf(2), Allowed.anyOf(1).orAbsent())),
        arguments(
            "findings",
            List.of(
                Finding.of(Subject.pod(), FIELD, FieldValue.of(1), NONE),
                Finding.of(Subject.pod(), FIELD, FieldValue.of(2), NONE),
                Finding.of(Subject.annotation("a"), FIELD, FieldValue.of(1), NONE))),
        arguments(
            "results",
            List.of(
                CheckResult.passed(),
                failed("r", Subject.pod()),
                failed("s", Subject.pod()),
                failed("r", Subject.annotation("a")))),
        arguments("violations", List.of(violation("a"), violation("b"))),
        arguments(
            "evaluations",
            List.of(
                Evaluation.of(LevelVersion.parse("baseline:v1.0"), ImmutableList.of()),
                Evaluation.of(LevelVersion.parse("baseline:v1.1"), ImmutableList.of()),
                Evaluation.of(
                    LevelVersion.parse("baseline:v1.1"), ImmutableList.of(violation("a"))))));
  }

  @ParameterizedTest
  @MethodSource("different")
  void valuesThatDifferHashDifferently(String what, List<?> values) {
    assertEquals(values.size(), values.stream().map(Object::hashCode).distinct().count(), what);
  }
}
