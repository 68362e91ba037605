package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy version: {@code latest}, or the minor version of a Kubernetes release, {@code v1.25}.
 *
 * <p>Immutable and thread-safe. {@code latest} is newer than every number. A policy judges a
 * version newer than any that it knows as the newest that it knows.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security
 *     Admission</a>
 */
public final class Version implements Comparable<Version> {
  private static final Pattern NUMBERED = Pattern.compile("v1\\.(0|[1-9][0-9]*)");
  private static final Version LATEST = new Version(-1, "latest");

  private final long minor;
  private final String text;

  private Version(long minor, String text) {
    this.minor = minor;
    this.text = text;
  }

  /** {@code latest}: whichever version is the newest. */
  public static Version latest() {
    return LATEST;
  }

  /**
   * The version {@code v1.minor}.
   *
   * @throws IllegalArgumentException if the minor version is negative
   */
  public static Version of(long minor) {
    checkArgument(minor >= 0, "minor version must not be negative, but is %s", minor);
    return new Version(minor, "v1." + minor);
  }

  /** Reads {@code latest}, or {@code v1.} and a plain number; empty for any other text. */
  public static Optional<Version> tryParse(String text) {
    requireNonNull(text, "text");
    if (text.equals(LATEST.text)) {
      return Optional.of(LATEST);
    }
    if (!NUMBERED.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Version(Long.parseLong(text.substring(3)), text));
    } catch (NumberFormatException tooLarge) {
      // As in the API server, a minor version has 63 bits.
      return Optional.empty();
    }
  }

  /**
   * Reads {@code latest}, or {@code v1.} and a plain number.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown version \"" + text + "\": must be \"latest\" or \"v1.x\""));
  }

  /** Whether this is {@code latest}. */
  public boolean isLatest() {
    return minor < 0;
  }

  /**
   * The number after {@code v1.}.
   *
   * @throws IllegalStateException if this is {@code latest}, which has none
   */
  public long minor() {
    checkState(!isLatest(), "\"latest\" has no minor version");
    return minor;
  }

  /** Whether this is newer than the other one; {@code latest} is newer than every number. */
  public boolean isNewerThan(Version other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Version other) {
    return isLatest() == other.isLatest()
        ? Long.compare(minor, other.minor)
        : Boolean.compare(isLatest(), other.isLatest());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Version that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The version as a namespace label has it: {@code latest}, {@code v1.25}. */
  @Override
  public String toString() {
    return text;
  }
}
