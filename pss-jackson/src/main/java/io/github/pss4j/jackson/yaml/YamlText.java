package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.jackson.InvalidDocumentException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The text of one YAML document, as SnakeYAML's scanner reads it.
 *
 * <p>The scanner's own reader moves a window over the text and copies it all over whenever it
 * grows, which takes hours for one long scalar; here the whole text lies in one array. A tab
 * between two tokens can be turned into a space, see {@link YamlComposer}.
 */
final class YamlText extends StreamReader {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final int[] text;
  private final int[] lineStarts;
  private final int firstLine;
  private final int lines;
  private int pointer;
  private int line;
  private int column;

  private YamlText(int[] text, int firstLine) {
    super("");
    this.text = text;
    this.firstLine = firstLine;
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    this.lineStarts = starts;
    this.lines = count;
  }

  /**
   * The text in UTF-8 of a document that begins on that line, without the byte order mark. Its last
   * line is ended if it is not, as kubectl does it, so that a block of text on it ends alike.
   *
   * @throws InvalidDocumentException if it is not UTF-8 or has characters that YAML does not allow
   */
  static YamlText of(byte[] bytes, int length, int firstLine) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length + 1);
    CoderResult result = UTF_8.newDecoder().decode(in, out, true);
    if (!result.isError() && length > 0 && bytes[length - 1] != '\n') {
      out.put('\n');
    }
    YamlText text = new YamlText(out.flip().codePoints().toArray(), firstLine);
    text.check();
    if (result.isError()) {
      String found = String.format("0x%02X", bytes[in.position()]);
      throw text.error("must be UTF-8, but has the byte " + found, text.text.length, null);
    }
    return text;
  }

  private void check() {
    for (int i = 0; i < text.length; i++) {
      int c = text[i];
      if (!isPrintable(c)) {
        String found = String.format("U+%04X", c);
        throw error("must not have the control character " + found, i, null);
      }
      // Go reads over the mark at the beginning of any line, SnakeYAML makes it part of a name.
      if (c == BYTE_ORDER_MARK && (i == 0 || isBreak(text[i - 1]))) {
        throw error("must not have a byte order mark inside of it", i, null);
      }
    }
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** An error at that index. */
  InvalidDocumentException error(String problem, int index, @Nullable Throwable cause) {
    return new InvalidDocumentException(problem, "", lineOf(index), columnOf(index), cause);
  }

  /** The line of that index in the stream, counted from 1; lines end as an editor sees it. */
  int lineOf(int index) {
    return firstLine + lineAt(index);
  }

  /** The column of that index, counted from 1. */
  int columnOf(int index) {
    return index - lineStarts[lineAt(index)] + 1;
  }

  private int lineAt(int index) {
    int found = Arrays.binarySearch(lineStarts, 0, lines, index);
    return found >= 0 ? found : -found - 2;
  }

  /** Whether what comes next stands at the indentation of its line, or of what follows there. */
  boolean isIndentation() {
    int before = pointer - 1;
    while (before >= 0 && isBlank(text[before])) {
      before--;
    }
    return before < 0 || isBreak(text[before]) || text[before] == '-' || text[before] == '?';
  }

  /**
   * The index of the colon that comes next behind that index, if a bracket or a comma follows on it
   * at once; else -1.
   */
  int tightColon(int index) {
    int i = index;
    while (i < text.length && (isBlank(text[i]) || isBreak(text[i]))) {
      i++;
    }
    boolean found = i + 1 < text.length && text[i] == ':' && ",[]{}".indexOf(text[i + 1]) >= 0;
    return found ? i : -1;
  }

  /** Turns the tabs that come next, and those among the spaces behind them, into spaces. */
  void blankTabs() {
    for (int i = pointer; i < text.length && isBlank(text[i]); i++) {
      text[i] = ' ';
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  @Override
  public Mark getMark() {
    return new Mark("", pointer, line, column, text, pointer);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    for (int i = 0; i < length && pointer < text.length; i++) {
      int c = text[pointer++];
      if (isBreak(c) && !(c == '\r' && peek() == '\n')) {
        line++;
        column = 0;
      } else {
        column++;
      }
    }
  }

  @Override
  public int peek() {
    return peek(0);
  }

  @Override
  public int peek(int ahead) {
    return pointer + ahead < text.length ? text[pointer + ahead] : 0;
  }

  @Override
  public String prefix(int length) {
    return new String(text, pointer, Math.min(length, text.length - pointer));
  }

  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    forward(length);
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getDocumentIndex() {
    return pointer;
  }

  @Override
  public void resetDocumentIndex() {
    // One text, one document.
  }

  @Override
  public int getIndex() {
    return pointer;
  }

  @Override
  public int getLine() {
    return line;
  }
}
