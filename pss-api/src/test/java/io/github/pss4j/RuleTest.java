package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTest {
  private static final Check CHECK = pod -> CheckResult.passed();

  private static String refusal(Executable executable) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void tellsItsHistory() {
    Rule b = Rule.baseline("b").since(0, CHECK).build();
    Rule c = Rule.baseline("c").since(0, CHECK).build();
    Rule rule = Rule.restricted("r").since(3, CHECK, b).since(Version.of(7), CHECK, b, c).build();
    assertEquals("r", rule.id());
    assertEquals(Level.RESTRICTED, rule.level());
    assertEquals("r (restricted)", rule.toString());
    assertEquals(
        List.of(
            new Revision(Version.of(3), CHECK, Optional.empty(), ImmutableSet.of(b)),
            new Revision(Version.of(7), CHECK, Optional.empty(), ImmutableSet.of(b, c))),
        rule.revisions());
    assertEquals("b (baseline)", b.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "v1.3, v1.3",
    "v1.6, v1.3",
    "v1.7, v1.7",
    "v1.8, v1.7",
    "v1.999, v1.7",
    "latest, v1.7"
  })
  void aRevisionHoldsUntilTheNext(String version, String since) {
    Rule rule = Rule.baseline("b").since(3, CHECK).since(7, CHECK).build();
    assertEquals(
        Optional.of(Version.parse(since)),
        rule.revisionAt(Version.parse(version)).map(Revision::since));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0", "v1.2"})
  void nothingHoldsBeforeTheFirst(String version) {
    Rule rule = Rule.baseline("b").since(3, CHECK).since(7, CHECK).build();
    assertEquals(Optional.empty(), rule.revisionAt(Version.parse(version)));
  }

  @Test
  void needsAnId() {
    assertEquals("the id of a rule must not be empty", refusal(() -> Rule.baseline("")));
    assertEquals("the id of a rule must not be empty", refusal(() -> Rule.restricted("")));
  }

  @Test
  void needsARevision() {
    Rule.Builder builder = Rule.baseline("b");
    assertEquals("rule \"b\" must have at least one revision", refusal(builder::build));
  }

  @Test
  void needsRevisionsInOrder() {
    Rule.Builder builder = Rule.baseline("b").since(7, CHECK);
    assertEquals(
        "revisions of rule \"b\" must be in ascending order, but v1.7 follows v1.7",
        refusal(() -> builder.since(7, CHECK)));
    assertEquals(
        "revisions of rule \"b\" must be in ascending order, but v1.3 follows v1.7",
        refusal(() -> builder.since(3, CHECK)));
  }

  @Test
  void needsNumberedVersions() {
    assertEquals(
        "a revision must begin at a numbered version",
        refusal(() -> Rule.baseline("b").since(Version.latest(), CHECK)));
    assertEquals(
        "minor version must not be negative, but is -1",
        refusal(() -> Rule.baseline("b").since(-1, CHECK)));
  }

  @Test
  void onlyARestrictedRuleOverrides() {
    Rule c = Rule.baseline("c").since(0, CHECK).build();
    assertEquals(
        "baseline rule \"b\" must not override another rule",
        refusal(() -> Rule.baseline("b").since(0, CHECK, c)));
  }

  @Test
  void onlyABaselineRuleIsOverridden() {
    Rule s = Rule.restricted("s").since(0, CHECK).build();
    assertEquals(
        "rule \"r\" must override baseline rules only, but \"s\" is a restricted rule",
        refusal(() -> Rule.restricted("r").since(0, CHECK, s)));
  }

  @Test
  void aLaterRevisionMayExemptPods() {
    CheckResult failed =
        CheckResult.builder()
            .with(Finding.of(Subject.pod(), null, Allowed.absent()))
            .build("r", findings -> "");
    Rule b = Rule.baseline("b").since(0, CHECK).build();
    Check check = pod -> failed;
    Rule rule =
        Rule.restricted("r")
            .since(3, check, b)
            .exempting(5, pod -> "a".equals(pod.metadata().name()))
            .exempting(Version.of(7), pod -> "b".equals(pod.metadata().name()))
            .build();
    List<Revision> revisions = rule.revisions();
    assertEquals(
        List.of(Version.of(3), Version.of(5), Version.of(7)),
        revisions.stream().map(Revision::since).toList());
    for (Revision revision : revisions) {
      assertSame(check, revision.check());
      assertEquals(ImmutableSet.of(b), revision.overrides());
      assertSame(failed, revision.judge(named("c")));
    }
    assertSame(failed, revisions.get(0).judge(named("a")));
    assertSame(CheckResult.passed(), revisions.get(1).judge(named("a")));
    assertSame(failed, revisions.get(1).judge(named("b")));
    assertSame(CheckResult.passed(), revisions.get(2).judge(named("a")));
    assertSame(CheckResult.passed(), revisions.get(2).judge(named("b")));
  }

  private static Pod named(String name) {
    return Pod.builder()
        .metadata(ObjectMeta.builder().name(name).build())
        .spec(PodSpec.builder().build())
        .build();
  }

  @Test
  void onlyALaterRevisionExempts() {
    assertEquals(
        "rule \"b\" must have a revision before it can exempt pods",
        refusal(() -> Rule.baseline("b").exempting(0, pod -> true)));
    assertEquals(
        "revisions of rule \"b\" must be in ascending order, but v1.7 follows v1.7",
        refusal(() -> Rule.baseline("b").since(7, CHECK).exempting(7, pod -> true)));
  }
}
