package io.github.pss4j.testing;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.workload.GroupKind;

/**
 * Something that keeps manifests from being judged.
 *
 * @param file where it is, as it is shown; empty if it is in no file
 * @param line the line; 0 if there is none
 * @param text what is wrong, in lines that begin with the place
 */
record Problem(String file, int line, String text) {
  private static final String INDENT = "  ";

  /** One that is not in a file. */
  static Problem of(String text) {
    StringBuilder out = new StringBuilder();
    appendWrapped(out, Words.visible(text));
    return new Problem("", 0, out.toString());
  }

  /** A document that cannot be read. */
  static Problem of(String file, SourceText text, InvalidDocumentException problem) {
    String place = file + ":" + problem.line() + ":" + problem.column() + ":";
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    StringBuilder out = new StringBuilder();
    String words = Words.visible(place + " cannot be read: " + path + problem.problem());
    appendWrapped(out, words);
    if (!text.line(problem.line()).isBlank()) {
      Snippet.of(text, problem.line(), problem.column(), INDENT).appendTo(out, "");
    }
    return new Problem(file, problem.line(), out.toString());
  }

  /** An object that looks as if it had a pod, of a kind that is not known. */
  static Problem notJudged(String file, SourceText text, GroupKind kind, String path, int line) {
    StringBuilder out = new StringBuilder();
    String words =
        "%s:%d: %s is not judged: the kind is not known, but %s looks like a pod"
            .formatted(file, line, kind, path);
    appendWrapped(out, Words.visible(words));
    String shown = text.line(line);
    int column = shown.codePointCount(0, shown.length() - shown.stripLeading().length()) + 1;
    Snippet.of(text, line, column, INDENT).appendTo(out, "");
    return new Problem(file, line, out.toString());
  }

  private static void appendWrapped(StringBuilder out, String words) {
    String next = "";
    for (String line : Words.wrap(words, Words.WIDTH - INDENT.length())) {
      out.append(next).append(line).append('\n');
      next = INDENT;
    }
  }
}
