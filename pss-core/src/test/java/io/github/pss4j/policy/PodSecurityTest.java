package io.github.pss4j.policy;

import static io.github.pss4j.FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.rules.StandardRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PodSecurityTest {
  private static final Pod POD =
      Pod.builder()
          .spec(
              PodSpec.builder()
                  .hostNetwork(true)
                  .addContainers(Container.builder().name("a").build())
                  .build())
          .build();
  private static final Check NEVER =
      pod ->
          CheckResult.failed(
              "never",
              List.of(Finding.of(Subject.pod(), null, Allowed.absent())),
              list -> "at all");

  @Test
  void knowsTheStandardsUpToTheirNewestVersion() {
    assertEquals(StandardRules.newestVersion(), PodSecurity.standard().newestVersion());
    assertEquals(StandardRules.newestVersion(), PodSecurity.builder().build().newestVersion());
  }

  @Test
  void judgesAsTheApiServerDoes() {
    assertEquals(
        Optional.of("violates PodSecurity \"baseline:v1.0\": host namespaces (hostNetwork=true)"),
        PodSecurity.standard().evaluate(Level.BASELINE, Version.of(0), POD).violatesMessage());
    assertEquals(
        Optional.of(
            "would violate PodSecurity \"restricted:latest\": host namespaces (hostNetwork=true),"
                + " allowPrivilegeEscalation != false (container \"a\" must set"
                + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
                + " (container \"a\" must set securityContext.capabilities.drop=[\"ALL\"]),"
                + " runAsNonRoot != true (pod or container \"a\" must set"
                + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"a\" must"
                + " set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                + " \"Localhost\")"),
        PodSecurity.standard()
            .evaluate(Level.RESTRICTED, Version.latest(), POD)
            .wouldViolateMessage());
  }

  @Test
  void takesRulesOfOnesOwn() {
    Policy policy =
        PodSecurity.builder()
            .addRule(Rule.baseline("hostNever").since(0, NEVER).build())
            .addRule(
                Rule.restricted("a")
                    .since(0, NEVER, StandardRules.get("hostNamespaces"))
                    .since(40, NEVER)
                    .build())
            .build();
    assertEquals(Version.of(40), policy.newestVersion());
    assertEquals(
        "host namespaces (hostNetwork=true), never (at all)",
        policy.evaluate(Level.BASELINE, Version.of(0), POD).detail());
    assertEquals(
        "never, never, runAsNonRoot != true",
        policy.evaluate(Level.RESTRICTED, Version.of(0), POD).reason());
    assertEquals(
        "host namespaces, never", policy.evaluate(Level.BASELINE, Version.latest(), POD).reason());
    assertEquals(
        List.of("hostNamespaces", "hostNever", "a"),
        policy.evaluate(Level.RESTRICTED, Version.latest(), POD).violations().stream()
            .map(Violation::control)
            .limit(3)
            .toList());
  }

  @Test
  void aStandardIdIsTaken() {
    PodSecurity.Builder builder =
        PodSecurity.builder().addRule(Rule.restricted("hostPorts").since(0, NEVER).build());
    Exception refused = assertThrows(IllegalArgumentException.class, builder::build);
    assertEquals("there are two rules with the id \"hostPorts\"", refused.getMessage());
  }

  @Test
  void aReleaseIsANumber() {
    PodSecurity.Builder builder = PodSecurity.builder();
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> builder.emulateRelease(Version.latest()));
    assertEquals("the release to emulate must be a number, as v1.30", refused.getMessage());
  }

  @Test
  void emulatesARelease() {
    Policy policy = PodSecurity.builder().emulateRelease(Version.of(7)).build();
    assertEquals(Version.of(7), policy.newestVersion());
    Evaluation evaluation = policy.evaluate(Level.RESTRICTED, Version.latest(), POD);
    assertEquals("host namespaces, runAsNonRoot != true", evaluation.reason());
    assertEquals(Version.latest(), evaluation.version());
  }

  @Test
  void aReleaseAnswersByItsOwnCode() {
    Pod images =
        Pod.builder()
            .spec(
                PodSpec.builder()
                    .addVolumes(
                        Volume.builder().name("model").addSources(VolumeSource.IMAGE).build())
                    .build())
            .build();
    for (Version version : List.of(Version.of(0), Version.of(37), Version.latest())) {
      assertEquals(
          "restricted volume types (volume \"model\" uses restricted volume type \"unknown\")",
          release(32).build().evaluate(Level.RESTRICTED, version, images).detail());
      assertTrue(release(33).build().evaluate(Level.RESTRICTED, version, images).allowed());
    }
  }

  private static PodSecurity.Builder release(long minor) {
    return PodSecurity.builder().emulateRelease(Version.of(minor));
  }

  @Test
  void aReleaseHasItsFeatureGate() {
    Pod pod =
        Pod.builder().spec(PodSpec.builder().from(POD.spec()).hostUsers(false).build()).build();
    assertEquals(
        "host namespaces, runAsNonRoot != true",
        release(34).build().evaluate(Level.RESTRICTED, Version.of(0), pod).reason());
    assertEquals(
        "host namespaces",
        release(34)
            .enable(USER_NAMESPACES_POD_SECURITY_STANDARDS)
            .build()
            .evaluate(Level.RESTRICTED, Version.of(0), pod)
            .reason());
  }

  @Test
  void aGateOfAnotherReleaseIsRefused() {
    String message =
        "the feature gate UserNamespacesPodSecurityStandards is one of the releases v1.29 to"
            + " v1.34, not of ";
    for (long minor : List.of(28L, 35L)) {
      PodSecurity.Builder builder = release(minor).enable(USER_NAMESPACES_POD_SECURITY_STANDARDS);
      assertEquals(
          message + "v1." + minor,
          assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
    PodSecurity.Builder newest =
        PodSecurity.builder().enable(USER_NAMESPACES_POD_SECURITY_STANDARDS);
    assertEquals(
        message + "latest",
        assertThrows(IllegalArgumentException.class, newest::build).getMessage());
  }
}
