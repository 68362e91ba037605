package io.github.pss4j.workload;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.FieldPath;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object that bears a pod: what it is called, and where in the object the pod stands.
 * Immutable and thread-safe.
 *
 * <p>{@link #standard()} lists those of Kubernetes itself; {@link #custom} makes others.
 */
public final class PodBearingKind {
  private static final ImmutableList<String> CORE = ImmutableList.of("");

  /** {@code extensions} was the group of some kinds in older releases. */
  private static final ImmutableList<String> APPS = ImmutableList.of("apps", "extensions");

  private static final ImmutableList<String> BATCH = ImmutableList.of("batch");

  private static final PodBearingKind POD = standard("Pod", CORE, "pods");

  private static final ImmutableList<PodBearingKind> STANDARD =
      ImmutableList.of(
          POD,
          standard("PodTemplate", CORE, "podtemplates", "template"),
          new PodBearingKind(
              "ReplicationController",
              CORE,
              "replicationcontrollers",
              ImmutableList.of("spec", "template"),
              true),
          standard("ReplicaSet", APPS, "replicasets", "spec", "template"),
          standard("Deployment", APPS, "deployments", "spec", "template"),
          standard("StatefulSet", APPS, "statefulsets", "spec", "template"),
          standard("DaemonSet", APPS, "daemonsets", "spec", "template"),
          standard("Job", BATCH, "jobs", "spec", "template"),
          standard("CronJob", BATCH, "cronjobs", "spec", "jobTemplate", "spec", "template"));

  private final String kind;
  private final ImmutableList<String> groups;
  private final GroupResource resource;
  private final ImmutableList<String> template;
  private final boolean mayLackTemplate;

  private PodBearingKind(
      String kind,
      ImmutableList<String> groups,
      String resource,
      ImmutableList<String> template,
      boolean mayLackTemplate) {
    this.kind = requireNonNull(kind, "kind");
    this.groups = groups;
    this.resource = new GroupResource(groups.get(0), resource);
    this.template = template;
    this.mayLackTemplate = mayLackTemplate;
  }

  private static PodBearingKind standard(
      String kind, ImmutableList<String> groups, String resource, String... template) {
    return new PodBearingKind(kind, groups, resource, ImmutableList.copyOf(template), false);
  }

  /** The nine kinds of Kubernetes itself; the first is the pod. */
  public static ImmutableList<PodBearingKind> standard() {
    return STANDARD;
  }

  /** The kind {@code Pod}. */
  public static PodBearingKind pod() {
    return POD;
  }

  /**
   * A kind of custom resource, whose objects may lack the template.
   *
   * @param kind what its objects are called: {@code Rollout}
   * @param resource what requests call it: {@code rollouts} in {@code argoproj.io}
   * @param template the field names that lead from the object to its pod template: {@code "spec",
   *     "template"}
   * @throws IllegalArgumentException if no field name is given
   */
  public static PodBearingKind custom(String kind, GroupResource resource, String... template) {
    requireNonNull(resource, "resource");
    requireNonNull(template, "template");
    checkArgument(
        template.length > 0, "the path to the template of %s must have at least one field", kind);
    return new PodBearingKind(
        kind,
        ImmutableList.of(resource.group()),
        resource.resource(),
        ImmutableList.copyOf(template),
        true);
  }

  /** The standard kind of that name in that API group; {@code ""} is the core group. */
  public static Optional<PodBearingKind> find(String group, String kind) {
    requireNonNull(group, "group");
    return named(kind).filter(it -> it.groups.contains(group));
  }

  /** The standard kind of that name, whatever its group. */
  public static Optional<PodBearingKind> named(String kind) {
    requireNonNull(kind, "kind");
    return STANDARD.stream().filter(it -> it.kind.equals(kind)).findFirst();
  }

  /** The kind as a manifest has it: {@code CronJob}. */
  public String kind() {
    return kind;
  }

  /**
   * The API groups that have or had the kind, the present one first; {@code ""} is the core group.
   */
  public ImmutableList<String> groups() {
    return groups;
  }

  /** The resource of the kind in its present group: {@code cronjobs.batch}. */
  public GroupResource resource() {
    return resource;
  }

  /** The field names that lead from the object to its pod template; empty for a pod itself. */
  public ImmutableList<String> template() {
    return template;
  }

  /**
   * Whether an object may lack the template, and then bears no pod. In any other kind, a missing
   * template is an empty one.
   */
  public boolean mayLackTemplate() {
    return mayLackTemplate;
  }

  /** Whether an object of this kind is a pod itself. */
  public boolean isPod() {
    return equals(POD);
  }

  /** The path in the object to a field of the pod: {@code spec.template.spec.hostNetwork}. */
  public FieldPath pathInObject(FieldPath inPod) {
    requireNonNull(inPod, "inPod");
    if (template.isEmpty()) {
      return inPod;
    }
    FieldPath path = FieldPath.of(template.get(0));
    for (String field : template.subList(1, template.size())) {
      path = path.field(field);
    }
    return path.append(inPod);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PodBearingKind that
        && kind.equals(that.kind)
        && groups.equals(that.groups)
        && resource.equals(that.resource)
        && template.equals(that.template)
        && mayLackTemplate == that.mayLackTemplate;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, resource);
  }

  /** The kind as a manifest has it: {@code CronJob}. */
  @Override
  public String toString() {
    return kind;
  }
}
