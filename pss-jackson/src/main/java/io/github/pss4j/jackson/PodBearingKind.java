package io.github.pss4j.jackson;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.FieldPath;
import java.util.Optional;

/** The kinds of object that bear a pod, and where in them it stands. */
public enum PodBearingKind {
  POD("Pod", ImmutableSet.of("")),
  POD_TEMPLATE("PodTemplate", ImmutableSet.of(""), "template"),
  REPLICATION_CONTROLLER("ReplicationController", ImmutableSet.of(""), "spec", "template"),
  REPLICA_SET("ReplicaSet", Groups.APPS, "spec", "template"),
  DEPLOYMENT("Deployment", Groups.APPS, "spec", "template"),
  STATEFUL_SET("StatefulSet", Groups.APPS, "spec", "template"),
  DAEMON_SET("DaemonSet", Groups.APPS, "spec", "template"),
  JOB("Job", Groups.BATCH, "spec", "template"),
  CRON_JOB("CronJob", Groups.BATCH, "spec", "jobTemplate", "spec", "template");

  private static final class Groups {
    /** {@code extensions} was the group of some of them in older releases. */
    static final ImmutableSet<String> APPS = ImmutableSet.of("apps", "extensions");

    static final ImmutableSet<String> BATCH = ImmutableSet.of("batch");
  }

  private final String kind;
  private final ImmutableSet<String> groups;
  private final ImmutableList<String> template;

  PodBearingKind(String kind, ImmutableSet<String> groups, String... template) {
    this.kind = kind;
    this.groups = groups;
    this.template = ImmutableList.copyOf(template);
  }

  /** The kind of that name, if it is one of these in that API group; {@code ""} is the core. */
  static Optional<PodBearingKind> of(String group, String kind) {
    for (PodBearingKind candidate : values()) {
      if (candidate.kind.equals(kind) && candidate.groups.contains(group)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The kind of that name in whatever group it is. */
  static Optional<PodBearingKind> named(String kind) {
    for (PodBearingKind candidate : values()) {
      if (candidate.kind.equals(kind)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The field names that lead from the object to its pod template; none for a pod itself. */
  ImmutableList<String> template() {
    return template;
  }

  /** Where a field of the pod stands in the object: {@code spec.template.spec.hostNetwork}. */
  public FieldPath pathInObject(FieldPath inPod) {
    if (template.isEmpty()) {
      return inPod;
    }
    FieldPath path = FieldPath.of(template.get(0));
    for (String field : template.subList(1, template.size())) {
      path = path.field(field);
    }
    return path.append(inPod);
  }

  /** The kind as a manifest has it: {@code CronJob}. */
  @Override
  public String toString() {
    return kind;
  }
}
