package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An init, regular or ephemeral container of a pod. */
@Value.Immutable
public abstract class Container {
  Container() {}

  /** The name, unique in a valid pod; empty if it is absent. */
  @Value.Default
  public String name() {
    return "";
  }

  /** The image to run. */
  public abstract @Nullable String image();

  /** The ports of the container, and those of the node that lead to them. */
  public abstract ImmutableList<ContainerPort> ports();

  /** The check on whose failure the container is restarted. */
  public abstract @Nullable Probe livenessProbe();

  /** The check on whose failure the container gets no traffic. */
  public abstract @Nullable Probe readinessProbe();

  /** The check that must pass before the others begin. */
  public abstract @Nullable Probe startupProbe();

  /** What is done after the container has started and before it is stopped. */
  public abstract @Nullable Lifecycle lifecycle();

  /** The container's own security settings, which take precedence over the pod's. */
  public abstract @Nullable SecurityContext securityContext();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Container}; not thread-safe. */
  public static final class Builder extends ImmutableContainer.Builder {
    Builder() {}
  }
}
