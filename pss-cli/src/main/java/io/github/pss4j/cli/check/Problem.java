package io.github.pss4j.cli.check;

import io.github.pss4j.jackson.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * What could not be read, and why. Immutable.
 *
 * @param line counted from 1; 0 where the file as a whole is meant, and so is the column
 */
public record Problem(String file, int line, int column, String message) {
  /** A problem with an input as a whole. */
  public static Problem of(String file, String message) {
    return new Problem(file, 0, 0, message);
  }

  /** A problem with what stands in an input. */
  static Problem of(String file, InvalidDocumentException e) {
    String path = e.path().isEmpty() ? "" : e.path() + ": ";
    return new Problem(file, e.line(), e.column(), path + e.problem());
  }

  /** A file or directory that could not be read. */
  public static Problem of(String file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return of(file, "no such file or directory");
    }
    if (e instanceof AccessDeniedException) {
      return of(file, "permission denied");
    }
    return of(file, "cannot be read: " + e.getMessage());
  }
}
