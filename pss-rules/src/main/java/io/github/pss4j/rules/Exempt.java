package io.github.pss4j.rules;

import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;

/**
 * Pods that later revisions of a control allow outright.
 *
 * <p>Each revision asks for itself. A check that wraps any other would be shared by them all, and a
 * call that leads to many places is one that cannot be compiled away.
 */
final class Exempt {
  private Exempt() {}

  /**
   * Whether this is a Windows pod.
   *
   * @see <a href="https://kep.k8s.io/2802">KEP-2802</a>
   */
  static boolean windows(Pod pod) {
    PodOS os = pod.spec().os();
    return os != null && "windows".equals(os.name());
  }

  /**
   * Whether the pod runs in a user namespace of its own.
   *
   * @see <a href="https://kep.k8s.io/127">KEP-127</a>
   */
  static boolean inUserNamespace(Pod pod) {
    return Boolean.FALSE.equals(pod.spec().hostUsers());
  }
}
