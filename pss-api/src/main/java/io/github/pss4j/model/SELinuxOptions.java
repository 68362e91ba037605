package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The SELinux context of a pod or container. */
@Value.Immutable
public abstract class SELinuxOptions {
  SELinuxOptions() {}

  /** The SELinux user label. */
  public abstract @Nullable String user();

  /** The SELinux role label. */
  public abstract @Nullable String role();

  /** The SELinux type label. */
  public abstract @Nullable String type();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link SELinuxOptions}; not thread-safe. */
  public static final class Builder extends ImmutableSELinuxOptions.Builder {
    Builder() {}
  }
}
