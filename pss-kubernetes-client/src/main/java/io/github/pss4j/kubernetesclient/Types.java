package io.github.pss4j.kubernetesclient;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.workload.GroupKind;
import io.kubernetes.client.common.KubernetesObject;

/** What objects say that they are, which need not be what their types are. */
final class Types {
  /** The core group. */
  static final ImmutableList<String> CORE = ImmutableList.of("");

  private Types() {}

  /** Refuses an object of another kind, or of a group that has no such kind. */
  static void check(KubernetesObject object, String kind, ImmutableList<String> groups) {
    String apiVersion = object.getApiVersion();
    if (object.getKind() != null) {
      checkText("kind", kind, object.getKind());
    }
    if (apiVersion != null && !groups.contains(GroupKind.of(apiVersion, kind).group())) {
      throw new IllegalArgumentException(
          "apiVersion: is \""
              + apiVersion
              + "\"; must be "
              + (groups.equals(CORE) ? "\"v1\"" : "of the group " + groups.get(0)));
    }
  }

  /** Refuses what is not a pod of the version that is read. */
  static void checkPod(KubernetesObject object) {
    if (object.getKind() != null) {
      checkText("kind", "Pod", object.getKind());
    }
    if (object.getApiVersion() != null) {
      checkText("apiVersion", "v1", object.getApiVersion());
    }
  }

  private static void checkText(String field, String wanted, String found) {
    if (!found.equals(wanted)) {
      throw new IllegalArgumentException(
          field + ": must be \"" + wanted + "\", but is \"" + found + '"');
    }
  }
}
