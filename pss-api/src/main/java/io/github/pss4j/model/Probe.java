package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A check that the kubelet makes of a container, as far as it reaches over the network. */
@Value.Immutable
public abstract class Probe {
  Probe() {}

  public abstract @Nullable HTTPGetAction httpGet();

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
