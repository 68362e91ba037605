package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A TCP connection that the kubelet opens. */
@Value.Immutable
public abstract class TcpSocketAction {
  TcpSocketAction() {}

  /** The host to connect to; the pod itself where it is absent or empty. */
  public abstract @Nullable String host();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link TcpSocketAction}; not thread-safe. */
  public static final class Builder extends ImmutableTcpSocketAction.Builder {
    Builder() {}
  }
}
