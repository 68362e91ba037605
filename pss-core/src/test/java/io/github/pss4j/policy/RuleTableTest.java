package io.github.pss4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Allowed;
import io.github.pss4j.Assessment;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.rules.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiler of the table, with rules that always object and whose reasons tell who they are. */
final class RuleTableTest {
  private static final Pod POD = Pod.builder().spec(PodSpec.builder().build()).build();
  private static final Version LATEST = Version.latest();

  /** Objects to every pod, with that reason. */
  private static Check says(String reason) {
    Finding finding = Finding.of(Subject.pod(), null, Allowed.described("another"));
    return pod -> CheckResult.failed(reason, List.of(finding), findings -> "");
  }

  /** Notes that it was asked, and never objects. */
  private static Check asks(String name, List<String> asked) {
    return pod -> {
      asked.add(name);
      return CheckResult.passed();
    };
  }

  private static Rule baseline(String id) {
    return Rule.baseline(id).since(0, says(id)).build();
  }

  private static Rule restricted(String id, Rule... overrides) {
    return Rule.restricted(id).since(0, says(id), overrides).build();
  }

  private static Policy compile(int newest, Rule... rules) {
    return RuleCompiler.compile(List.of(rules), Version.of(newest), LATEST, Set.of());
  }

  private static String judge(Policy policy, Level level, String version) {
    Evaluation evaluation = policy.evaluate(level, Version.parse(version), POD);
    assertEquals(evaluation, policy.assess(POD).evaluation(level, Version.parse(version)));
    LevelVersion levelVersion = LevelVersion.of(level, Version.parse(version));
    assertEquals(evaluation, policy.evaluate(levelVersion, POD));
    assertEquals(evaluation, policy.assess(POD).evaluation(levelVersion));
    assertEquals(evaluation.allowed(), policy.assess(POD).allowed(levelVersion));
    assertEquals(levelVersion, evaluation.levelVersion());
    assertEquals(Version.parse(version), evaluation.version());
    assertEquals(level, evaluation.level());
    return evaluation.reason();
  }

