package io.github.pss4j.jackson;

/**
 * Tells line and column of places in a buffer, both counted from 1. A line ends with a line feed;
 * columns are counted in characters.
 *
 * <p>It counts on from the place last asked for, so that asking for one after another costs one
 * pass over the buffer.
 */
final class Place {
  private int firstLine = 1;
  private int firstColumn = 1;
  private int offset;
  private int line = 1;
  private int column = 1;

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** Moves to a place of the buffer. */
  void moveTo(byte[] buffer, int target) {
    if (target < offset) {
      offset = 0;
      line = firstLine;
      column = firstColumn;
    }
    for (; offset < target; offset++) {
      byte b = buffer[offset];
      if (b == '\n') {
        line++;
        column = 1;
      } else if ((b & 0xC0) != 0x80) {
        column++;
      }
    }
  }

  /** To be called before the first bytes of the buffer make room for others. */
  void forget(byte[] buffer, int count) {
    moveTo(buffer, count);
    offset = 0;
    firstLine = line;
    firstColumn = column;
  }
}
