package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The SELinux context of a pod or container. */
@Value.Immutable
public abstract class SeLinuxOptions {
  SeLinuxOptions() {}

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

  /** Builds a {@link SeLinuxOptions}; not thread-safe. */
  public static final class Builder extends ImmutableSeLinuxOptions.Builder {
    Builder() {}
  }
}
