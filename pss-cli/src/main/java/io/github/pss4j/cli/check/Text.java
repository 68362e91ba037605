package io.github.pss4j.cli.check;

import io.github.pss4j.FieldValue;
import java.util.stream.Collectors;

/** Puts what stands in a manifest into text for people. */
public final class Text {
  private static final int LONGEST_VALUE = 60;

  private Text() {}

  /**
   * The text in one line, with an escape for each character that cannot be seen: a name must not be
   * able to move a terminal's cursor or to make up lines of the report.
   */
  public static String visible(String text) {
    if (isPlain(text) || text.codePoints().allMatch(Text::isVisible)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return out.toString();
  }

  /** Whether it is all printable ASCII, as nearly every text is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  /** A value of a field as JSON has it; of an object only that there is one. */
  static String value(FieldValue value) {
    if (value instanceof FieldValue.Text it) {
      return quoted(it.value());
    }
    if (value instanceof FieldValue.TextList it) {
      return shorten(
          it.values().stream().map(Text::quoted).collect(Collectors.joining(", ", "[", "]")));
    }
    return value.equals(FieldValue.object()) ? "set" : value.toString();
  }

  private static String quoted(String text) {
    return '"' + shorten(text) + '"';
  }

  private static String shorten(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_VALUE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
  }
}
