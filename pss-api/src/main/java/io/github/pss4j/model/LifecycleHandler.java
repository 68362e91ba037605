package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What to do at a lifecycle event, with those of its actions that connect to a host. */
@Value.Immutable
public abstract class LifecycleHandler {
  LifecycleHandler() {}

  /** An HTTP request to make. */
  public abstract @Nullable HTTPGetAction httpGet();

  /** A TCP connection to open. */
  public abstract @Nullable TCPSocketAction tcpSocket();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LifecycleHandler}; not thread-safe. */
  public static final class Builder extends ImmutableLifecycleHandler.Builder {
    Builder() {}
  }
}
