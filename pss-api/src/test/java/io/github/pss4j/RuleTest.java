package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Rule.EarlierCode;
import io.github.pss4j.Rule.GatedExemption;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTest {
  private static final Check CHECK = pod -> CheckResult.passed();
  private static final FeatureGate GATE = FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;

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

  @Test
  void olderReleasesMayHaveJudgedByOtherCode() {
    Check old = pod -> CheckResult.passed();
    Check older = pod -> CheckResult.passed();
    Rule b = Rule.baseline("b").since(0, CHECK).build();
    Rule rule =
        Rule.restricted("r")
            .since(3, CHECK, b)
            .beforeRelease(20, "other words", old, b)
            .beforeRelease(10, "nothing is overridden", older)
            .since(15, CHECK)
            .build();
    Revision today = new Revision(Version.of(3), CHECK, Optional.empty(), ImmutableSet.of(b));
    Revision since15 = new Revision(Version.of(15), CHECK, Optional.empty(), ImmutableSet.of());
    Revision before20 = new Revision(Version.of(3), old, Optional.empty(), ImmutableSet.of(b));
    Revision before10 = new Revision(Version.of(3), older, Optional.empty(), ImmutableSet.of());
    assertEquals(List.of(today, since15), rule.revisions());
    assertEquals(List.of(today, since15), rule.revisionsIn(Version.latest(), Set.of()));
    assertEquals(List.of(today, since15), rule.revisionsIn(Version.of(20), Set.of()));
    assertEquals(List.of(before20, since15), rule.revisionsIn(Version.of(19), Set.of()));
    assertEquals(List.of(before20, since15), rule.revisionsIn(Version.of(15), Set.of()));
    assertEquals(List.of(before20), rule.revisionsIn(Version.of(14), Set.of()));
    assertEquals(List.of(before20), rule.revisionsIn(Version.of(10), Set.of()));
    assertEquals(List.of(before10), rule.revisionsIn(Version.of(9), Set.of()));
    assertEquals(List.of(before10), rule.revisionsIn(Version.of(3), Set.of()));
    assertEquals(List.of(), rule.revisionsIn(Version.of(2), Set.of()));
    assertEquals(
        List.of(
            new EarlierCode(Version.of(20), "other words", before20),
            new EarlierCode(Version.of(10), "nothing is overridden", before10)),
        rule.earlierCode());
    assertEquals(List.of(), rule.gatedExemptions());
  }

  @Test
  void aGateMayExemptPodsInTheReleasesThatHaveIt() {
    CheckResult failed =
        CheckResult.builder()
            .with(Finding.of(Subject.pod(), null, Allowed.absent()))
            .build("r", findings -> "");
    Predicate<Pod> pods = pod -> "a".equals(pod.metadata().name());
    Rule rule = Rule.baseline("b").since(0, pod -> failed).exemptingBehind(GATE, 31, pods).build();
    for (long release = 28; release <= 36; release++) {
      Revision off = rule.revisionsIn(Version.of(release), Set.of()).get(0);
      Revision on = rule.revisionsIn(Version.of(release), Set.of(GATE)).get(0);
      boolean exempt = release >= 31 && release <= 34;
      assertSame(failed, off.judge(named("a")));
      assertSame(failed, on.judge(named("b")));
      assertSame(exempt ? CheckResult.passed() : failed, on.judge(named("a")));
    }
    assertEquals(
        List.of(new GatedExemption(GATE, Version.of(31), Version.of(0), pods)),
        rule.gatedExemptions());
  }

  @Test
  void aRevisionThatOnlyExemptsHasTheOlderCodeToo() {
    CheckResult failed =
        CheckResult.builder()
            .with(Finding.of(Subject.pod(), null, Allowed.absent()))
            .build("r", findings -> "");
    Check old = pod -> failed;
    Rule rule =
        Rule.baseline("b")
            .since(3, CHECK)
            .beforeRelease(33, "other words", old)
            .beforeRelease(30, "still others", pod -> CheckResult.passed())
            .exemptingBehind(GATE, 29, pod -> "gated".equals(pod.metadata().name()))
            .exempting(30, pod -> "a".equals(pod.metadata().name()))
            .exempting(35, pod -> "b".equals(pod.metadata().name()))
            .build();
    Revision since30 = rule.revisionsIn(Version.of(32), Set.of(GATE)).get(1);
    assertEquals(Version.of(30), since30.since());
    assertSame(old, since30.check());
    assertSame(CheckResult.passed(), since30.judge(named("a")));
    assertSame(CheckResult.passed(), since30.judge(named("gated")));
    assertSame(failed, since30.judge(named("b")));
    assertEquals(
        List.of("v1.33 v1.3", "v1.30 v1.3", "v1.33 v1.30"),
        rule.earlierCode().stream()
            .map(code -> code.before() + " " + code.revision().since())
            .toList());
    assertEquals(
        List.of(Version.of(3), Version.of(30)),
        rule.gatedExemptions().stream().map(GatedExemption::since).toList());
  }

  @Test
  void olderCodeGoesBackInTime() {
    assertEquals(
        "rule \"b\" must have a revision before it can have other code",
        refusal(() -> Rule.baseline("b").beforeRelease(9, "", CHECK)));
    assertEquals(
        "the earlier code of rule \"b\" must go back in time, but v1.9 follows v1.9",
        refusal(
            () ->
                Rule.baseline("b")
                    .since(0, CHECK)
                    .beforeRelease(9, "", CHECK)
                    .beforeRelease(9, "", CHECK)));
    assertEquals(
        "a release before v1.9 does not know a revision since v1.9",
        refusal(() -> Rule.baseline("b").since(9, CHECK).beforeRelease(9, "", CHECK)));
    assertEquals(
        "earlier code must end before a numbered release",
        refusal(
            () ->
                new EarlierCode(
                    Version.latest(),
                    "",
                    Rule.baseline("b").since(0, CHECK).build().revisions().get(0))));
    assertEquals(
        "baseline rule \"b\" must not override another rule",
        refusal(
            () ->
                Rule.baseline("b")
                    .since(0, CHECK)
                    .beforeRelease(9, "", CHECK, Rule.baseline("c").since(0, CHECK).build())));
  }

  @Test
  void onlyAReleaseWithTheGateExemptsBehindIt() {
    assertEquals(
        "rule \"b\" must have a revision before it can exempt pods",
        refusal(() -> Rule.baseline("b").exemptingBehind(GATE, 29, pod -> true)));
    assertEquals(
        "release v1.28 has no feature gate UserNamespacesPodSecurityStandards",
        refusal(() -> Rule.baseline("b").since(0, CHECK).exemptingBehind(GATE, 28, pod -> true)));
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

  @Test
  void aRevisionTellsWhomItExempts() {
    Rule rule =
        Rule.baseline("b")
            .since(0, CHECK)
            .exempting(3, pod -> Boolean.FALSE.equals(pod.spec().hostUsers()))
            .build();
    assertEquals(Optional.empty(), rule.revisions().get(0).exemption());
    Pod exempt = Pod.builder().spec(PodSpec.builder().hostUsers(false).build()).build();
    assertEquals(true, rule.revisions().get(1).exemption().orElseThrow().test(exempt));
  }
}
