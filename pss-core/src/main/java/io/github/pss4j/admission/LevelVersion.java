package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.Level;
import io.github.pss4j.Version;

/** A level as it was at a policy version: what a mode asks of a pod. Immutable. */
public record LevelVersion(Level level, Version version) {
  private static final LevelVersion PRIVILEGED =
      new LevelVersion(Level.PRIVILEGED, Version.latest());

  /** Checks that both are given. */
  public LevelVersion {
    requireNonNull(level);
    requireNonNull(version);
  }

  /** {@code privileged:latest}, which asks nothing. */
  public static LevelVersion privileged() {
    return PRIVILEGED;
  }

  /** Whether this asks nothing, at whatever version. */
  public boolean isPrivileged() {
    return level == Level.PRIVILEGED;
  }

  /** Whether both ask the same: they are equal, or both privileged. */
  public boolean isEquivalentTo(LevelVersion other) {
    return equals(other) || (isPrivileged() && other.isPrivileged());
  }

  /** The two as an audit annotation has them: {@code restricted:latest}, {@code baseline:v1.25}. */
  @Override
  public String toString() {
    return level + ":" + version;
  }
}
