package io.github.pss4j.jackson.shape;

import org.jspecify.annotations.Nullable;

/**
 * Strings that nearly every pod has. They are found by their bytes, so that none of them is made
 * anew for each pod; what they mean does not matter here.
 */
public final class WellKnown {
  /**
   * Keys of labels and annotations.
   *
   * @see <a href="https://kubernetes.io/docs/reference/labels-annotations-taints/">Well-Known
   *     Labels, Annotations and Taints</a>
   */
  static final Fields KEYS =
      Fields.of(
          "app",
          "app.kubernetes.io/component",
          "app.kubernetes.io/instance",
          "app.kubernetes.io/managed-by",
          "app.kubernetes.io/name",
          "app.kubernetes.io/part-of",
          "app.kubernetes.io/version",
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-name",
          "controller-revision-hash",
          "controller-uid",
          "helm.sh/chart",
          "job-name",
          "k8s-app",
          "kubectl.kubernetes.io/default-container",
          "kubectl.kubernetes.io/last-applied-configuration",
          "kubectl.kubernetes.io/restartedAt",
          "kubernetes.io/config.hash",
          "kubernetes.io/config.mirror",
          "kubernetes.io/config.seen",
          "kubernetes.io/config.source",
          "kubernetes.io/metadata.name",
          "pod-template-generation",
          "pod-template-hash",
          "prometheus.io/path",
          "prometheus.io/port",
          "prometheus.io/scrape",
          "seccomp.security.alpha.kubernetes.io/pod",
          "statefulset.kubernetes.io/pod-name",
          "version");

  private static final Fields VALUES =
      Fields.of(
          "ALL",
          "DaemonSet",
          "Default",
          "Job",
          "Localhost",
          "NET_BIND_SERVICE",
          "Node",
          "Pod",
          "ReplicaSet",
          "RuntimeDefault",
          "StatefulSet",
          "Unconfined",
          "apps/v1",
          "batch/v1",
          "default",
          "kube-system",
          "linux",
          "v1",
          "windows");

  private WellKnown() {}

  /** The value whose UTF-8 stands at that place of a buffer, or null if it is not well known. */
  public static @Nullable String value(byte[] buffer, int start, int end) {
    int found = VALUES.indexOf(buffer, start, end);
    return found < 0 ? null : VALUES.name(found);
  }
}
