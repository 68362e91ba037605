package io.github.pss4j.admission;

import io.github.pss4j.LevelVersion;

/**
 * Is told of decisions, as the API server counts them in its metrics. Must be thread-safe.
 *
 * <p>It is called before the decision is returned, in the thread of the caller. What it throws is
 * ignored.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/security/pod-security-admission/#metrics">Metrics</a>
 */
public interface AdmissionListener {
  /**
   * A pod or pod template was judged. In the modes audit and warn only violations are reported.
   *
   * @param asked the level and version of the namespace in that mode
   * @param allowed whether the pod meets them
   */
  default void evaluated(
      AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {}

  /** The request was exempt. */
  default void exempted(AdmissionRequest request) {}

  /**
   * Something went wrong.
   *
   * @param fatal whether the object could not be judged; if not, a label of its namespace is
   *     invalid
   * @param error the text of the audit annotation
   */
  default void failed(AdmissionRequest request, boolean fatal, String error) {}
}
