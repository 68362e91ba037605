package io.github.pss4j.cli;

/** A command line that cannot be done: its message says why and what would be right. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
