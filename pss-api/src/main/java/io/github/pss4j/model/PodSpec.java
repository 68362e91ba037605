package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The specification of a pod. */
@Value.Immutable
public abstract class PodSpec {
  PodSpec() {}

  public abstract ImmutableList<Volume> volumes();

  public abstract ImmutableList<Container> initContainers();

  public abstract ImmutableList<Container> containers();

  public abstract ImmutableList<Container> ephemeralContainers();

  /** True shares the network namespace of the node. */
  public abstract @Nullable Boolean hostNetwork();

  /** True shares the process namespace of the node. */
  public abstract @Nullable Boolean hostPID();

  /** True shares the IPC namespace of the node. */
  public abstract @Nullable Boolean hostIPC();

  /** False runs the pod in a user namespace of its own. */
  public abstract @Nullable Boolean hostUsers();

  public abstract @Nullable PodOS os();

  public abstract @Nullable String runtimeClassName();

  public abstract @Nullable PodSecurityContext securityContext();

  /**
   * All containers in the order in which Pod Security visits them: init, regular, ephemeral. {@code
   * Subject.container(spec, index)} takes an index of this list.
   */
  @Value.Derived
  public ImmutableList<Container> allContainers() {
    if (initContainers().isEmpty() && ephemeralContainers().isEmpty()) {
      return containers();
    }
    return ImmutableList.<Container>builderWithExpectedSize(
            initContainers().size() + containers().size() + ephemeralContainers().size())
        .addAll(initContainers())
        .addAll(containers())
        .addAll(ephemeralContainers())
        .build();
  }

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PodSpec}; not thread-safe. */
  public static final class Builder extends ImmutablePodSpec.Builder {
    Builder() {}
  }
}
