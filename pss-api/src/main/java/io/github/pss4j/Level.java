package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A level of the Pod Security Standards, from the most permissive to the strictest.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public enum Level {
  /** Unrestricted: no control applies. */
  PRIVILEGED("privileged"),
  /** Prevents known privilege escalations. */
  BASELINE("baseline"),
  /** Follows current hardening best practices. */
  RESTRICTED("restricted");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  /** Reads a level, such as {@code restricted}; empty for any other text. Letter case matters. */
  public static Optional<Level> tryParse(String text) {
    requireNonNull(text, "text");
    for (Level level : values()) {
      if (level.text.equals(text)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a level, such as {@code restricted}. Letter case matters.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Level parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown level \""
                        + text
                        + "\": must be one of privileged, baseline, restricted"));
  }

  /** Whether this level is stricter than the other one. */
  public boolean isStricterThan(Level other) {
    return compareTo(other) > 0;
  }

  /** The level as a namespace label has it: {@code restricted}. */
  @Override
  public String toString() {
    return text;
  }
}
