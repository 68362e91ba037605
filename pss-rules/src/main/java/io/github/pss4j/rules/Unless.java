package io.github.pss4j.rules;

import io.github.pss4j.Check;
import io.github.pss4j.model.PodOs;
import io.github.pss4j.model.PodSpec;

/** What later revisions of a control exempt from it, worked into the check of an earlier one. */
final class Unless {
  private Unless() {}

  /**
   * Allows a Windows pod outright.
   *
   * @see <a href="https://kep.k8s.io/2802">KEP-2802</a>
   */
  static Check windows(Check check) {
    return pod -> isWindows(pod.spec()) ? null : check.check(pod);
  }

  /**
   * Allows a pod outright that runs in a user namespace of its own.
   *
   * @see <a href="https://kep.k8s.io/127">KEP-127</a>
   */
  static Check inUserNamespace(Check check) {
    return pod -> Boolean.FALSE.equals(pod.spec().hostUsers()) ? null : check.check(pod);
  }

  private static boolean isWindows(PodSpec spec) {
    PodOs os = spec.os();
    return os != null && "windows".equals(os.name());
  }
}
