package io.github.pss4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Assessment;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import io.github.pss4j.rules.StandardRules;
import org.junit.jupiter.api.Test;

/** Pods that say as little as a pod can: whatever is absent, there is an answer. */
final class EmptyPodTest {
  private static final String NOTHING_SET =
      "allowPrivilegeEscalation != false (container \"\" must set"
          + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container"
          + " \"\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod"
          + " or container \"\" must set securityContext.runAsNonRoot=true)";
  private static final String NO_SECCOMP =
      ", seccompProfile (pod or container \"\" must set securityContext.seccompProfile.type to"
          + " \"RuntimeDefault\" or \"Localhost\")";

  private static Pod pod(PodSpec spec) {
    return Pod.builder().spec(spec).build();
  }

  private static Pod pod(Container container) {
    return pod(PodSpec.builder().addContainers(container).build());
  }

  private static void assertAnswers(String baseline, String restricted, Pod pod) {
    Policy policy = PodSecurity.standard();
    assertEquals(baseline, policy.evaluate(Level.BASELINE, Version.latest(), pod).detail());
    assertEquals(restricted, policy.evaluate(Level.RESTRICTED, Version.latest(), pod).detail());
    Assessment assessment = policy.assess(pod);
    for (int minor = 0; minor <= StandardRules.newestVersion().minor(); minor++) {
      for (Level level : Level.values()) {
        assertEquals(
            policy.evaluate(level, Version.of(minor), pod),
            assessment.evaluation(level, Version.of(minor)));
      }
    }
  }

  @Test
  void nothing() {
    assertAnswers("", "", pod(PodSpec.builder().build()));
  }

  @Test
  void anEmptyPodContext() {
    assertAnswers(
        "",
        "",
        pod(PodSpec.builder().securityContext(PodSecurityContext.builder().build()).build()));
  }

  @Test
  void anEmptyContainer() {
    assertAnswers("", NOTHING_SET + NO_SECCOMP, pod(Container.builder().build()));
  }

  @Test
  void anEmptyContext() {
    assertAnswers(
        "",
        NOTHING_SET + NO_SECCOMP,
        pod(Container.builder().securityContext(SecurityContext.builder().build()).build()));
  }

  @Test
  void emptyObjectsInAContainer() {
    Probe probe =
        Probe.builder()
            .httpGet(HTTPGetAction.builder().build())
            .tcpSocket(TCPSocketAction.builder().build())
            .build();
    assertAnswers(
        "",
        NOTHING_SET + NO_SECCOMP,
        pod(
            Container.builder()
                .addPorts(ContainerPort.builder().build())
                .livenessProbe(probe)
                .readinessProbe(Probe.builder().build())
                .startupProbe(probe)
                .lifecycle(Lifecycle.builder().build())
                .securityContext(
                    SecurityContext.builder()
                        .capabilities(Capabilities.builder().build())
                        .seLinuxOptions(SELinuxOptions.builder().build())
                        .windowsOptions(WindowsSecurityContextOptions.builder().build())
                        .build())
                .build()));
  }

  @Test
  void emptyProfiles() {
    assertAnswers(
        "forbidden AppArmor profile (container \"\" must not set AppArmor profile type to \"\"),"
            + " seccompProfile (container \"\" must not set securityContext.seccompProfile.type to"
            + " \"\")",
        "forbidden AppArmor profile (container \"\" must not set AppArmor profile type to \"\"), "
            + NOTHING_SET
            + ", seccompProfile (container \"\" must not set securityContext.seccompProfile.type to"
            + " \"\")",
        pod(
            Container.builder()
                .securityContext(
                    SecurityContext.builder()
                        .seccompProfile(SeccompProfile.builder().build())
                        .appArmorProfile(AppArmorProfile.builder().build())
                        .build())
                .build()));
  }

  @Test
  void emptyObjectsInAPod() {
    assertAnswers(
        "forbidden sysctls",
        "forbidden sysctls, restricted volume types (volume \"\" uses restricted volume type"
            + " \"unknown\")",
        pod(
            PodSpec.builder()
                .addVolumes(Volume.builder().build())
                .os(PodOS.builder().build())
                .securityContext(
                    PodSecurityContext.builder()
                        .addSysctls(Sysctl.builder().build())
                        .seLinuxOptions(SELinuxOptions.builder().build())
                        .windowsOptions(WindowsSecurityContextOptions.builder().build())
                        .build())
                .build()));
  }
}
