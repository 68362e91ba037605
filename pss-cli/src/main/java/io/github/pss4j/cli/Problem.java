package io.github.pss4j.cli;

import io.github.pss4j.jackson.InvalidDocumentException;

/**
 * What could not be read, and why.
 *
 * @param line counted from 1; 0 where the file as a whole is meant, and so is the column
 */
record Problem(String file, int line, int column, String message) {
  /** A problem with an input as a whole. */
  static Problem of(String file, String message) {
    return new Problem(file, 0, 0, message);
  }

  /** A problem with what stands in an input. */
  static Problem of(String file, InvalidDocumentException e) {
    String path = e.path().isEmpty() ? "" : e.path() + ": ";
    return new Problem(file, e.line(), e.column(), path + e.problem());
  }
}
