package io.github.pss4j.jackson.shape;

/** What stands in a document, as an error shows it: short, in one line, and nothing invisible. */
public final class Excerpt {
  private static final int LONGEST = 60;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Excerpt() {}

  /** A string: what it is, and what is in it. */
  public static String string(String value) {
    return "the string " + quoted(value);
  }

  /** What is in a string, in double quotes. */
  public static String quoted(String value) {
    return '"' + text(value) + '"';
  }

  /** A piece of the document: at most 60 characters of it, what is not printable escaped. */
  public static String text(String text) {
    return text(text, LONGEST);
  }

  /** A piece of that many characters at most. */
  public static String text(String text, int longest) {
    boolean cut = text.codePointCount(0, text.length()) > longest;
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> append(out, c));
    return cut ? out.append('…').toString() : out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  /** One character: itself in quotes, or its number if it cannot be seen. */
  public static String character(int c) {
    if (c == '\'') {
      return "\"'\"";
    }
    if (c == BYTE_ORDER_MARK) {
      return "byte order mark";
    }
    return isPrintable(c) ? "'" + Character.toString(c) + "'" : String.format("U+%04X", c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
