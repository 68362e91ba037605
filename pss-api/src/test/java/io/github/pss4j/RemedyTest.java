package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RemedyTest {
  private static final Pod POD = Pod.builder().spec(PodSpec.builder().build()).build();
  private static final ImmutableList<Finding> FINDINGS =
      ImmutableList.of(Finding.of(Subject.pod(), FieldPath.of("hostPID"), null, Allowed.absent()));

  private static Pod hostUsers(Pod pod, boolean value) {
    return Pod.builder()
        .from(pod)
        .spec(PodSpec.builder().from(pod.spec()).hostUsers(value).build())
        .build();
  }

  private static Pod hostPid(Pod pod) {
    return Pod.builder()
        .from(pod)
        .spec(PodSpec.builder().from(pod.spec()).hostPID(false).build())
        .build();
  }

  @Test
  void aManualOneChangesNothing() {
    Remedy remedy = Remedy.manual("ask somebody");
    assertEquals("ask somebody", remedy.advice());
    assertSame(POD, remedy.apply(POD, FINDINGS, Remedy.Mode.FILL));
    assertSame(POD, remedy.apply(POD, FINDINGS, Remedy.Mode.REPLACE));
    assertEquals(Remedy.Impact.BEHAVIOURAL, remedy.impact(POD));
  }

  @Test
  void replacingComesAfterFillingIn() {
    List<ImmutableList<Finding>> seen = new ArrayList<>();
    Remedy remedy =
        Remedy.builder("a")
            .fill(
                (pod, findings) -> {
                  seen.add(findings);
                  return hostUsers(pod, false);
                })
            .replace(
                (pod, findings) -> {
                  seen.add(findings);
                  assertEquals(false, pod.spec().hostUsers());
                  return hostPid(pod);
                })
            .build();
    assertEquals(hostUsers(POD, false), remedy.apply(POD, FINDINGS, Remedy.Mode.FILL));
    assertEquals(List.of(FINDINGS), seen);
    assertEquals(hostPid(hostUsers(POD, false)), remedy.apply(POD, FINDINGS, Remedy.Mode.REPLACE));
    assertEquals(List.of(FINDINGS, FINDINGS, FINDINGS), seen);
  }

  @Test
  void someArePodsForWhichItIsSafe() {
    Remedy remedy = Remedy.builder("a").safeFor(pod -> pod.spec().hostUsers() != null).build();
    assertEquals(Remedy.Impact.SAFE, remedy.impact(hostUsers(POD, true)));
    assertEquals(Remedy.Impact.BEHAVIOURAL, remedy.impact(POD));
  }

  @Test
  void aRuleMayHaveOne() {
    Remedy remedy = Remedy.manual("a");
    Rule.Builder rule = Rule.baseline("r").since(0, pod -> CheckResult.passed());
    assertEquals(Optional.empty(), rule.build().remedy());
    Rule with = rule.remedy(remedy).build();
    assertEquals(Optional.of(remedy), with.remedy());
    CheckResult failed = CheckResult.failed("r", FINDINGS, findings -> "");
    assertSame(with, Violation.of(with, failed).rule());
  }
}
