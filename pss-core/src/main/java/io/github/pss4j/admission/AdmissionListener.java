package io.github.pss4j.admission;

import io.github.pss4j.LevelVersion;

/**
 * Hears what is decided, as the API server counts it in its metrics. Must be thread-safe.
 *
 * <p>It is told before the decision is returned, in the thread of the caller. What it throws is
 * dropped: the decision stands.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/security/pod-security-admission/#metrics">Metrics</a>
 */
public interface AdmissionListener {
  /**
   * A pod or template was judged. Of audit and warn only what violates is told.
   *
   * @param asked level and version as the namespace has them
   * @param allowed whether the pod meets them
   */
  default void evaluated(
      AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {}

  /** The request was exempt. */
  default void exempted(AdmissionRequest request) {}

  /**
   * Something went wrong.
   *
   * @param fatal whether the object could not be judged; otherwise only a label meant nothing
   * @param error what is audited of it
   */
  default void failed(AdmissionRequest request, boolean fatal, String error) {}
}
