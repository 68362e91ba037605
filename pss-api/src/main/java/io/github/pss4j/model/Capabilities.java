package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import org.immutables.value.Value;

/** Linux capabilities to add to and to drop from the default set of the container runtime. */
@Value.Immutable
public abstract class Capabilities {
  Capabilities() {}

  /** Added capabilities. */
  public abstract ImmutableList<String> add();

  /** Removed capabilities. */
  public abstract ImmutableList<String> drop();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Capabilities}; not thread-safe. */
  public static final class Builder extends ImmutableCapabilities.Builder {
    Builder() {}
  }
}
