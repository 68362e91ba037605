package io.github.pss4j.testing.outside;

import static io.github.pss4j.testing.ManifestAssertions.assertThatManifest;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifests;
import static io.github.pss4j.testing.ManifestAssertions.assertThatPod;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.testing.PodSecurity;
import io.github.pss4j.testing.PodSecurityAssertions;
import io.github.pss4j.testing.PodSecurityTests;
import io.github.pss4j.testing.SamplePods;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The snippets of docs/testing-your-manifests.md, which {@link GuideTest} runs and compares. */
final class GuideExamples {
  /** The process that a caller has started. */
  interface Started {
    InputStream getInputStream();
  }

  private GuideExamples() {}

  static class ManifestsTest {
    @Test
    void manifestsAreRestricted() {
      assertThatManifests("src/test/resources/guide/k8s/").meets("restricted:v1.35");
    }
  }

  static void exception() {
    assertThatManifests("src/test/resources/guide/k8s/")
        .except("allowPrivilegeEscalation", "the image has setuid binaries: SHOP-1234")
        .meets("baseline:v1.35");
  }

  static void versions() {
    assertThatManifests("src/test/resources/guide/k8s/")
        .meetsAtEveryVersion(Level.RESTRICTED, Version.of(30), Version.latest());
  }

  static void namespace() {
    assertThatManifests("src/test/resources/guide/k8s/")
        .isAdmittedTo(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
  }

  static void programs(Pod pod) throws IOException {
    String yaml = "kind: Pod\nspec: {}\n";
    Started helmTemplate = () -> new ByteArrayInputStream(yaml.getBytes(UTF_8));
    assertThatManifest(yaml).meets("restricted:v1.35");
    assertThatManifests(helmTemplate.getInputStream(), "helm template").meets("restricted:v1.35");
    assertThatPod(pod).violatesExactly("restricted:v1.35", "hostPorts");
  }

  static class EachObject {
    @PodSecurity(
        level = Level.RESTRICTED,
        version = "v1.35",
        manifests = "src/test/resources/guide/k8s/")
    void manifestsAreRestricted() {}

    @TestFactory
    Stream<DynamicTest> manifestsAreBaseline() {
      return PodSecurityTests.forEachWorkload(
          assertThatManifests("src/test/resources/guide/k8s/"), "baseline:v1.35");
    }
  }

  static void assertJ(Pod pod) {
    PodSecurityAssertions.assertThat(pod)
        .as("the sidecar")
        .violatesExactly("baseline:v1.35", "hostPorts");
  }

  static Stream<Pod> samples() {
    SamplePods samples = SamplePods.ofSeed(42);
    Pod right = samples.meeting(Level.RESTRICTED, Version.of(35));
    Pod wrong = samples.violating("hostPorts", Level.BASELINE, Version.of(35));
    Stream<SamplePods.Example> byHand = SamplePods.examples("hostPorts");
    return Stream.concat(Stream.of(right, wrong), byHand.map(SamplePods.Example::pod));
  }
}
