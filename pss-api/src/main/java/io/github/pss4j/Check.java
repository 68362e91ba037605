package io.github.pss4j;

import io.github.pss4j.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * Judges a pod: a pure function, thread-safe, that keeps nothing.
 *
 * <p>A check should allocate nothing for a pod that passes: it is what most pods do.
 */
@FunctionalInterface
public interface Check {
  /** What is wrong with the pod, or null if nothing is. */
  @Nullable Findings check(Pod pod);
}
