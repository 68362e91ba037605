package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A level of the Pod Security Standards at a policy version, such as {@code restricted:v1.35}.
 * Immutable and thread-safe.
 */
public final class LevelVersion {
  private static final LevelVersion PRIVILEGED =
      new LevelVersion(Level.PRIVILEGED, Version.latest());

  private final Level level;
  private final Version version;

  private LevelVersion(Level level, Version version) {
    this.level = requireNonNull(level, "level");
    this.version = requireNonNull(version, "version");
  }

  /** That level at that version. */
  public static LevelVersion of(Level level, Version version) {
    return new LevelVersion(level, version);
  }

  /** Reads a level and a version, such as {@code restricted:v1.35}; empty for any other text. */
  public static Optional<LevelVersion> tryParse(String text) {
    requireNonNull(text, "text");
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Level.tryParse(text.substring(0, colon))
            .flatMap(
                level ->
                    Version.tryParse(text.substring(colon + 1)).map(version -> of(level, version)));
  }

  /**
   * Reads a level and a version, such as {@code restricted:v1.35}.
   *
   * @throws IllegalArgumentException for any other text, naming the part that is wrong
   */
  public static LevelVersion parse(String text) {
    requireNonNull(text, "text");
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be a level and a version, such as \"restricted:v1.35\"");
    }
    return of(Level.parse(text.substring(0, colon)), Version.parse(text.substring(colon + 1)));
  }

  /** {@code privileged:latest}, which demands nothing. */
  public static LevelVersion privileged() {
    return PRIVILEGED;
  }

  /** The level. */
  public Level level() {
    return level;
  }

  /** The version. */
  public Version version() {
    return version;
  }

  /** Whether this demands nothing, which privileged does at every version. */
  public boolean isPrivileged() {
    return level == Level.PRIVILEGED;
  }

  /** Whether both demand the same: they are equal, or both privileged. */
  public boolean isEquivalentTo(LevelVersion other) {
    requireNonNull(other, "other");
    return equals(other) || (isPrivileged() && other.isPrivileged());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LevelVersion that
        && level == that.level
        && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(level, version);
  }

  /** Level and version as the API server writes them: {@code restricted:latest}. */
  @Override
  public String toString() {
    return level + ":" + version;
  }
}
