package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A document that cannot be read: what is wrong, and where.
 *
 * <p>It is the only exception that the readers throw for what stands in a document. Nothing that
 * was read before it is judged: a pod that raises it was neither allowed nor denied.
 */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What {@link #problem()} returns. */
  private final String problem;

  /** What {@link #path()} returns. */
  private final String path;

  /** What {@link #line()} returns. */
  private final int line;

  /** What {@link #column()} returns. */
  private final int column;

  /**
   * An error at a place in a document.
   *
   * @param problem what stands there and what would be right, without the place
   * @param path the field; empty for the document as a whole
   * @param line the line, counted from 1; 0 where the source has no lines, and so is the column
   */
  public InvalidDocumentException(
      String problem, String path, int line, int column, @Nullable Throwable cause) {
    super(message(requireNonNull(problem, "problem"), path, line, column), cause);
    this.problem = problem;
    this.path = path;
    this.line = line;
    this.column = column;
  }

  private InvalidDocumentException(String file, InvalidDocumentException inFile) {
    super(file + ": " + inFile.getMessage(), inFile.getCause());
    this.problem = inFile.problem;
    this.path = inFile.path;
    this.line = inFile.line;
    this.column = inFile.column;
  }

  /** The same, with a message that begins with the name of the file. */
  InvalidDocumentException in(String file) {
    return new InvalidDocumentException(file, this);
  }

  private static String message(String problem, String path, int line, int column) {
    String place = line > 0 ? "line " + line + ", column " + column + ": " : "";
    return place + (path.isEmpty() ? "" : path + ": ") + problem;
  }

  /** What stands there and what would be right, without the place. */
  public String problem() {
    return problem;
  }

  /** The field, such as {@code spec.containers[0].name}; empty for the document as a whole. */
  public String path() {
    return path;
  }

  /** The line, counted from 1; 0 where the source has no lines, as a tree of nodes. */
  public int line() {
    return line;
  }

  /**
   * The column, counted from 1 in characters as an editor counts them; 0 where the source has no
   * lines.
   */
  public int column() {
    return column;
  }
}
