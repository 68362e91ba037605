package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The specification of a pod. */
@Value.Immutable
public abstract class PodSpec {
  PodSpec() {}

  /** The volumes that containers may mount. */
  public abstract ImmutableList<Volume> volumes();

  /** The containers that run before the others, in order. */
  public abstract ImmutableList<Container> initContainers();

  /** The regular containers. */
  public abstract ImmutableList<Container> containers();

  /** The containers that were added to the running pod to debug it. */
  public abstract ImmutableList<Container> ephemeralContainers();

  /** True shares the network namespace of the node. */
  public abstract @Nullable Boolean hostNetwork();

  /** True shares the process namespace of the node. */
  public abstract @Nullable Boolean hostPID();

  /** True shares the IPC namespace of the node. */
  public abstract @Nullable Boolean hostIPC();

  /** False runs the pod in a user namespace of its own. */
  public abstract @Nullable Boolean hostUsers();

  /** The operating system; Linux if it is absent. */
  public abstract @Nullable PodOS os();

  /** The runtime class that runs the pod. */
  public abstract @Nullable String runtimeClassName();

  /** The security settings of the pod, which its containers inherit. */
  public abstract @Nullable PodSecurityContext securityContext();

  /**
   * All containers in the order in which Pod Security visits them: init, regular, ephemeral. {@code
   * Subject.container(spec, index)} takes an index of this list.
   */
  @Value.Derived
  @Value.Auxiliary
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
