package io.github.pss4j.model;

import org.immutables.value.Value;

/** A kernel parameter that a pod sets. */
@Value.Immutable
public abstract class Sysctl {
  Sysctl() {}

  /** The name, such as {@code kernel.shm_rmid_forced}. */
  @Value.Default
  public String name() {
    return "";
  }

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Sysctl}; not thread-safe. */
  public static final class Builder extends ImmutableSysctl.Builder {
    Builder() {}
  }
}
