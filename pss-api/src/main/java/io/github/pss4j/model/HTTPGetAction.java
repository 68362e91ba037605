package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An HTTP GET request that the kubelet makes. */
@Value.Immutable
public abstract class HTTPGetAction {
  HTTPGetAction() {}

  /** The host to connect to; the pod itself if absent or empty. */
  public abstract @Nullable String host();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link HTTPGetAction}; not thread-safe. */
  public static final class Builder extends ImmutableHTTPGetAction.Builder {
    Builder() {}
  }
}
