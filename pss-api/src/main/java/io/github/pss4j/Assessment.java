package io.github.pss4j;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Pod;

/** The verdicts on a pod at every level and policy version at once. Immutable and thread-safe. */
public interface Assessment {
  /** Whether the pod meets the level at the version; allocates nothing. */
  boolean allowed(Level level, Version version);

  /** The same for a level and version in one. */
  default boolean allowed(LevelVersion levelVersion) {
    return allowed(levelVersion.level(), levelVersion.version());
  }

  /** The evaluation that {@link Policy#evaluate(Level, Version, Pod)} returns for the pod. */
  Evaluation evaluation(Level level, Version version);

  /** The same for a level and version in one. */
  default Evaluation evaluation(LevelVersion levelVersion) {
    return evaluation(levelVersion.level(), levelVersion.version());
  }

  /** The strictest level that the pod meets at the version. */
  Level strictestLevel(Version version);

  /**
   * The versions at which the verdict at a level changes, oldest first; empty if it is the same at
   * every version.
   */
  ImmutableList<Version> changes(Level level);
}
