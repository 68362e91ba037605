package io.github.pss4j.testing.outside;

import static io.github.pss4j.testing.PodSecurityAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.testing.AssertionErrors;
import io.github.pss4j.testing.PodAssert;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The assertions in AssertJ's manner. */
final class PodAssertTest {
  private static final Pod EMPTY = Pod.builder().spec(PodSpec.builder().build()).build();
  private static final Pod HOST_PID =
      Pod.builder().spec(PodSpec.builder().hostPID(true).build()).build();

  @Test
  void allAssertionsPass() {
    PodAssert pod = assertThat(EMPTY);
    assertSame(pod, pod.meets("restricted:v1.35"));
    pod.meets(Level.RESTRICTED, Version.latest())
        .meets(LevelVersion.parse("baseline:v1.3"))
        .meetsAtEveryVersion(Level.RESTRICTED, Version.of(0), Version.latest())
        .violatesExactly("restricted:latest")
        .violatesExactly(LevelVersion.privileged())
        .isAdmittedTo(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
        .isEqualTo(EMPTY);
    assertThat(HOST_PID)
        .under(PodSecurity.standard())
        .except("hostNamespaces", "it watches processes")
        .meets("baseline:latest");
  }

  @Test
  void aFailureHasTheDescription() {
    String text =
        AssertionErrors.message(
            () ->
                assertThat(HOST_PID)
                    .as("the agent")
                    .under(PodSecurity.standard())
                    .meets("baseline:v1.35"));
    assertTrue(text.startsWith("[the agent] Pod violates baseline:v1.35\n"), text);
    assertTrue(
        text.endsWith("violates PodSecurity \"baseline:v1.35\": host namespaces (hostPID=true)"),
        text);
  }

  @Test
  void eachAssertionFails() {
    for (Executable assertion :
        List.<Executable>of(
            () -> assertThat(HOST_PID).meets(Level.BASELINE, Version.latest()),
            () -> assertThat(HOST_PID).meets(LevelVersion.parse("baseline:latest")),
            () ->
                assertThat(HOST_PID)
                    .meetsAtEveryVersion(Level.BASELINE, Version.of(1), Version.of(2)),
            () -> assertThat(HOST_PID).violatesExactly("baseline:latest"),
            () -> assertThat(HOST_PID).violatesExactly(LevelVersion.parse("baseline:latest")),
            () ->
                assertThat(HOST_PID)
                    .isAdmittedTo(Map.of("pod-security.kubernetes.io/enforce", "baseline")))) {
      assertTrue(AssertionErrors.message(assertion).contains("hostNamespaces"));
    }
    assertTrue(
        AssertionErrors.message(() -> assertThat(null).meets("baseline:latest")).contains("null"));
  }

  @Test
  void severalAreCollectedBySoftAssertions() {
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> assertThat(HOST_PID).meets("baseline:latest"));
    softly.check(() -> assertThat(EMPTY).meets("baseline:latest"));
    softly
        .assertThat(List.of(HOST_PID, EMPTY))
        .allSatisfy(pod -> assertThat(pod).meets("restricted:latest"));
    assertEquals(2, softly.assertionErrorsCollected().size());
    Assertions.assertThat(List.of(EMPTY))
        .allSatisfy(pod -> assertThat(pod).meets("restricted:v1.3"));
  }
}
