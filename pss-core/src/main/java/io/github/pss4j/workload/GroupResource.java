package io.github.pss4j.workload;

import static java.util.Objects.requireNonNull;

/**
 * A kind of object as the path of a request names it. Immutable.
 *
 * @param group the API group; empty for the core
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

  /** Resource and group: {@code deployments.apps}; {@code pods} for one of the core. */
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
