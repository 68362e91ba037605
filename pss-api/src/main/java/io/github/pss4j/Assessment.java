package io.github.pss4j;

import com.google.common.collect.ImmutableList;

/** The verdicts on a pod at every level and policy version at once. Immutable and thread-safe. */
public interface Assessment {
  /** Whether the pod meets the level at the version; allocates nothing. */
  boolean allowed(Level level, Version version);

  /** The same answer as {@link Policy#evaluate}, in full. */
  Evaluation evaluation(Level level, Version version);

  /** The strictest level that the pod meets at the version. */
  Level strictestLevel(Version version);

  /**
   * The versions at which the verdict of a level turns, from allowed to not or back, oldest first.
   * A pod with the same verdict at every version has none.
   */
  ImmutableList<Version> changes(Level level);
}
