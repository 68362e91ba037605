package io.github.pss4j;

import io.github.pss4j.model.Pod;

/**
 * The Pod Security Standards as a function: a pod in, a verdict out. Immutable and thread-safe.
 *
 * <p>{@code latest}, and any version newer than {@link #newestVersion()}, is judged as that one.
 * The standard rules judge any pod; with rules of a caller's own, a method throws what their checks
 * throw, and {@link IllegalStateException} if one returns null.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public interface Policy {
  /**
   * Judges a pod at one level and version. For a pod that passes, the standard rules allocate
   * nothing.
   */
  Evaluation evaluate(Level level, Version version, Pod pod);

  /** The same for a level and version in one. */
  default Evaluation evaluate(LevelVersion levelVersion, Pod pod) {
    return evaluate(levelVersion.level(), levelVersion.version(), pod);
  }

  /** Judges a pod at every level and version, in about twice the time of one. */
  Assessment assess(Pod pod);

  /** The newest version that this policy knows. */
  Version newestVersion();
}
