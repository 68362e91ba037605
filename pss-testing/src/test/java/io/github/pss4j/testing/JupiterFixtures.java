package io.github.pss4j.testing;

import static io.github.pss4j.testing.ManifestAssertions.assertThatManifests;

import io.github.pss4j.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Test classes that {@link JupiterTest} runs; some of their tests are meant to fail. */
final class JupiterFixtures {
  static final String RESTRICTED = "src/test/resources/manifests/restricted";
  static final String LEGACY = "src/test/resources/manifests/legacy";

  private JupiterFixtures() {}

  static final class Factories {
    @TestFactory
    Stream<DynamicTest> restricted() {
      return PodSecurityTests.forEachWorkload(assertThatManifests(RESTRICTED), "restricted:v1.35");
    }

    @TestFactory
    Stream<DynamicTest> legacy() {
      return PodSecurityTests.forEachWorkload(
          assertThatManifests(LEGACY + "/*.yaml"), "baseline:v1.35");
    }

    @TestFactory
    Stream<DynamicTest> excepted() {
      return PodSecurityTests.forEachWorkload(
          assertThatManifests(RESTRICTED).except("hostPorts", "there was one"), "baseline:v1.35");
    }

    @TestFactory
    Stream<DynamicTest> nothing() {
      return PodSecurityTests.forEachWorkload(assertThatManifests("none"), "baseline:v1.35");
    }

    @TestFactory
    Stream<DynamicTest> anyAssertion() {
      return PodSecurityTests.forEachWorkload(
          assertThatManifests(RESTRICTED), pod -> pod.violatesExactly("restricted:v1.35"));
    }
  }

  static final class Methods {
    static final List<Integer> OBJECTS = new ArrayList<>();

    @PodSecurity(
        level = Level.RESTRICTED,
        version = "v1.35",
        manifests = "classpath:manifests/restricted/")
    void restricted(ManifestAssertion pods) {
      OBJECTS.add(pods.set().objects().size());
      pods.meets("baseline:latest");
    }

    @PodSecurity(
        level = Level.BASELINE,
        manifests = {LEGACY, RESTRICTED})
    void legacy() {}

    @PodSecurity(
        level = Level.BASELINE,
        manifests = RESTRICTED,
        except = {"hostPorts", "hostNamespaces"},
        reason = "there was one")
    void excepted() {}
  }

  @PodSecurity(level = Level.RESTRICTED, manifests = RESTRICTED)
  static class RestrictedClass {
    @Test
    void one() {}

    @Nested
    class Inner {
      @Test
      void two() {}
    }
  }

  @PodSecurity(level = Level.BASELINE, manifests = LEGACY)
  static class LegacyClass {
    @Test
    void one() {}
  }

  static final class InheritingClass extends LegacyClass {}

  static final class Mistaken {
    @PodSecurity(
        level = Level.BASELINE,
        manifests = {})
    void nowhere() {}

    @PodSecurity(level = Level.BASELINE, manifests = RESTRICTED, reason = "none")
    void reasonForNothing() {}

    @PodSecurity(level = Level.BASELINE, manifests = RESTRICTED, except = "hostPorts")
    void noReason() {}

    @PodSecurity(level = Level.BASELINE, version = "1.35", manifests = RESTRICTED)
    void noVersion() {}
  }
}
