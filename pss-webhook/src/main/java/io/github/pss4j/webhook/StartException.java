package io.github.pss4j.webhook;

import org.jspecify.annotations.Nullable;

/** The server cannot begin: what is wrong with what it was given, in words for its user. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String problem, @Nullable Exception cause) {
    super(problem, cause);
  }
}
