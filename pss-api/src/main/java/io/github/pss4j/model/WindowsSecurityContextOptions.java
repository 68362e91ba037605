package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The settings of a security context that are specific to Windows. */
@Value.Immutable
public abstract class WindowsSecurityContextOptions {
  WindowsSecurityContextOptions() {}

  /** Whether to run as a host process container. */
  public abstract @Nullable Boolean hostProcess();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link WindowsSecurityContextOptions}; not thread-safe. */
  public static final class Builder extends ImmutableWindowsSecurityContextOptions.Builder {
    Builder() {}
  }
}
