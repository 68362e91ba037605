package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A TCP connection that the kubelet opens. */
@Value.Immutable
public abstract class TCPSocketAction {
  TCPSocketAction() {}

  /** The host to connect to; the pod itself if absent or empty. */
  public abstract @Nullable String host();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link TCPSocketAction}; not thread-safe. */
  public static final class Builder extends ImmutableTCPSocketAction.Builder {
    Builder() {}
  }
}
