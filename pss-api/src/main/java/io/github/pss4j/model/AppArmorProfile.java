package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The AppArmor profile of a pod or container. */
@Value.Immutable
public abstract class AppArmorProfile {
  AppArmorProfile() {}

  /** {@code RuntimeDefault}, {@code Localhost} or {@code Unconfined}. */
  public abstract @Nullable String type();

  /** The name of the profile on the node, where the type is {@code Localhost}. */
  public abstract @Nullable String localhostProfile();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link AppArmorProfile}; not thread-safe. */
  public static final class Builder extends ImmutableAppArmorProfile.Builder {
    Builder() {}
  }
}
