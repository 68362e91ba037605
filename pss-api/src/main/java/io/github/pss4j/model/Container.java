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

  public abstract @Nullable String image();

  public abstract ImmutableList<ContainerPort> ports();

  public abstract @Nullable Probe livenessProbe();

  public abstract @Nullable Probe readinessProbe();

  public abstract @Nullable Probe startupProbe();

  public abstract @Nullable Lifecycle lifecycle();

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
