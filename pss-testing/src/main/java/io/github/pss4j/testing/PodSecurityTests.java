package io.github.pss4j.testing;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.github.pss4j.LevelVersion;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One JUnit Jupiter test for each object that bears a pod. Stateless and thread-safe.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> manifests() {
 *   return PodSecurityTests.forEachWorkload(assertThatManifests("k8s/"), "restricted:v1.35");
 * }
 * }</pre>
 *
 * <p>The source of a test is the file and line of its object. What cannot be judged is a test that
 * fails, so there always is one.
 */
public final class PodSecurityTests {
  private PodSecurityTests() {}

  /** Tests that each object meets that level, and that each exception is needed by some object. */
  public static Stream<DynamicTest> forEachWorkload(
      ManifestAssertion pods, LevelVersion levelVersion) {
    return tests(ObjectTest.of(pods, requireNonNull(levelVersion, "levelVersion")));
  }

  /**
   * The same for a level and a version in text: {@code restricted:v1.35}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Stream<DynamicTest> forEachWorkload(ManifestAssertion pods, String levelVersion) {
    return forEachWorkload(pods, LevelVersion.parse(levelVersion));
  }

  /**
   * Tests what the caller asserts of each object.
   *
   * @throws IllegalArgumentException if there are exceptions for all objects together, since they
   *     would have to be needed by each: make them in the assertion
   */
  public static Stream<DynamicTest> forEachWorkload(
      ManifestAssertion pods, Consumer<ManifestAssertion> assertion) {
    checkArgument(
        pods.exceptions().isEmpty(),
        "exceptions must be made in the assertion, for the objects that need them");
    return tests(ObjectTest.forEach(pods, requireNonNull(assertion, "assertion")));
  }

  private static Stream<DynamicTest> tests(List<ObjectTest> tests) {
    return tests.stream()
        .map(test -> DynamicTest.dynamicTest(test.name(), test.source(), test.check()::run));
  }
}
