package io.github.pss4j.remediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.reference.ArbitraryPods;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds for the remediation of every pod:
 *
 * <ol>
 *   <li>What remains is what the verdict on the changed pod finds, and all of it belongs to
 *       controls of which a person must decide.
 *   <li>Remedying twice changes nothing more.
 *   <li>A pod that is allowed is not changed.
 *   <li>Filling in only adds.
 *   <li>Each change answers a finding.
 *   <li>Only safe changes are made where only these are asked for.
 * </ol>
 */
final class RemediationPropertiesTest {
  private static final Policy POLICY = PodSecurity.standard();
  private static final Remediator REMEDIATOR = Remediator.of(POLICY);

  /** Controls of which changes leave nothing, or only what another one keeps from being changed. */
  private static final Set<String> MANUAL =
      Set.of(
          "hostNamespaces",
          "hostPathVolumes",
          "hostPorts",
          "restrictedVolumes",
          "runAsNonRoot",
          "runAsUser",
          "windowsHostProcess");

  @Provide
  Arbitrary<Pod> pods() {
    return ArbitraryPods.pods();
  }

  @Provide
  Arbitrary<LevelVersion> levelVersions() {
    return Combinators.combine(
            Arbitraries.of(Level.BASELINE, Level.RESTRICTED),
            Arbitraries.of("v1.0", "v1.18", "v1.19", "v1.22", "v1.24", "v1.25", "v1.34", "latest")
                .map(Version::parse))
        .as(LevelVersion::of);
  }

  private static boolean isWindows(Pod pod) {
    return pod.spec().os() != null && "windows".equals(pod.spec().os().name());
  }

  @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatRemainsIsForAPersonToDecide(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    Remediation remediation = REMEDIATOR.remediate(levelVersion, pod);
    assertEquals(POLICY.evaluate(levelVersion, pod), remediation.before());
    Evaluation after = POLICY.evaluate(levelVersion, remediation.fixed());
    assertEquals(after, remediation.after());
    assertEquals(after.allowed(), remediation.allowedAfter());
    Set<String> left =
        remediation.manual().stream()
            .map(Remediation.Manual::control)
            .filter(control -> !MANUAL.contains(control))
            .collect(Collectors.toSet());
    if (!isWindows(pod)) {
      assertEquals(Set.of(), left, () -> pod + " " + remediation);
    }
    assertEquals(
        after.violations().stream().mapToInt(it -> it.findings().size()).sum(),
        remediation.manual().size());
  }

  @Property(seed = "2", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void remedyingTwiceChangesNothingMore(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    for (Remediator remediator :
        List.of(REMEDIATOR, REMEDIATOR.fillOnly(), REMEDIATOR.safeOnly())) {
      Pod fixed = remediator.remediate(levelVersion, pod).fixed();
      Remediation again = remediator.remediate(levelVersion, fixed);
      assertEquals(fixed, again.fixed());
      assertEquals(ImmutableList.of(), again.operations());
    }
  }

  @Property(seed = "3", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsAllowedIsNotChanged(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    Remediation fixed = REMEDIATOR.remediate(levelVersion, pod);
    Remediation remediation =
        REMEDIATOR.remediate(
            fixed.allowedAfter() ? levelVersion : LevelVersion.of(Level.PRIVILEGED, Version.of(0)),
            fixed.fixed());
    assertTrue(remediation.allowedAfter());
    assertEquals(ImmutableList.of(), remediation.operations());
    assertEquals(ImmutableList.of(), remediation.manual());
    assertEquals(fixed.fixed(), remediation.fixed());
  }

  @Property(seed = "4", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void fillingInOnlyAdds(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    for (PatchOperation operation :
        REMEDIATOR.fillOnly().remediate(levelVersion, pod).operations()) {
      assertEquals(PatchOperation.Type.ADD, operation.type(), operation::toString);
    }
  }

  @Property(seed = "5", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void eachChangeAnswersAFinding(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    Remediation remediation = REMEDIATOR.remediate(levelVersion, pod);
    Set<String> violated =
        remediation.before().violations().stream()
            .map(Violation::control)
            .collect(Collectors.toSet());
    for (PatchOperation operation : remediation.operations()) {
      assertFalse(operation.findings().isEmpty(), operation::toString);
      assertFalse(operation.controls().isEmpty(), operation::toString);
      assertTrue(violated.containsAll(operation.controls()), operation::toString);
    }
  }

  @Property(seed = "6", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void onlySafeChangesAreMade(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    for (PatchOperation operation :
        REMEDIATOR.safeOnly().remediate(levelVersion, pod).operations()) {
      assertEquals(Remedy.Impact.SAFE, operation.impact(), operation::toString);
    }
  }

  @Property(seed = "7", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aPodIsJudgedAsTheApiServerWould(
      @ForAll("pods") Pod pod, @ForAll("levelVersions") LevelVersion levelVersion) {
    PodBearer bearer = new PodBearer(PodBearingKind.pod(), "", "", pod);
    Remediation remediation = REMEDIATOR.remediate(levelVersion, bearer);
    assertEquals(
        POLICY.evaluate(
            levelVersion,
            new PodBearer(PodBearingKind.pod(), "", "", remediation.fixed()).asAdmitted()),
        remediation.after());
    if (!isWindows(pod)) {
      for (Remediation.Manual manual : remediation.manual()) {
        assertTrue(MANUAL.contains(manual.control()), manual::toString);
        assertFalse(manual.advice().isEmpty());
      }
    }
  }
}