  private static String refusal(Version release, Rule... rules) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> RuleCompiler.compile(List.of(rules), Version.of(3), release, Set.of()))
            .getMessage());
  }

  @Test
  void privilegedHasNoControl() {
    Policy policy = compile(3, baseline("b"), restricted("r"));
    assertEquals("", judge(policy, Level.PRIVILEGED, "v1.0"));
    assertEquals("", judge(policy, Level.PRIVILEGED, "latest"));
  }

  @Test
  void noRulesAllowEverything() {
    Policy policy = compile(0);
    assertEquals("", judge(policy, Level.RESTRICTED, "v1.0"));
    assertEquals(Level.RESTRICTED, policy.assess(POD).strictestLevel(LATEST));
    assertEquals(Version.of(0), policy.newestVersion());
  }

  @Test
  void baselineByIdThenRestrictedById() {
    Policy policy =
        compile(
            3,
            restricted("a"),
            baseline("seccompProfile"),
            baseline("hostProbes"),
            restricted("B"),
            baseline("seLinuxOptions"),
            baseline("hostPorts"));
    String baseline = "hostPorts, hostProbes, seLinuxOptions, seccompProfile";
    assertEquals(baseline, judge(policy, Level.BASELINE, "latest"));
    assertEquals(baseline + ", B, a", judge(policy, Level.RESTRICTED, "latest"));
  }

  @Test
  void idsSortByTheBytesOfUtf8() {
    Policy policy = compile(3, baseline("\ud83d\ude00"), baseline("\ufffd"));
    assertEquals("\ufffd, \ud83d\ude00", judge(policy, Level.BASELINE, "latest"));
  }

  @ParameterizedTest
  @CsvSource({"v1.0, ''", "v1.2, ''", "v1.3, three", "v1.6, three", "v1.7, seven", "latest, seven"})
  void aRevisionHoldsUntilTheNext(String version, String expected) {
    Policy policy =
        compile(9, Rule.baseline("b").since(3, says("three")).since(7, says("seven")).build());
    assertEquals(expected, judge(policy, Level.BASELINE, version));
    assertEquals(expected, judge(policy, Level.RESTRICTED, version));
    assertEquals("", judge(policy, Level.PRIVILEGED, version));
  }

  @ParameterizedTest
  @CsvSource({
    "v1.1, 'b, c', 'b, c'",
    "v1.2, 'b, c', 'c, r2'",
    "v1.3, 'b, c', 'c, r2'",
    "v1.4, 'b, c', 'b, r4'",
    "v1.5, 'b, c', 'b, c, r5'",
    "latest, 'b, c', 'b, c, r5'"
  })
  void anOverrideLastsAsLongAsItsRevision(String version, String atBaseline, String atRestricted) {
    Rule b = baseline("b");
    Rule c = baseline("c");
    Rule rule =
        Rule.restricted("r")
            .since(2, says("r2"), b)
            .since(4, says("r4"), c)
            .since(5, says("r5"))
            .build();
    Policy policy = compile(9, b, c, rule);
    assertEquals(atBaseline, judge(policy, Level.BASELINE, version));
    assertEquals(atRestricted, judge(policy, Level.RESTRICTED, version));
  }

  @Test
  void oneRuleMayOverrideSeveralAndSeveralOne() {
    Rule a = baseline("a");
    Rule b = baseline("b");
    Policy policy = compile(3, a, b, baseline("c"), restricted("r", a, b), restricted("s", b));
    assertEquals("c, r, s", judge(policy, Level.RESTRICTED, "latest"));
    assertEquals("a, b, c", judge(policy, Level.BASELINE, "latest"));
  }

  @Test
  void aRuleThatIsNotYetThereMayBeOverridden() {
    Rule late = Rule.baseline("late").since(5, says("late")).build();
    Policy policy = compile(9, late, restricted("r", late));
    assertEquals("r", judge(policy, Level.RESTRICTED, "v1.4"));
    assertEquals("r", judge(policy, Level.RESTRICTED, "v1.5"));
    assertEquals("late", judge(policy, Level.BASELINE, "v1.5"));
  }

  @Test
  void newerVersionsAreTheNewest() {
    Policy policy = compile(9, Rule.baseline("b").since(9, says("nine")).build());
    assertEquals(Version.of(9), policy.newestVersion());
    assertEquals("", judge(policy, Level.BASELINE, "v1.8"));
    assertEquals("nine", judge(policy, Level.BASELINE, "v1.9"));
    assertEquals("nine", judge(policy, Level.BASELINE, "v1.10"));
    assertEquals("nine", judge(policy, Level.BASELINE, "v1.9223372036854775807"));
    assertEquals("nine", judge(policy, Level.BASELINE, "latest"));
  }

  @Test
  void newerVersionsPassUnderTheirOwnName() {
    Policy policy = compile(9, Rule.baseline("b").since(0, pod -> CheckResult.passed()).build());
    for (String version : List.of("v1.9", "v1.10", "v1.9223372036854775807", "latest")) {
      assertEquals("", judge(policy, Level.BASELINE, version));
    }
  }

  @Test
  void aLaterRevisionMakesTheNewestVersion() {
    Policy policy = compile(9, Rule.baseline("b").since(12, says("twelve")).build());
    assertEquals(Version.of(12), policy.newestVersion());
    assertEquals("", judge(policy, Level.BASELINE, "v1.11"));
    assertEquals("twelve", judge(policy, Level.BASELINE, "v1.12"));
    assertEquals("twelve", judge(policy, Level.BASELINE, "latest"));
  }

  @Test
  void aReleaseAnswersNewerVersionsAsItsOwn() {
    Rule rule =
        Rule.baseline("b")
            .since(0, says("zero"))
            .since(5, says("five"))
            .since(6, says("six"))
            .since(20, says("twenty"))
            .build();
    Policy policy = RuleCompiler.compile(List.of(rule), Version.of(9), Version.of(5), Set.of());
    assertEquals(Version.of(5), policy.newestVersion());
    assertEquals("zero", judge(policy, Level.BASELINE, "v1.4"));
    assertEquals("five", judge(policy, Level.BASELINE, "v1.5"));
    assertEquals("five", judge(policy, Level.BASELINE, "v1.6"));
    assertEquals("five", judge(policy, Level.BASELINE, "v1.20"));
    assertEquals("five", judge(policy, Level.BASELINE, "latest"));
  }

  @Test
  void aReleaseOlderThanARuleKnowsNothingOfIt() {
    Rule b = baseline("b");
    Rule rule = Rule.restricted("r").since(5, says("r"), b).build();
    Policy policy = RuleCompiler.compile(List.of(rule, b), Version.of(9), Version.of(0), Set.of());
    assertEquals(Version.of(0), policy.newestVersion());
    assertEquals("b", judge(policy, Level.RESTRICTED, "latest"));
  }

  @Test
  void aReleaseNewerThanTheNewestAddsNothing() {
    Policy policy =
        RuleCompiler.compile(List.of(baseline("b")), Version.of(9), Version.of(50), Set.of());
    assertEquals(Version.of(9), policy.newestVersion());
    assertEquals("b", judge(policy, Level.BASELINE, "v1.50"));
  }

  @Test
  void aReleaseJudgesByItsOwnCode() {
    Rule b = baseline("b");
    Rule r =
        Rule.restricted("r")
            .since(0, says("today"), b)
            .beforeRelease(7, "other words", says("old"), b)
            .beforeRelease(4, "b is reported too", says("older"))
            .since(5, says("five"), b)
            .build();
    List<Rule> rules = List.of(b, r);
    for (String expected :
        List.of(
            "v1.3 b, older", "v1.4 old", "v1.5 old", "v1.6 old", "v1.7 today", "latest today")) {
      String release = expected.substring(0, expected.indexOf(' '));
      Policy policy = RuleCompiler.compile(rules, Version.of(9), Version.parse(release), Set.of());
      assertEquals(expected, release + " " + judge(policy, Level.RESTRICTED, "v1.2"));
      assertEquals("b", judge(policy, Level.BASELINE, "v1.2"));
    }
    Policy policy = RuleCompiler.compile(rules, Version.of(9), Version.of(6), Set.of());
    assertEquals("old", judge(policy, Level.RESTRICTED, "v1.4"));
    assertEquals("five", judge(policy, Level.RESTRICTED, "v1.5"));
    assertEquals("five", judge(policy, Level.RESTRICTED, "latest"));
  }

  @Test
  void whatOlderCodeOverridesMustBeARuleToo() {
    Rule rule =
        Rule.restricted("r")
            .since(0, says("r"))
            .beforeRelease(7, "other words", says("old"), baseline("b"))
            .build();
    assertEquals(
        "rule \"r\" overrides \"b\", which is not a rule of this policy", refusal(LATEST, rule));
  }

  @Test
  void tellsWhenTheVerdictTurns() {
    Rule rule =
        Rule.baseline("b")
            .since(2, says("b"))
            .since(3, says("b again"))
            .since(5, pod -> CheckResult.passed())
            .since(7, says("b"))
            .build();
    Assessment assessment = compile(9, rule, restricted("r")).assess(POD);
    assertEquals(
        List.of(Version.of(2), Version.of(5), Version.of(7)), assessment.changes(Level.BASELINE));
    assertEquals(List.of(), assessment.changes(Level.RESTRICTED));
    assertEquals(List.of(), assessment.changes(Level.PRIVILEGED));
    assertEquals(Level.BASELINE, assessment.strictestLevel(Version.of(1)));
    assertEquals(Level.PRIVILEGED, assessment.strictestLevel(Version.of(2)));
    assertEquals(Level.BASELINE, assessment.strictestLevel(Version.of(6)));
    assertEquals(Level.PRIVILEGED, assessment.strictestLevel(LATEST));
    assertTrue(assessment.allowed(Level.BASELINE, Version.of(5)));
    assertFalse(assessment.allowed(Level.BASELINE, LATEST));
  }

  @Test
  void assessAsksEachRevisionOnce() {
    List<String> asked = new ArrayList<>();
    Rule rule =
        Rule.baseline("b").since(0, asks("zero", asked)).since(5, asks("five", asked)).build();
    Assessment assessment = compile(9, rule).assess(POD);
    for (Level level : Level.values()) {
      for (int minor = 0; minor < 12; minor++) {
        assertTrue(assessment.allowed(level, Version.of(minor)));
      }
    }
    assertEquals(List.of("zero", "five"), asked);
  }

  @Test
  void assessAsksACheckOfSeveralRevisionsOnce() {
    List<String> asked = new ArrayList<>();
    Check shared = asks("shared", asked);
    Rule b = Rule.baseline("b").since(0, shared).since(5, asks("five", asked)).build();
    Rule r = Rule.restricted("r").since(7, shared, b).exempting(8, pod -> false).build();
    assertTrue(compile(9, b, r).assess(POD).allowed(Level.RESTRICTED, LATEST));
    assertEquals(List.of("shared", "five"), asked);
  }

  @Test
  void revisionsThatShareACheckFailEachByItself() {
    Check shared = says("shared");
    Rule b = Rule.baseline("b").since(0, shared).since(5, pod -> CheckResult.passed()).build();
    Rule c = Rule.baseline("c").since(3, shared).build();
    Policy policy = compile(9, b, c);
    assertEquals("shared", judge(policy, Level.BASELINE, "v1.2"));
    assertEquals("shared, shared", judge(policy, Level.BASELINE, "v1.4"));
    assertEquals("shared", judge(policy, Level.BASELINE, "v1.5"));
    assertEquals(
        List.of("b", "c"),
        policy.assess(POD).evaluation(Level.BASELINE, Version.of(4)).violations().stream()
            .map(Violation::control)
            .toList());
  }

  @Test
  void anExemptPodPassesUncheckedAndTheOverrideStays() {
    List<String> asked = new ArrayList<>();
    Check check =
        pod -> {
          asked.add("r");
          return says("r").check(pod);
        };
    Rule b = baseline("b");
    Rule r = Rule.restricted("r").since(3, check, b).exempting(5, pod -> true).build();
    Policy policy = compile(9, b, r);
    assertEquals("b", judge(policy, Level.RESTRICTED, "v1.2"));
    assertEquals("r", judge(policy, Level.RESTRICTED, "v1.4"));
    asked.clear();
    assertEquals("", policy.evaluate(Level.RESTRICTED, Version.of(5), POD).reason());
    assertEquals(List.of(), asked);
    assertEquals("", judge(policy, Level.RESTRICTED, "v1.5"));
    assertEquals("b", judge(policy, Level.BASELINE, "v1.5"));
  }

  @Test
  void anExemptionIsOfItsOwnRevisionsOnly() {
    Predicate<Pod> everybody = pod -> true;
    Rule r = Rule.restricted("r").since(0, says("r")).exempting(4, everybody).build();
    Rule s = Rule.restricted("s").since(0, says("s")).exempting(6, everybody).build();
    Rule t = Rule.restricted("t").since(0, says("t")).exempting(6, pod -> false).build();
    Policy policy = compile(9, r, s, t);
    assertEquals("r, s, t", judge(policy, Level.RESTRICTED, "v1.3"));
    assertEquals("s, t", judge(policy, Level.RESTRICTED, "v1.5"));
    assertEquals("t", judge(policy, Level.RESTRICTED, "v1.6"));
  }

  @Test
  void privilegedAsksForNoExemption() {
    Rule r =
        Rule.restricted("r")
            .since(0, says("r"))
            .exempting(
                4,
                pod -> {
                  throw new IllegalStateException("asked in vain");
                })
            .build();
    Policy policy = compile(9, r);
    assertTrue(policy.evaluate(Level.PRIVILEGED, LATEST, POD).allowed());
    assertEquals("r", policy.evaluate(Level.RESTRICTED, Version.of(3), POD).reason());
  }

  @Test
  void saysWhatItIs() {
    assertEquals(
        "policy of 19 rules up to " + StandardRules.newestVersion(),
        PodSecurity.standard().toString());
    assertEquals("policy of 1 rule up to v1.3", compile(3, baseline("b")).toString());
  }

  @Test
  void anAssessmentSaysWhenTheVerdictTurned() {
    Rule rule =
        Rule.baseline("b")
            .since(2, says("b"))
            .since(5, pod -> CheckResult.passed())
            .since(7, says("b"))
            .build();
    assertEquals(
        "baseline: allowed, violated since v1.2, allowed since v1.5, violated since v1.7;"
            + " restricted: violated",
        compile(9, rule, restricted("r")).assess(POD).toString());
    assertEquals("baseline: allowed; restricted: allowed", compile(9).assess(POD).toString());
  }

  @Test
  void sixtyFourRevisionsFit() {
    Rule[] rules = new Rule[63];
    for (int i = 0; i < 62; i++) {
      rules[i] = baseline("b" + (10 + i));
    }
    rules[62] = Rule.restricted("r").since(0, says("r0")).since(1, says("r1")).build();
    Policy policy = compile(3, rules);
    String baseline = judge(policy, Level.BASELINE, "latest");
    assertEquals(62, baseline.split(", ", -1).length);
    assertEquals(baseline + ", r0", judge(policy, Level.RESTRICTED, "v1.0"));
    assertEquals(baseline + ", r1", judge(policy, Level.RESTRICTED, "v1.1"));
  }

  @Test
  void sixtyFiveDoNot() {
    Rule.Builder rule = Rule.baseline("b");
    for (int i = 0; i < 65; i++) {
      rule.since(i, says("b"));
    }
    assertEquals(
        "the rules have 65 revisions, but a policy can have at most 64",
        refusal(LATEST, rule.build()));
  }

  @Test
  void idsAreUnique() {
    assertEquals(
        "there are two rules with the id \"b\"", refusal(LATEST, baseline("b"), baseline("b")));
    assertEquals(
        "there are two rules with the id \"b\"", refusal(LATEST, baseline("b"), restricted("b")));
  }

  @Test
  void onlyARuleOfThePolicyIsOverridden() {
    String message = "rule \"r\" overrides \"b\", which is not a rule of this policy";
    assertEquals(message, refusal(LATEST, restricted("r", baseline("b"))));
    assertEquals(message, refusal(LATEST, baseline("b"), restricted("r", baseline("b"))));
  }

  @Test
  @SuppressWarnings("NullAway") // What a caller without NullAway may do.
  void aCheckThatReturnsNullNamesItsRule() {
    Policy policy = compile(3, Rule.baseline("b").since(0, pod -> null).build());
    String message =
        "the check of rule \"b\" returned null; a pod that passes is CheckResult.passed()";
    assertEquals(
        message,
        assertThrows(
                IllegalStateException.class, () -> policy.evaluate(Level.BASELINE, LATEST, POD))
            .getMessage());
    assertEquals(
        message, assertThrows(IllegalStateException.class, () -> policy.assess(POD)).getMessage());
  }

  @Test
  void versionsHaveAnEnd() {
    assertEquals(
        "rule \"b\" has a revision since v1.1000, which is not before v1.1000",
        refusal(LATEST, Rule.baseline("b").since(0, says("b")).since(1000, says("b")).build()));
    assertEquals(
        "rule \"b\" has a revision since v1.9223372036854775807, which is not before v1.1000",
        refusal(Version.of(5), Rule.baseline("b").since(Long.MAX_VALUE, says("b")).build()));
    Policy policy = compile(3, Rule.baseline("b").since(999, says("b")).build());
    assertEquals("", judge(policy, Level.BASELINE, "v1.998"));
    assertEquals("b", judge(policy, Level.BASELINE, "v1.999"));
  }
}
