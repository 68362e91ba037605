package io.github.pss4j.testing;

import io.github.pss4j.jackson.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a manifest with a mark under the part that is at fault, as compilers show it:
 *
 * <pre>
 *   22 |           hostPort: 80
 *      |                     ^^ is 80, must be 0, or absent
 * </pre>
 *
 * <p>Of a line that is too long, so much is shown as is around the mark.
 */
final class Snippet {
  private static final String CUT = "…";
  private static final String TAB = "    ";

  /** How much of a line that is too long is shown in front of the mark. */
  private static final int BEFORE_MARK = 30;

  /** The least that is left for words behind the mark; where there is less, they are below it. */
  private static final int LEAST_NOTE = 30;

  private final String indent;
  private final String line;
  private final int number;

  /** The part that is marked, as indices of the line. */
  private final int from;

  private final int to;

  private Snippet(String indent, String line, int number, int from, int to) {
    this.indent = indent;
    this.line = line;
    this.number = number;
    this.from = from;
    this.to = to;
  }

  /** The line of a field, or of what is nearest to a field that is absent. */
  static Snippet of(SourceText text, Place place, String indent) {
    String line = text.line(place.line());
    int from = index(line, place.column());
    boolean isBlock = beginsBlock(line, from);
    if (isBlock || !place.found()) {
      Snippet atKey = atKeyAbove(text, place, from, indent);
      if (atKey != null) {
        return atKey;
      }
    }
    int to = isBlock ? endOfText(line) : endOfToken(line, from);
    return new Snippet(indent, line, place.line(), from, to);
  }

  /** A line with a mark at a column of it. */
  static Snippet of(SourceText text, int line, int column, String indent) {
    String source = text.line(line);
    int from = index(source, column);
    return new Snippet(indent, source, line, from, endOfToken(source, from));
  }

  /** The name of a field whose value begins at the beginning of a line behind it; else null. */
  private static @Nullable Snippet atKeyAbove(
      SourceText text, Place place, int from, String indent) {
    if (!text.line(place.line()).substring(0, from).isBlank()) {
      return null;
    }
    int number = place.line() - 1;
    while (number > 0 && isBlankOrComment(text.line(number))) {
      number--;
    }
    String line = text.line(number);
    int end = endOfText(line);
    if (end == 0 || line.charAt(end - 1) != ':') {
      return null;
    }
    int begin = 0;
    while (begin < end && (line.charAt(begin) == ' ' || isDash(line, begin))) {
      begin++;
    }
    return begin > from || end - 1 <= begin
        ? null
        : new Snippet(indent, line, number, begin, end - 1);
  }

  /** The index of a column, which counts characters from 1. */
  private static int index(String line, int column) {
    int characters = line.codePointCount(0, line.length());
    return line.offsetByCodePoints(0, Math.max(0, Math.min(column - 1, characters)));
  }

  private static boolean isBlankOrComment(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#");
  }

  private static boolean isDash(String line, int index) {
    return line.charAt(index) == '-'
        && (index + 1 == line.length() || line.charAt(index + 1) == ' ');
  }

  private static boolean isBracket(String line, int index) {
    return index < line.length() && "[{".indexOf(line.charAt(index)) >= 0;
  }

  /** Whether an object or list in block style begins there: with a name and a colon, or a dash. */
  private static boolean beginsBlock(String line, int from) {
    if (from >= line.length()) {
      return false;
    }
    int end = endOfToken(line, from);
    return isDash(line, from)
        || line.charAt(end - 1) == ':'
        || (end < line.length() && line.charAt(end) == ':');
  }

  private static int endOfToken(String line, int from) {
    if (from >= line.length()) {
      return from;
    }
    char first = line.charAt(from);
    if (first == '"' || first == '\'') {
      for (int i = from + 1; i < line.length(); i++) {
        if (line.charAt(i) == first) {
          return i + 1;
        }
        i += first == '"' && line.charAt(i) == '\\' ? 1 : 0;
      }
      return endOfText(line);
    }
    int end = from + 1;
    if (!isBracket(line, from)) {
      while (end < line.length() && " \t,]}".indexOf(line.charAt(end)) < 0) {
        end++;
      }
    }
    return end;
  }

  /** Where the text of a line ends, without a comment and the space before it. */
  private static int endOfText(String line) {
    int comment = line.indexOf(" #");
    return (comment < 0 ? line : line.substring(0, comment)).stripTrailing().length();
  }

  /** The number of the line that is shown. */
  int line() {
    return number;
  }

  /** Shows the line, the mark, and the words behind it. */
  void appendTo(StringBuilder out, String note) {
    String gutter = String.valueOf(number);
    String blank = indent + " ".repeat(gutter.length()) + " |";
    int room = Words.WIDTH - indent.length() - gutter.length() - " | ".length();

    String before = shown(line.substring(0, from));
    String marked = shown(line.substring(from, Math.max(from, to)));
    String after = shown(line.substring(Math.max(from, to)));
    if (Columns.of(before) + Columns.of(marked) + Columns.of(after) > room) {
      if (Columns.of(before) > BEFORE_MARK) {
        before = CUT + lastColumns(before, BEFORE_MARK);
      }
      int left = room - Columns.of(before);
      if (Columns.of(marked) > left) {
        marked = firstColumns(marked, left - 1) + CUT;
        after = "";
      } else if (Columns.of(marked) + Columns.of(after) > left) {
        after = firstColumns(after, left - Columns.of(marked) - 1) + CUT;
      }
    }
    out.append(indent).append(gutter).append(" | ");
    out.append((before + marked + after).stripTrailing()).append('\n');
    int column = Columns.of(before);
    int length = Math.max(1, Columns.of(marked));
    out.append(blank).append(' ').append(" ".repeat(column)).append("^".repeat(length));
    appendNote(out, note, room - column - length - 1, blank);
  }

  private static void appendNote(StringBuilder out, String note, int roomBehind, String blank) {
    if (note.isEmpty()) {
      out.append('\n');
      return;
    }
    if (Columns.of(note) <= roomBehind) {
      out.append(' ').append(note).append('\n');
      return;
    }
    out.append('\n');
    List<String> lines = Words.wrap(note, Math.max(LEAST_NOTE, Words.WIDTH - blank.length() - 1));
    lines.forEach(it -> out.append(blank).append(' ').append(it).append('\n'));
  }

  /** The text as it is shown: tabs as spaces, control characters as one character. */
  private static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                out.append(TAB);
              } else {
                out.appendCodePoint(Words.isControl(c) ? '\uFFFD' : c);
              }
            });
    return out.toString();
  }

  private static String firstColumns(String text, int columns) {
    int end = 0;
    for (int left = columns; end < text.length(); ) {
      int c = text.codePointAt(end);
      left -= Columns.of(c);
      if (left < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  private static String lastColumns(String text, int columns) {
    int start = text.length();
    for (int left = columns; start > 0; ) {
      int c = text.codePointBefore(start);
      left -= Columns.of(c);
      if (left < 0) {
        break;
      }
      start -= Character.charCount(c);
    }
    return text.substring(start);
  }
}
