package io.github.pss4j;

import io.github.pss4j.model.Pod;

/**
 * The Pod Security Standards as a function: a pod in, a verdict out. Immutable and thread-safe;
 * neither method ever fails for what a pod says.
 *
 * <p>Each version that is newer than {@link #newestVersion()}, and {@code latest}, is judged by the
 * newest one.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public interface Policy {
  /** Judges a pod at one level and version. Allocates nothing for a pod that passes. */
  Evaluation evaluate(Level level, Version version, Pod pod);

  /** The same for a level and version in one. */
  default Evaluation evaluate(LevelVersion levelVersion, Pod pod) {
    return evaluate(levelVersion.level(), levelVersion.version(), pod);
  }

  /** Judges a pod at every level and version, for about the price of two. */
  Assessment assess(Pod pod);

  /** The newest version that this policy tells from the one before. */
  Version newestVersion();
}
