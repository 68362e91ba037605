package io.github.pss4j.workload;

import static java.util.Objects.requireNonNull;

/**
 * What kind of object something is, whatever the version of its API. Immutable.
 *
 * @param group the API group; empty for the core
 * @param kind the kind as a manifest has it: {@code Deployment}
 */
public record GroupKind(String group, String kind) {
  /** The kind of namespaces. */
  public static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  /** Checks that both are given. */
  public GroupKind {
    requireNonNull(group, "group");
    requireNonNull(kind, "kind");
  }

  /** The kind of an object with that {@code apiVersion}: {@code apps/v1}, or {@code v1}. */
  public static GroupKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return new GroupKind(slash < 0 ? "" : apiVersion.substring(0, slash), kind);
  }

  /** Kind and group: {@code Rollout.argoproj.io}; {@code Pod} for one of the core. */
  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
