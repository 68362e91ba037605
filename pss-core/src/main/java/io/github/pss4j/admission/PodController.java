package io.github.pss4j.admission;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A resource whose objects make pods from a template: what it is called, and where in the object
 * the template stands. Immutable.
 *
 * @param resource what a request calls it
 * @param kind the kind that its objects must have; empty if any will do
 * @param template the field names that lead from the object to the template; at least one
 * @param mayLackTemplate whether an object without the template makes no pods; otherwise it is as
 *     good as one with an empty template
 */
public record PodController(
    GroupResource resource,
    Optional<String> kind,
    ImmutableList<String> template,
    boolean mayLackTemplate) {
  /** Checks that the path to the template has a step. */
  public PodController {
    requireNonNull(resource);
    requireNonNull(kind);
    checkArgument(!template.isEmpty(), "the path to the template must have at least one field");
  }

  /**
   * A custom resource, whose template may be absent.
   *
   * @param template the field names that lead to the pod template: {@code "spec", "template"}
   */
  public static PodController of(GroupResource resource, String... template) {
    return new PodController(resource, Optional.empty(), ImmutableList.copyOf(template), true);
  }

  /** The resources of Kubernetes itself that make pods. */
  static final ImmutableList<PodController> BUILT_IN =
      ImmutableList.of(
          builtIn("", "podtemplates", "PodTemplate", "template"),
          new PodController(
              new GroupResource("", "replicationcontrollers"),
              Optional.of("ReplicationController"),
              ImmutableList.of("spec", "template"),
              true),
          builtIn("apps", "replicasets", "ReplicaSet", "spec", "template"),
          builtIn("apps", "deployments", "Deployment", "spec", "template"),
          builtIn("apps", "statefulsets", "StatefulSet", "spec", "template"),
          builtIn("apps", "daemonsets", "DaemonSet", "spec", "template"),
          builtIn("batch", "jobs", "Job", "spec", "template"),
          builtIn("batch", "cronjobs", "CronJob", "spec", "jobTemplate", "spec", "template"));

  private static PodController builtIn(
      String group, String resource, String kind, String... template) {
    return new PodController(
        new GroupResource(group, resource),
        Optional.of(kind),
        ImmutableList.copyOf(template),
        false);
  }
}
