package io.github.pss4j.benchmarks;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.policy.PodSecurity;

/** Pods, as far as a policy reads them, by their verdict at restricted and {@code latest}. */
public enum JudgedPods {
  /** Those of the realistic pods that meet the level. */
  PASSING(true),
  /** Those that do not. */
  FAILING(false);

  private final boolean allowed;

  JudgedPods(boolean allowed) {
    this.allowed = allowed;
  }

  /** The pods, in the order in which they were recorded. */
  ImmutableList<Pod> pods() {
    PodReader reader = new PodReader();
    Policy policy = PodSecurity.standard();
    return RealisticPods.recorded().stream()
        .map(reader::readJson)
        .filter(
            pod -> policy.evaluate(Level.RESTRICTED, Version.latest(), pod).allowed() == allowed)
        .collect(toImmutableList());
  }

  /** Two containers without a security context, in a pod that sets a seccomp profile only. */
  static Pod withThreeViolations() {
    return Pod.builder()
        .spec(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .seccompProfile(SeccompProfile.builder().type("RuntimeDefault").build())
                        .build())
                .addContainers(
                    Container.builder().name("web").build(),
                    Container.builder().name("metrics-exporter").build())
                .build())
        .build();
  }
}
