package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What the kubelet does after a container has started and before it is stopped. */
@Value.Immutable
public abstract class Lifecycle {
  Lifecycle() {}

  /** What is done right after the container has started. */
  public abstract @Nullable LifecycleHandler postStart();

  /** What is done right before the container is stopped. */
  public abstract @Nullable LifecycleHandler preStop();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Lifecycle}; not thread-safe. */
  public static final class Builder extends ImmutableLifecycle.Builder {
    Builder() {}
  }
}
