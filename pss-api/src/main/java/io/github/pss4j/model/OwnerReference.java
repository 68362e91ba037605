package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An object that a pod belongs to. */
@Value.Immutable
public abstract class OwnerReference {
  OwnerReference() {}

  /** The group and version of the owner's kind, such as {@code apps/v1}. */
  public abstract @Nullable String apiVersion();

  /** The owner's kind, such as {@code ReplicaSet}. */
  public abstract @Nullable String kind();

  /** The owner's name. */
  public abstract @Nullable String name();

  /** The owner's id. */
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
