package io.github.pss4j.model;

import org.immutables.value.Value;

/**
 * A pod or pod template, with the fields that Pod Security reads.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 */
@Value.Immutable
public abstract class Pod {
  Pod() {}

  /** The name, the labels and what else identifies the pod; without any field if it is absent. */
  @Value.Default
  public ObjectMeta metadata() {
    return ObjectMeta.empty();
  }

  /** What the pod is to run, and with which rights. */
  public abstract PodSpec spec();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Pod}; not thread-safe. */
  public static final class Builder extends ImmutablePod.Builder {
    Builder() {}
  }
}
