package io.github.pss4j;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  private static final Finding FINDING =
      Finding.of(
          Subject.pod(),
          FieldPath.of("hostNetwork"),
          FieldValue.of(true),
          Allowed.anyOf(false).orAbsent());
  private static final Violation NAMESPACES =
      violation(Rule.baseline("hostNamespaces"), "host namespaces", "hostNetwork=true");
  private static final Violation PORTS =
      violation(Rule.restricted("ports"), "hostPort", "container \"a\" uses hostPort 80");
  private static final Violation WITHOUT_DETAIL = violation(Rule.baseline("x"), "too bad", "");

  private static Violation violation(Rule.Builder rule, String reason, String detail) {
    return Violation.of(
        rule.since(0, pod -> CheckResult.passed()).build(),
        CheckResult.failed(reason, List.of(FINDING), findings -> detail));
  }

  private static Evaluation evaluation(String version, Violation... violations) {
    return Evaluation.of(Level.RESTRICTED, Version.parse(version), List.of(violations));
  }

  @Test
  void allowed() {
    Evaluation evaluation = evaluation("v1.35");
    assertTrue(evaluation.allowed());
    assertEquals(Level.RESTRICTED, evaluation.level());
    assertEquals(Version.of(35), evaluation.version());
    assertEquals(LevelVersion.of(Level.RESTRICTED, Version.of(35)), evaluation.levelVersion());
    assertEquals(
        evaluation, Evaluation.of(LevelVersion.of(Level.RESTRICTED, Version.of(35)), List.of()));
    assertEquals(List.of(), evaluation.violations());
    assertEquals("", evaluation.reason());
    assertEquals("", evaluation.detail());
    assertEquals(Optional.empty(), evaluation.violatesMessage());
    assertEquals(Optional.empty(), evaluation.wouldViolateMessage());
    assertEquals("restricted:v1.35: allowed", evaluation.toString());
  }

  @Test
  void joinsReasonsAndDetails() {
    Evaluation evaluation = evaluation("v1.35", NAMESPACES, PORTS, WITHOUT_DETAIL);
    assertFalse(evaluation.allowed());
    assertEquals(List.of(NAMESPACES, PORTS, WITHOUT_DETAIL), evaluation.violations());
    assertEquals("host namespaces, hostPort, too bad", evaluation.reason());
    assertEquals(
        "host namespaces (hostNetwork=true), hostPort (container \"a\" uses hostPort 80), too bad",
        evaluation.detail());
    assertEquals("too bad", evaluation("latest", WITHOUT_DETAIL).detail());
    assertEquals(
        "too bad, host namespaces (hostNetwork=true)",
        evaluation("latest", WITHOUT_DETAIL, NAMESPACES).detail());
  }

  @Test
  void saysItAsTheApiServerDoes() {
    assertEquals(
        Optional.of(
            "violates PodSecurity \"restricted:v1.35\": host namespaces (hostNetwork=true), too bad"),
        evaluation("v1.35", NAMESPACES, WITHOUT_DETAIL).violatesMessage());
    assertEquals(
        Optional.of(
            "would violate PodSecurity \"restricted:latest\": host namespaces (hostNetwork=true)"),
        evaluation("latest", NAMESPACES).wouldViolateMessage());
    assertEquals(
        Optional.of("violates PodSecurity \"baseline:v1.99\": too bad"),
        Evaluation.of(Level.BASELINE, Version.of(99), List.of(WITHOUT_DETAIL)).violatesMessage());
  }

  @Test
  void aViolationTellsItsParts() {
    assertEquals("ports", PORTS.control());
    assertEquals(Level.RESTRICTED, PORTS.level());
    assertEquals("hostPort", PORTS.reason());
    assertEquals("container \"a\" uses hostPort 80", PORTS.detail());
    assertEquals(List.of(FINDING), PORTS.findings());
    assertEquals("hostPort (container \"a\" uses hostPort 80)", PORTS.toString());
    assertEquals("too bad", WITHOUT_DETAIL.toString());
  }

  @Test
  void aFindingTellsItsParts() {
    assertEquals("spec.hostNetwork is true, allowed: false, or absent", FINDING.toString());
    assertEquals(Optional.of(FieldValue.of(true)), FINDING.actual());
    assertEquals(Optional.of(FieldPath.of("hostNetwork")), FINDING.field());
    Finding whole = Finding.of(Subject.annotation("k"), null, Allowed.described("a word"));
    assertEquals("metadata.annotations[k] is absent, allowed: a word", whole.toString());
    assertEquals(Optional.empty(), whole.actual());
    assertEquals(Optional.empty(), whole.field());
    assertEquals("/metadata/annotations/k", whole.path().pointer());
  }

  @Test
  void aViolationIsNoPass() {
    Rule rule = Rule.baseline("x").since(0, pod -> CheckResult.passed()).build();
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> Violation.of(rule, CheckResult.passed()));
    assertEquals("a pod that passes does not violate rule \"x\"", refused.getMessage());
  }

  @Test
  void equalIfTheySayTheSame() {
    Violation same = violation(Rule.restricted("ports"), "hostPort", PORTS.detail());
    assertEquals(PORTS, same);
    assertEquals(PORTS.hashCode(), same.hashCode());
    assertNotEquals(PORTS, violation(Rule.baseline("ports"), "hostPort", PORTS.detail()));
    assertNotEquals(PORTS, violation(Rule.restricted("port"), "hostPort", PORTS.detail()));
    assertNotEquals(PORTS, violation(Rule.restricted("ports"), "hostPorts", PORTS.detail()));
    assertNotEquals(PORTS, violation(Rule.restricted("ports"), "hostPort", ""));
    assertFalse(PORTS.equals((Object) "hostPort"));

    assertEquals(evaluation("v1.1", PORTS), evaluation("v1.1", same));
    assertEquals(evaluation("v1.1", PORTS).hashCode(), evaluation("v1.1", same).hashCode());
    assertNotEquals(evaluation("v1.1", PORTS), evaluation("v1.2", PORTS));
    assertNotEquals(evaluation("v1.1", PORTS), evaluation("v1.1"));
    assertNotEquals(evaluation("v1.1"), Evaluation.of(Level.BASELINE, Version.of(1), List.of()));
    assertFalse(evaluation("v1.1").equals((Object) "allowed"));
  }

  @Test
  void findingsAreValues() {
    Allowed allowed = Allowed.anyOf(1);
    FieldPath field = FieldPath.of("f");
    List<Finding> different =
        List.of(
            Finding.of(Subject.pod(), field, FieldValue.of(1), allowed),
            Finding.of(Subject.pod(), field, FieldValue.of(2), allowed),
            Finding.of(Subject.pod(), field, null, allowed),
            Finding.of(Subject.pod(), FieldPath.of("g"), FieldValue.of(1), allowed),
            Finding.of(Subject.pod(), FieldValue.of(1), allowed),
            Finding.of(Subject.annotation("a"), field, FieldValue.of(1), allowed),
            Finding.of(Subject.pod(), field, FieldValue.of(1), allowed.orAbsent()));
    assertEquals(different.size(), Set.copyOf(different).size());
    assertEquals(
        different.get(0), Finding.of(Subject.pod(), field, FieldValue.of(1), Allowed.anyOf(1)));
    assertEquals(
        different.get(0).hashCode(),
        Finding.of(Subject.pod(), field, FieldValue.of(1), Allowed.anyOf(1)).hashCode());
    assertFalse(different.get(0).equals((Object) "f"));
  }

  @Test
  void aFindingSaysWhatItIsAboutAndWhatMightStandThere() {
    Finding finding =
        Finding.of(Subject.annotation("a"), FieldPath.of("b"), FieldValue.of(1), Allowed.anyOf(0));
    assertEquals(Subject.annotation("a"), finding.subject());
    assertEquals(Allowed.anyOf(0), finding.allowed());
  }

  @Test
  void namesTheFirstFindingsAndHowManyMore() {
    Violation ports = portsViolation("80", "81", "82");
    Evaluation evaluation = evaluation("v1.35", NAMESPACES, ports);
    assertSame(evaluation, evaluation.abridged(3, 6));
    assertEquals(
        Optional.of(
            "violates PodSecurity \"restricted:v1.35\": host namespaces (hostNetwork=true),"
                + " hostPort (80 81, and 1 more)"),
        evaluation.abridged(2, 6).violatesMessage());
    assertEquals(
        "hostPort (80, and 2 more)", evaluation.abridged(3, 3).violations().get(1).toString());
    assertEquals(
        "hostPort (3 findings, too long to be named)",
        evaluation.abridged(3, 1).violations().get(1).toString());
    assertFalse(evaluation.abridged(1, 1).allowed());
    assertThrows(IllegalArgumentException.class, () -> evaluation.abridged(0, 1));
    assertThrows(IllegalArgumentException.class, () -> evaluation.abridged(1, 0));
  }

  private static Violation portsViolation(String... ports) {
    return Violation.of(
        Rule.restricted("ports").since(0, pod -> CheckResult.passed()).build(),
        CheckResult.failed(
            "hostPort",
            Stream.of(ports)
                .map(
                    port ->
                        Finding.of(
                            Subject.pod(),
                            FieldPath.of("port"),
                            FieldValue.of(port),
                            Allowed.anyOf(false).orAbsent()))
                .toList(),
            findings ->
                findings.stream()
                    .map(it -> ((FieldValue.Text) it.actual().orElseThrow()).value())
                    .collect(joining(" "))));
  }
}
