package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The seccomp profile of a pod or container. */
@Value.Immutable
public abstract class SeccompProfile {
  SeccompProfile() {}

  /** {@code RuntimeDefault}, {@code Localhost} or {@code Unconfined}. */
  public abstract @Nullable String type();

  /** The file of the profile on the node, where the type is {@code Localhost}. */
  public abstract @Nullable String localhostProfile();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SeccompProfile}; not thread-safe. */
  public static final class Builder extends ImmutableSeccompProfile.Builder {
    Builder() {}
  }
}
