package io.github.pss4j;

import io.github.pss4j.model.Pod;

/**
 * Judges a pod. A check must be a pure function and thread-safe.
 *
 * <p>Most pods pass, so a check should allocate nothing for one that does. {@link
 * CheckResult.Builder} makes this easy.
 */
@FunctionalInterface
public interface Check {
  /** What is wrong with the pod, or {@link CheckResult#passed()}; never null. */
  CheckResult check(Pod pod);
}
