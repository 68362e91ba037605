package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A port of a container. */
@Value.Immutable
public abstract class ContainerPort {
  ContainerPort() {}

  /** The port in the container. */
  public abstract @Nullable Integer containerPort();

  /** The port on the node; 0 or absent exposes none. */
  public abstract @Nullable Integer hostPort();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ContainerPort}; not thread-safe. */
  public static final class Builder extends ImmutableContainerPort.Builder {
    Builder() {}
  }
}
