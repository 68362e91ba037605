package io.github.pss4j.testing;

import io.github.pss4j.model.Pod;
import org.jspecify.annotations.Nullable;

/** The way into assertions about pods for those who use AssertJ. Stateless and thread-safe. */
public final class PodSecurityAssertions {
  private PodSecurityAssertions() {}

  /** Begins an assertion about a pod. */
  public static PodAssert assertThat(@Nullable Pod actual) {
    return new PodAssert(actual);
  }
}
