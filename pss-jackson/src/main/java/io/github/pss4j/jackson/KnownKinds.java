package io.github.pss4j.jackson;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.workload.GroupKind;

/** The kinds of Kubernetes itself that bear no pod, in the groups whose kinds are all known. */
final class KnownKinds {
  /** The ending of the kinds of lists. */
  static final String LIST = "List";

  /** The API groups whose kinds are all known; any other group has a dot in its name. */
  private static final ImmutableSet<String> GROUPS_WITHOUT_DOT =
      ImmutableSet.of("", "apps", "autoscaling", "batch", "extensions", "policy");

  /** The kinds of those groups that bear no pod. */
  private static final ImmutableSet<String> KINDS_WITHOUT_POD =
      ImmutableSet.of(
          "Binding",
          "ComponentStatus",
          "ConfigMap",
          "ControllerRevision",
          "Endpoints",
          "Event",
          "Eviction",
          "HorizontalPodAutoscaler",
          "Ingress",
          "LimitRange",
          "Namespace",
          "NetworkPolicy",
          "Node",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "PodDisruptionBudget",
          "PodSecurityPolicy",
          "ResourceQuota",
          "Scale",
          "Secret",
          "Service",
          "ServiceAccount",
          "Status");

  private KnownKinds() {}

  /** Whether the kind is known to bear no pod. */
  static boolean bearsNoPod(GroupKind kind) {
    return GROUPS_WITHOUT_DOT.contains(kind.group())
        && (KINDS_WITHOUT_POD.contains(kind.kind()) || kind.kind().endsWith(LIST));
  }

  /** Whether the group may have kinds that are not known here. */
  static boolean isForeign(String group) {
    return !GROUPS_WITHOUT_DOT.contains(group) && group.contains(".");
  }
}
