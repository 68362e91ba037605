package io.github.pss4j.webhook;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Exceptions as a user is told of them: in words, without the names of their types. */
final class Problems {
  private Problems() {}

  static String text(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no file \"" + e.getMessage() + "\"";
    }
    if (e instanceof NotDirectoryException) {
      return "\"" + e.getMessage() + "\" is not a directory";
    }
    if (e instanceof AccessDeniedException) {
      return "\"" + e.getMessage() + "\" may not be read";
    }
    return e.getMessage() == null ? "it cannot be read" : e.getMessage();
  }
}
