package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckResultTest {
  private static final FieldPath FIELD = FieldPath.of("hostNetwork");
  private static final Allowed ALLOWED = Allowed.anyOf(false).orAbsent();
  private static final Finding NETWORK =
      Finding.of(Subject.pod(), FIELD, FieldValue.of(true), ALLOWED);
  private static final Finding PID =
      Finding.of(Subject.pod(), FieldPath.of("hostPID"), FieldValue.of(true), ALLOWED);

  @Test
  void aPassSaysNothing() {
    CheckResult passed = CheckResult.passed();
    assertTrue(passed.isPassed());
    assertEquals("", passed.reason());
    assertEquals("", passed.detail());
    assertEquals(List.of(), passed.findings());
    assertEquals("passed", passed.toString());
  }

  @Test
  void whatFindsNothingIsTheSharedPass() {
    CheckResult.Builder none = CheckResult.builder();
    assertTrue(none.isEmpty());
    assertSame(none, CheckResult.builder());
    assertSame(CheckResult.passed(), none.build("reason", findings -> "detail"));
    assertSame(CheckResult.passed(), none.build(findings -> "reason", findings -> "detail"));
  }

  @Test
  void keepsTheOrderOfTheFindings() {
    CheckResult result =
        CheckResult.builder()
            .with(Subject.pod(), FIELD, FieldValue.of(true), ALLOWED)
            .with(PID)
            .with(NETWORK)
            .build("host namespaces", findings -> findings.size() + " of " + findings.get(1));
    assertFalse(result.isPassed());
    assertEquals(List.of(NETWORK, PID, NETWORK), result.findings());
    assertEquals("host namespaces", result.reason());
    assertEquals("3 of spec.hostPID is true, allowed: false, or absent", result.detail());
    assertEquals(
        "host namespaces (3 of spec.hostPID is true, allowed: false, or absent)",
        result.toString());
  }

  @Test
  void theReasonMayDependOnTheFindings() {
    CheckResult result =
        CheckResult.builder().with(PID).build(findings -> "r" + findings.size(), findings -> "");
    assertEquals("r1", result.reason());
    assertEquals("r1", result.toString());
  }

  @Test
  void aBuilderStaysAsItIs() {
    CheckResult.Builder one = CheckResult.builder().with(NETWORK);
    CheckResult.Builder pid = one.with(PID);
    CheckResult.Builder network = one.with(NETWORK);
    assertTrue(CheckResult.builder().isEmpty());
    assertEquals(List.of(NETWORK), one.build("", findings -> "").findings());
    assertEquals(List.of(NETWORK, PID), pid.build("", findings -> "").findings());
    assertEquals(List.of(NETWORK, NETWORK), network.build("", findings -> "").findings());
  }

  @Test
  void wordsTheDetailOnlyWhenAsked() {
    List<String> asked = new ArrayList<>();
    CheckResult result =
        CheckResult.failed(
            "r",
            List.of(NETWORK),
            findings -> {
              asked.add("detail");
              return "d";
            });
    assertEquals("r", result.reason());
    assertEquals(List.of(NETWORK), result.findings());
    assertEquals(List.of(), asked);
    assertEquals("d", result.detail());
    assertEquals(List.of("detail"), asked);
  }

  @Test
  void aFailureFindsSomething() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> CheckResult.failed("too bad", List.of(), findings -> ""));
    assertEquals("a check that a pod fails must name at least one finding", refused.getMessage());
  }

  @Test
  void equalIfTheySayTheSame() {
    CheckResult result = CheckResult.failed("r", List.of(NETWORK), findings -> "d");
    CheckResult same = CheckResult.builder().with(NETWORK).build("r", findings -> "d");
    assertEquals(result, same);
    assertEquals(result.hashCode(), same.hashCode());
    assertNotEquals(result, CheckResult.failed("s", List.of(NETWORK), findings -> "d"));
    assertNotEquals(result, CheckResult.failed("r", List.of(PID), findings -> "d"));
    assertNotEquals(result, CheckResult.failed("r", List.of(NETWORK), findings -> "e"));
    assertNotEquals(result, CheckResult.passed());
    assertFalse(result.equals((Object) "r"));
  }
}
