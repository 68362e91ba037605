package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The operating system of the containers of a pod. */
@Value.Immutable
public abstract class PodOS {
  PodOS() {}

  /** {@code windows} or {@code linux}. */
  public abstract @Nullable String name();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PodOS}; not thread-safe. */
  public static final class Builder extends ImmutablePodOS.Builder {
    Builder() {}
  }
}
