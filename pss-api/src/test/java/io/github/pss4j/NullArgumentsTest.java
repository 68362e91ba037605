package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Whoever makes a value of null is told which argument it was. */
@SuppressWarnings("NullAway") // What a caller without NullAway may do.
final class NullArgumentsTest {
  private static final Allowed ALLOWED = Allowed.absent();
  private static final FieldPath FIELD = FieldPath.of("f");
  private static final Check CHECK = pod -> CheckResult.passed();
  private static final Version VERSION = Version.of(0);

  private static DynamicTest named(String argument, String call, Executable executable) {
    return dynamicTest(
        call,
        () ->
            assertEquals(
                argument, assertThrows(NullPointerException.class, executable).getMessage()));
  }

  @TestFactory
  Stream<DynamicTest> areNamed() {
    return Stream.of(
        named("first", "Allowed.anyOf", () -> Allowed.anyOf((String) null)),
        named("values", "Allowed.anyOf", () -> Allowed.anyOf((Collection<String>) null)),
        named("words", "Allowed.described", () -> Allowed.described(null)),
        named("text", "Level.parse", () -> Level.parse(null)),
        named("advice", "Remedy.manual", () -> Remedy.manual(null)),
        named("change", "Remedy.fill", () -> Remedy.builder("a").fill(null)),
        named("change", "Remedy.replace", () -> Remedy.builder("a").replace(null)),
        named("pods", "Remedy.safeFor", () -> Remedy.builder("a").safeFor(null)),
        named("pod", "Remedy.impact", () -> Remedy.manual("a").impact(null)),
        named(
            "pod",
            "Remedy.apply",
            () -> Remedy.manual("a").apply(null, ImmutableList.of(), Remedy.Mode.FILL)),
        named("remedy", "Rule.remedy", () -> Rule.baseline("b").remedy(null)),
        named("text", "Level.tryParse", () -> Level.tryParse(null)),
        named("text", "Version.parse", () -> Version.parse(null)),
        named("text", "Version.tryParse", () -> Version.tryParse(null)),
        named("text", "LevelVersion.parse", () -> LevelVersion.parse(null)),
        named("text", "LevelVersion.tryParse", () -> LevelVersion.tryParse(null)),
        named("level", "LevelVersion.of", () -> LevelVersion.of(null, VERSION)),
        named("version", "LevelVersion.of", () -> LevelVersion.of(Level.BASELINE, null)),
        named("field", "FieldPath.of", () -> FieldPath.of(null)),
        named("field", "FieldPath.field", () -> FIELD.field(null)),
        named("key", "FieldPath.key", () -> FIELD.key(null)),
        named("rest", "FieldPath.append", () -> FIELD.append(null)),
        named("value", "FieldValue.of", () -> FieldValue.of((String) null)),
        named("values", "FieldValue.of", () -> FieldValue.of((ImmutableList<String>) null)),
        named("spec", "Subject.container", () -> Subject.container(null, 0)),
        named("spec", "Subject.volume", () -> Subject.volume(null, 0)),
        named("key", "Subject.annotation", () -> Subject.annotation(null)),
        named("subject", "Finding.of", () -> Finding.of(null, FIELD, null, ALLOWED)),
        named("field", "Finding.of", () -> Finding.of(Subject.pod(), null, null, ALLOWED)),
        named("allowed", "Finding.of", () -> Finding.of(Subject.pod(), FIELD, null, null)),
        named("finding", "CheckResult.Builder.with", () -> CheckResult.builder().with(null)),
        named("reason", "CheckResult.failed", () -> failed(null)),
        named(
            "findings", "CheckResult.failed", () -> CheckResult.failed("r", null, findings -> "")),
        named(
            "wording",
            "CheckResult.failed",
            () -> CheckResult.failed("r", List.of(finding()), null)),
        named("rule", "Violation.of", () -> Violation.of(null, failed("r"))),
        named("result", "Violation.of", () -> Violation.of(rule(), null)),
        named("levelVersion", "Evaluation.of", () -> Evaluation.of(null, List.of())),
        named("violations", "Evaluation.of", () -> Evaluation.of(LevelVersion.privileged(), null)),
        named("id", "Rule.baseline", () -> Rule.baseline(null)),
        named("id", "Rule.restricted", () -> Rule.restricted(null)),
        named("version", "Rule.Builder.since", () -> Rule.baseline("b").since(null, CHECK)),
        named("check", "Rule.Builder.since", () -> Rule.baseline("b").since(0, null)),
        named(
            "overrides",
            "Rule.Builder.since",
            () -> Rule.restricted("r").since(0, CHECK, (Rule) null)),
        named(
            "version",
            "Rule.Builder.exempting",
            () -> Rule.baseline("b").since(0, CHECK).exempting(null, pod -> true)),
        named(
            "pods",
            "Rule.Builder.exempting",
            () -> Rule.baseline("b").since(0, CHECK).exempting(1, (Predicate<Pod>) null)),
        named(
            "words",
            "Rule.Builder.beforeRelease",
            () -> Rule.baseline("b").since(0, CHECK).beforeRelease(1, null, CHECK)),
        named(
            "check",
            "Rule.Builder.beforeRelease",
            () -> Rule.baseline("b").since(0, CHECK).beforeRelease(1, "", null)),
        named(
            "gate",
            "Rule.Builder.exemptingBehind",
            () -> Rule.baseline("b").since(0, CHECK).exemptingBehind(null, 29, pod -> true)),
        named("release", "Rule.revisionsIn", () -> rule().revisionsIn(null, Set.of())),
        named("gates", "Rule.revisionsIn", () -> rule().revisionsIn(VERSION, null)),
        named("version", "Rule.revisionAt", () -> rule().revisionAt(null)),
        named(
            "since",
            "Rule.Revision",
            () -> new Revision(null, CHECK, Optional.empty(), ImmutableSet.of())),
        named("exemption", "Rule.Revision", () -> new Revision(VERSION, CHECK, null, null)),
        named("name", "Container.Builder.name", () -> Container.builder().name(null)),
        named("spec", "Pod.Builder.spec", () -> Pod.builder().spec(null)));
  }

  private static Finding finding() {
    return Finding.of(Subject.pod(), FIELD, null, ALLOWED);
  }

  private static CheckResult failed(String reason) {
    return CheckResult.failed(reason, List.of(finding()), findings -> "");
  }

  private static Rule rule() {
    return Rule.baseline("b").since(0, CHECK).build();
  }
}
