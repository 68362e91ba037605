package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What is particular to Windows in a security context. */
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
