package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A health check of a container, with those of its actions that connect to a host. */
@Value.Immutable
public abstract class Probe {
  Probe() {}

  /** An HTTP request that must succeed. */
  public abstract @Nullable HTTPGetAction httpGet();

  /** A TCP connection that must open. */
  public abstract @Nullable TCPSocketAction tcpSocket();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Probe}; not thread-safe. */
  public static final class Builder extends ImmutableProbe.Builder {
    Builder() {}
  }
}
