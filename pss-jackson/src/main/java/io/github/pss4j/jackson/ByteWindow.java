package io.github.pss4j.jackson;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The part of a UTF-8 text that is in memory: all of it, or what was last read of a stream. It
 * counts lines and columns from front to back and never goes back, so that the places of what a
 * stream has let go are known too.
 *
 * <p>A line ends with a line feed, and so with carriage return and line feed; a carriage return
 * alone ends none. A column is a code point; a byte that continues none that began counts nothing.
 */
final class ByteWindow {
  /** A line and a column, both counted from 1. */
  record Place(int line, int column) {}

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7f * ONES;
  private static final long HIGH_BITS = ~LOW_BITS;
  private static final int FIRST_CAPACITY = 1 << 15;
  private static final int LAST_CAPACITY = Integer.MAX_VALUE - 8;

  /** What is in memory; what stands behind the limit has no meaning. */
  byte[] buffer;

  int limit;

  /** Null once the stream is over, and if there is none. */
  private @Nullable InputStream source;

  /** The first place whose line and column are known, and these. */
  private int base;

  private long baseLine;
  private long baseColumn;

  /** Line and column are those of this place of the buffer. */
  private int counted;

  private long line;
  private long column;

  private ByteWindow(
      byte[] buffer, int limit, @Nullable InputStream source, int counted, long line, long column) {
    this.buffer = buffer;
    this.limit = limit;
    this.source = source;
    this.counted = counted;
    this.line = line;
    this.column = column;
    setBase();
  }

  private void setBase() {
    base = counted;
    baseLine = line;
    baseColumn = column;
  }

  static ByteWindow of(byte[] bytes, int start, int end) {
    return new ByteWindow(bytes, end, null, start, 1, 1);
  }

  static ByteWindow of(InputStream source) {
    return new ByteWindow(new byte[FIRST_CAPACITY], 0, source, 0, 1, 1);
  }

  /** What is in memory before that place; good until the next {@link #fill}. */
  ByteWindow until(int end) {
    return new ByteWindow(buffer, end, null, counted, line, column);
  }

  /** Whether {@link #fill} may find more. */
  boolean isStream() {
    return source != null;
  }

  /**
   * Reads more of the stream. What stands before {@code keep} is let go, and {@code keep} becomes
   * the first place of the buffer.
   *
   * @return false if there is no more
   */
  boolean fill(int keep) {
    InputStream in = source;
    if (in == null) {
      return false;
    }
    countTo(keep);
    int kept = limit - keep;
    byte[] old = buffer;
    if (kept > old.length / 2) {
      buffer = new byte[(int) Math.min(2L * old.length, LAST_CAPACITY)];
    }
    System.arraycopy(old, keep, buffer, 0, kept);
    counted = 0;
    setBase();
    limit = kept;
    int read = read(in);
    if (read < 0) {
      source = null;
      return false;
    }
    limit += read;
    return true;
  }

  private int read(InputStream in) {
    try {
      return in.read(buffer, limit, buffer.length - limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The place of the next quote, backslash or control character, or the limit. */
  int plainEnd(int start) {
    byte[] bytes = buffer;
    int i = start;
    for (int last = Math.min(limit - 1, bytes.length - Long.BYTES); i <= last; i += Long.BYTES) {
      long word = word(bytes, i);
      // Up to the lowest, exactly the bytes that are looked for have their high bit set.
      long hits =
          ((word ^ 0x02 * ONES) - 0x21 * ONES | (word ^ '\\' * ONES) - ONES) & ~word & HIGH_BITS;
      if (hits != 0) {
        i += Long.numberOfTrailingZeros(hits) >>> 3;
        return i < limit ? i : limit;
      }
    }
    while (i < limit && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ')) {
      i++;
    }
    return Math.min(i, limit);
  }

  /** Eight bytes, the first of them lowest. There must be as many in the buffer. */
  static long word(byte[] buffer, int index) {
    return (long) WORDS.get(buffer, index);
  }

  /** The line and column of a place that is not before the last one asked for. */
  Place place(int index) {
    countTo(index);
    return new Place(
        (int) Math.min(line, Integer.MAX_VALUE), (int) Math.min(column, Integer.MAX_VALUE));
  }

  private void countTo(int end) {
    if (end < counted) {
      counted = base;
      line = baseLine;
      column = baseColumn;
    }
    int i = counted;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = word(buffer, i);
      long other = word ^ '\n' * ONES;
      long lineFeeds = ~((other & LOW_BITS) + LOW_BITS | other | LOW_BITS);
      long begins = (~word >>> 7 | word >>> 6) & ONES;
      if (lineFeeds != 0) {
        line += Long.bitCount(lineFeeds);
        column = 1;
        int last = Long.SIZE - Long.numberOfLeadingZeros(lineFeeds);
        begins = last == Long.SIZE ? 0 : begins >>> last;
      }
      column += Long.bitCount(begins);
    }
    for (; i < end; i++) {
      if (buffer[i] == '\n') {
        line++;
        column = 1;
      } else if (buffer[i] >= (byte) 0xc0) {
        column++;
      }
    }
    counted = Math.max(counted, end);
  }
}
