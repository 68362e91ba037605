package io.github.pss4j.testing.outside;

import static io.github.pss4j.testing.AssertionErrors.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.testing.SamplePods;
import io.github.pss4j.testing.SamplePods.Example;
import io.github.pss4j.workload.Defaulting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The sample pods are what they are said to be, at every level and version, for each control. */
final class SamplePodsTest {
  /** Each version that is known, one that is not known yet, and the latest. */
  private static List<Version> versions() {
    return Stream.concat(
            LongStream.rangeClosed(0, StandardRules.newestVersion().minor() + 1)
                .mapToObj(Version::of),
            Stream.of(Version.latest()))
        .toList();
  }

  /** The pod as it is written, and as a pod and a template that the API server has filled in. */
  private static void assertViolates(
      List<String> controls, Level level, Version version, Pod written) {
    for (Pod pod : List.of(written, Defaulting.pod(written), Defaulting.podTemplate(written))) {
      Evaluation evaluation = PodSecurity.standard().evaluate(level, version, pod);
      assertEquals(
          controls,
          evaluation.violations().stream().map(Violation::control).toList(),
          () -> evaluation + " of " + pod);
    }
  }

  private static void assertSamples(SamplePods samples, Version version) {
    for (Level level : Level.values()) {
      assertViolates(List.of(), level, version, samples.meeting(level, version));
      for (String control : SamplePods.controlsAt(level, version)) {
        assertViolates(
            List.of(control), level, version, samples.violating(control, level, version));
      }
    }
  }

  @Test
  void allLevelsAtAllVersionsForAllControls() {
    for (Version version : versions()) {
      for (long seed = 0; seed < 20; seed++) {
        assertSamples(SamplePods.ofSeed(seed), version);
      }
    }
  }

  @Property(tries = 500)
  void anySeedAtAnyVersion(@ForAll long seed, @ForAll @IntRange(min = 0, max = 39) int version) {
    assertSamples(SamplePods.of(new SplittableRandom(seed)), versions().get(version));
  }

  @Property(tries = 100)
  void theSameSeedMakesTheSamePods(@ForAll long seed) {
    SamplePods one = SamplePods.ofSeed(seed);
    SamplePods other = SamplePods.ofSeed(seed);
    Version version = Version.of(30);
    assertEquals(one.meeting(Level.BASELINE, version), other.meeting(Level.BASELINE, version));
    assertEquals(
        one.violating("runAsNonRoot", Level.RESTRICTED, version),
        other.violating("runAsNonRoot", Level.RESTRICTED, version));
  }

  @Test
  void podsAreVaried() {
    SamplePods samples = SamplePods.ofSeed(7);
    Set<Pod> pods = new HashSet<>();
    boolean[] windows = new boolean[1];
    boolean[] privilegedIsViolated = new boolean[1];
    for (int i = 0; i < 200; i++) {
      Pod pod = samples.meeting(Level.RESTRICTED, Version.latest());
      pods.add(pod);
      windows[0] |= pod.spec().os() != null && "windows".equals(pod.spec().os().name());
      privilegedIsViolated[0] |=
          !PodSecurity.standard()
              .evaluate(
                  Level.BASELINE,
                  Version.latest(),
                  samples.meeting(Level.PRIVILEGED, Version.latest()))
              .allowed();
    }
    assertEquals(200, pods.size());
    assertTrue(windows[0]);
    assertTrue(privilegedIsViolated[0], "at privileged it is any pod");
  }

  @Test
  void theControlsInForce() {
    assertEquals(List.of(), SamplePods.controlsAt(Level.PRIVILEGED, Version.latest()));
    assertEquals(
        List.of(
            "appArmorProfile",
            "capabilities_baseline",
            "hostNamespaces",
            "hostPathVolumes",
            "hostPorts",
            "privileged",
            "procMount",
            "seLinuxOptions",
            "seccompProfile_baseline",
            "sysctls",
            "windowsHostProcess"),
        SamplePods.controlsAt(Level.BASELINE, Version.of(33)));
    assertEquals(
        List.of(
            "appArmorProfile",
            "hostNamespaces",
            "hostPorts",
            "hostProbesAndHostLifecycle",
            "privileged",
            "seLinuxOptions",
            "sysctls",
            "windowsHostProcess",
            "allowPrivilegeEscalation",
            "capabilities_restricted",
            "procMount_restricted",
            "restrictedVolumes",
            "runAsNonRoot",
            "runAsUser",
            "seccompProfile_restricted"),
        SamplePods.controlsAt(Level.RESTRICTED, Version.latest()));
  }

  @Test
  void aControlThatIsNotInForceIsRefused() {
    SamplePods samples = SamplePods.ofSeed(1);
    String message = refusal(() -> samples.violating("runAsUser", Level.BASELINE, Version.of(1)));
    assertEquals(
        "\"runAsUser\" is not in force at baseline:v1.1: must be one of appArmorProfile,"
            + " capabilities_baseline, hostNamespaces, hostPathVolumes, hostPorts, privileged,"
            + " procMount, seLinuxOptions, seccompProfile_baseline, sysctls, windowsHostProcess",
        message);
    assertTrue(
        refusal(() -> samples.violating("hostPort", Level.BASELINE, Version.of(1)))
            .startsWith("there is no control \"hostPort\": must be one of appArmorProfile, "));
  }

  @Test
  void theExamplesHoldAtTheLevelOfTheirControl() {
    Version newest = StandardRules.newestVersion();
    StandardRules.all()
        .forEach(
            rule -> {
              List<Example> examples = SamplePods.examples(rule.id()).toList();
              assertTrue(examples.stream().anyMatch(Example::violates), rule.id());
              assertFalse(examples.stream().allMatch(Example::violates), rule.id());
              for (Example example : examples) {
                assertEquals(rule.id(), example.control());
                assertViolates(
                    example.violates() ? List.of(rule.id()) : List.of(),
                    rule.level(),
                    newest,
                    example.pod());
              }
              assertEquals(
                  examples.size(), examples.stream().map(Example::description).distinct().count());
            });
    assertEquals(
        StandardRules.all().size(), SamplePods.examples().map(Example::control).distinct().count());
    assertEquals(
        "hostPorts is violated by a port of the node",
        SamplePods.examples("hostPorts").findFirst().orElseThrow().toString());
  }
}
