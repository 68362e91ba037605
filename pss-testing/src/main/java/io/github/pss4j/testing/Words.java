package io.github.pss4j.testing;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What makes the words of a report fit to be read: no line too long, no control characters. */
final class Words {
  /** How wide a report is, where that can be. */
  static final int WIDTH = 100;

  private Words() {}

  /** The text, with its end left out where it is longer than that. */
  static String cut(String text, int longest) {
    String visible = visible(text);
    return visible.codePointCount(0, visible.length()) <= longest
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /** The text, with characters that would disturb a terminal or a log written as escapes. */
  static String visible(String text) {
    if (text.codePoints().noneMatch(Words::isControl)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isControl(c)) {
                out.append("\\u%04x".formatted(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Some of these turn around the order in which what follows is shown.
      case Character.FORMAT -> codePoint != 0x200D;
      default -> false;
    };
  }

  /** The text, with the ends of words left out that would not fit a line. */
  static String withShortWords(String text) {
    return Splitter.on(' ')
        .splitToStream(text)
        .map(word -> cut(word, WIDTH))
        .collect(Collectors.joining(" "));
  }

  /** Breaks a text at spaces into lines that are no wider, where that can be. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int columns = 0;
    for (String word : Splitter.on(' ').split(text)) {
      int columnsOfWord = Columns.of(word);
      if (columns > 0 && columns + 1 + columnsOfWord > width) {
        lines.add(line.toString());
        line.setLength(0);
        columns = 0;
      } else if (columns > 0) {
        line.append(' ');
        columns++;
      }
      line.append(word);
      columns += columnsOfWord;
    }
    lines.add(line.toString());
    return lines;
  }

  /** Appends a text as lines that begin with an indent, the first one with less than the others. */
  static void appendWrapped(StringBuilder out, String indent, String text) {
    String next = indent;
    for (String line : wrap(text, WIDTH - indent.length() - 2)) {
      out.append(next).append(line).append('\n');
      next = indent + "  ";
    }
  }

  /** A number and a noun: {@code 2 documents}. */
  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
