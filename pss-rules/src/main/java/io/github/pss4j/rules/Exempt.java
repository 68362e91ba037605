package io.github.pss4j.rules;

import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import java.util.function.Predicate;

/** Pods that later revisions of a control let pass unchecked. */
final class Exempt {
  /**
   * Windows pods.
   *
   * @see <a href="https://kep.k8s.io/2802">KEP-2802</a>
   */
  static final Predicate<Pod> WINDOWS = Exempt::isWindows;

  /**
   * Pods in a user namespace of their own.
   *
   * @see <a href="https://kep.k8s.io/127">KEP-127</a>
   */
  static final Predicate<Pod> USER_NAMESPACE = pod -> Boolean.FALSE.equals(pod.spec().hostUsers());

  private Exempt() {}

  private static boolean isWindows(Pod pod) {
    PodOS os = pod.spec().os();
    return os != null && "windows".equals(os.name());
  }
}
