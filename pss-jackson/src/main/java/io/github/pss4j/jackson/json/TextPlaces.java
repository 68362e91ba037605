package io.github.pss4j.jackson.json;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The lines and columns of a text in UTF-8. It goes on counting where it was asked last, so that
 * asking from front to back costs one pass. Not thread-safe.
 *
 * <p>A line ends with a line feed, and so with carriage return and line feed; a carriage return
 * alone ends none. A column is a code point; a byte that continues none that began counts nothing.
 */
final class TextPlaces implements Places {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7f * ONES;

  private final byte[] text;

  /** Where the text begins, and the line and column of that place. */
  private int start;

  private int startLine;
  private int startColumn;

  /** The line of the place up to which line feeds were counted. */
  private int counted;

  private int countedLine;

  private TextPlaces(byte[] text, int start, int startLine, int startColumn) {
    this.text = text;
    this.start = start;
    this.startLine = startLine;
    this.startColumn = startColumn;
    this.counted = start;
    this.countedLine = startLine;
  }

  /** The places of a text that begins at that index, on line 1. */
  static TextPlaces of(byte[] text, int start) {
    return new TextPlaces(text, start, 1, 1);
  }

  @Override
  public TextPlaces fork() {
    TextPlaces fork = new TextPlaces(text, start, startLine, startColumn);
    fork.counted = counted;
    fork.countedLine = countedLine;
    return fork;
  }

  /** The places of a copy of the text from that index on. */
  TextPlaces ofCopy(byte[] copy, int from) {
    return new TextPlaces(copy, 0, line(from), column(from));
  }

  /** The bytes before that index are about to be dropped, and those behind it to move down. */
  void drop(int index) {
    startColumn = column(index);
    startLine = line(index);
    start = 0;
    counted = 0;
    countedLine = startLine;
  }

  @Override
  public int line(int index) {
    if (index < counted) {
      counted = start;
      countedLine = startLine;
    }
    countedLine += lineFeeds(counted, index);
    counted = index;
    return countedLine;
  }

  private int lineFeeds(int from, int to) {
    int count = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long other = (long) WORDS.get(text, at) ^ '\n' * ONES;
      count += Long.bitCount(~((other & LOW_BITS) + LOW_BITS | other | LOW_BITS));
    }
    for (; at < to; at++) {
      count += text[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public int column(int index) {
    int column = 1;
    for (int at = index - 1; at >= start; at--) {
      if (text[at] == '\n') {
        return column;
      }
      // A byte that continues a character is not counted.
      column += text[at] >= 0 || text[at] >= (byte) 0xc0 ? 1 : 0;
    }
    return startColumn + column - 1;
  }
}
