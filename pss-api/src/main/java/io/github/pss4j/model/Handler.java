package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What a probe or a lifecycle hook does, as far as it reaches over the network. */
@Value.Immutable
public abstract class Handler {
  Handler() {}

  public abstract @Nullable HttpGetAction httpGet();

  public abstract @Nullable TcpSocketAction tcpSocket();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Handler}; not thread-safe. */
  public static final class Builder extends ImmutableHandler.Builder {
    Builder() {}
  }
}
