package io.github.pss4j.workload;

import static java.util.Objects.requireNonNull;

/**
 * A resource as requests name it: an API group and the plural of a kind. Immutable.
 *
 * @param group the API group; empty for the core group
 * @param resource the plural in lower case: {@code deployments}
 */
public record GroupResource(String group, String resource) {
  /** The resource of namespaces. */
  public static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  /** The resource of pods. */
  public static final GroupResource PODS = new GroupResource("", "pods");

  /** Checks that both are given. */
  public GroupResource {
    requireNonNull(group, "group");
    requireNonNull(resource, "resource");
  }

  /**
   * Resource and group, {@code deployments.apps}, or the resource alone in the core group, {@code
   * pods}.
   */
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
