package io.github.pss4j.jackson.json;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The lines and columns of a text in UTF-8. It goes on counting where it was asked last, so that
 * asking from front to back costs one pass. Not thread-safe, except for {@link #from} at the index
 * where the text begins as long as nothing else was asked.
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

  /** The place that was asked for last. */
  private int here;

  private int lineHere;
  private int columnHere;

  private TextPlaces(byte[] text, int start, int line, int column) {
    this.text = text;
    begin(start, line, column);
  }

  private void begin(int index, int line, int column) {
    start = index;
    startLine = line;
    startColumn = column;
    here = index;
    lineHere = line;
    columnHere = column;
  }

  /** The places of a text that begins at that index, on line 1. */
  static TextPlaces of(byte[] text, int start) {
    return new TextPlaces(text, start, 1, 1);
  }

  @Override
  public TextPlaces from(int index) {
    return ofCopy(text, index, index);
  }

  /**
   * The places of another array that holds the text from {@code index} on.
   *
   * @param copyStart where that begins there
   */
  TextPlaces ofCopy(byte[] copy, int copyStart, int index) {
    moveTo(index);
    return new TextPlaces(copy, copyStart, lineHere, columnHere);
  }

  /** The bytes before that index are about to be dropped, and those behind it to move down. */
  void drop(int index) {
    moveTo(index);
    begin(0, lineHere, columnHere);
  }

  /** Somebody else has counted: a line begins there, with so many line feeds before it. */
  void lineBegins(int index, int lineFeeds) {
    if (index > here) {
      here = index;
      lineHere = startLine + lineFeeds;
      columnHere = 1;
    }
  }

  @Override
  public int line(int index) {
    moveTo(index);
    return lineHere;
  }

  @Override
  public int column(int index) {
    moveTo(index);
    return columnHere;
  }

  private void moveTo(int index) {
    if (index == here) {
      return;
    }
    int from = Math.min(here, index);
    int to = Math.max(here, index);
    int lineFeeds = lineFeeds(from, to);
    if (lineFeeds > 0) {
      int lineStart = lineStart(index);
      columnHere = (lineStart == start ? startColumn : 1) + characters(lineStart, index);
    } else if (index > here) {
      columnHere += characters(from, to);
    } else {
      columnHere -= characters(from, to);
    }
    lineHere += index > here ? lineFeeds : -lineFeeds;
    here = index;
  }

  private int lineStart(int index) {
    int at = index;
    while (at > start && text[at - 1] != '\n') {
      at--;
    }
    return at;
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

  /** How many bytes begin a character: all but those whose two highest bits are 10. */
  private int characters(int from, int to) {
    int continuations = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(text, at);
      continuations += Long.bitCount(word >>> 7 & ~word >>> 6 & ONES);
    }
    for (; at < to; at++) {
      continuations += text[at] < (byte) 0xc0 ? 1 : 0;
    }
    return to - from - continuations;
  }
}
