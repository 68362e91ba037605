package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;

/** The level and version of a namespace in each mode. Immutable. */
public record NamespacePolicy(LevelVersion enforce, LevelVersion audit, LevelVersion warn) {
  private static final NamespacePolicy PRIVILEGED =
      new NamespacePolicy(
          LevelVersion.privileged(), LevelVersion.privileged(), LevelVersion.privileged());

  /** Checks that all three are given. */
  public NamespacePolicy {
    requireNonNull(enforce, "enforce");
    requireNonNull(audit, "audit");
    requireNonNull(warn, "warn");
  }

  /** {@code privileged:latest} in each mode: the default of a cluster without a configuration. */
  public static NamespacePolicy privileged() {
    return PRIVILEGED;
  }

  /** The level and version in a mode. */
  public LevelVersion of(Mode mode) {
    return switch (mode) {
      case ENFORCE -> enforce;
      case AUDIT -> audit;
      case WARN -> warn;
    };
  }

  /** Whether no mode demands anything. */
  public boolean isFullyPrivileged() {
    return enforce.isPrivileged() && audit.isPrivileged() && warn.isPrivileged();
  }

  /** Whether both demand the same in each mode. */
  public boolean isEquivalentTo(NamespacePolicy other) {
    return enforce.isEquivalentTo(other.enforce)
        && audit.isEquivalentTo(other.audit)
        && warn.isEquivalentTo(other.warn);
  }

  /**
   * The six namespace labels that set this policy whatever the defaults of the cluster, by mode,
   * the level before the version.
   */
  public ImmutableMap<String, String> toLabels() {
    ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
    for (Mode mode : Mode.values()) {
      labels.put(mode.levelLabel(), of(mode).level().toString());
      labels.put(mode.versionLabel(), of(mode).version().toString());
    }
    return labels.buildOrThrow();
  }
}
