package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An object that a pod belongs to. */
@Value.Immutable
public abstract class OwnerReference {
  OwnerReference() {}

  public abstract @Nullable String apiVersion();

  public abstract @Nullable String kind();

  public abstract @Nullable String name();

  public abstract @Nullable String uid();

  /** Whether the owner is the managing controller. */
  public abstract @Nullable Boolean controller();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link OwnerReference}; not thread-safe. */
  public static final class Builder extends ImmutableOwnerReference.Builder {
    Builder() {}
  }
}
