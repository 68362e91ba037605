package io.github.pss4j.jackson;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Passes over a JSON value that is in memory and sound, as fast as it can be looked at. It holds
 * the value to the grammar, but leaves it to a slower reader to say what is wrong.
 */
final class JsonSkipper {
  /** The value is not sound, not all there, or nested deeply: a slower reader must see. */
  static final int UNDECIDED = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** More levels than this are left to a slower reader. */
  static final int DEEPEST = Long.SIZE - 1;

  private JsonSkipper() {}

  /**
   * The place behind the value that begins here, perhaps after white space.
   *
   * @param levels how deep objects and lists may stand in one another, at most {@link #DEEPEST}
   */
  static int skip(byte[] buffer, int start, int end, int levels) {
    // A bit for each level, set where it is an object.
    long objects = 0;
    int level = 0;
    int at = start;
    while (true) {
      at = space(buffer, at, end);
      if (at >= end) {
        return UNDECIDED;
      }
      byte first = buffer[at++];
      if (first == '"') {
        at = string(buffer, at, end);
      } else if (first == '{' || first == '[') {
        at = space(buffer, at, end);
        if (at >= end) {
          return UNDECIDED;
        }
        if (level == levels) {
          return UNDECIDED;
        }
        if (buffer[at] == first + 2) {
          at++;
        } else if (first == '[') {
          objects &= ~(1L << ++level);
          continue;
        } else {
          objects |= 1L << ++level;
          at = name(buffer, at, end);
          if (at < 0) {
            return UNDECIDED;
          }
          continue;
        }
      } else {
        at = scalar(buffer, at - 1, end);
      }
      if (at < 0) {
        return UNDECIDED;
      }
      boolean over = true;
      while (over) {
        if (level == 0) {
          return at;
        }
        at = space(buffer, at, end);
        if (at >= end) {
          return UNDECIDED;
        }
        boolean object = (objects >>> level & 1) != 0;
        byte next = buffer[at++];
        if (next == ',') {
          if (object) {
            at = name(buffer, space(buffer, at, end), end);
            if (at < 0) {
              return UNDECIDED;
            }
          }
          over = false;
        } else if (next == (object ? '}' : ']')) {
          level--;
        } else {
          return UNDECIDED;
        }
      }
    }
  }

  private static int space(byte[] buffer, int start, int end) {
    int at = start;
    while (at < end && isSpace(buffer[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
  }

  /** The place behind a name and its colon. */
  private static int name(byte[] buffer, int start, int end) {
    if (start >= end || buffer[start] != '"') {
      return UNDECIDED;
    }
    int at = string(buffer, start + 1, end);
    if (at < 0) {
      return UNDECIDED;
    }
    at = space(buffer, at, end);
    return at < end && buffer[at] == ':' ? at + 1 : UNDECIDED;
  }

  /** The place behind the closing quote of a string, from behind its opening quote. */
  private static int string(byte[] buffer, int start, int end) {
    int at = start;
    while (at <= end - Long.BYTES) {
      long hits = hits((long) LONGS.get(buffer, at));
      if (hits == 0) {
        at += Long.BYTES;
        continue;
      }
      at += Long.numberOfTrailingZeros(hits) >>> 3;
      if (buffer[at] == '"') {
        return at + 1;
      }
      at = escape(buffer, at, end);
      if (at < 0) {
        return UNDECIDED;
      }
    }
    while (at < end) {
      byte b = buffer[at];
      if (b == '"') {
        return at + 1;
      }
      at = b == '\\' || (b >= 0 && b < ' ') ? escape(buffer, at, end) : at + 1;
      if (at < 0) {
        return UNDECIDED;
      }
    }
    return UNDECIDED;
  }

  /**
   * Marks each byte that is a quote, a backslash or a control character; the lowest mark is right.
   * With bit 1 turned over, the quote comes next to the control characters: both are below 0x21.
   */
  private static long hits(long word) {
    return (((word ^ 0x02 * ONES) - 0x21 * ONES) | ((word ^ '\\' * ONES) - ONES))
        & ~word
        & HIGH_BITS;
  }

  private static int escape(byte[] buffer, int at, int end) {
    if (buffer[at] != '\\' || at + 1 >= end) {
      return UNDECIDED;
    }
    return switch (buffer[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> isHex(buffer, at + 2, end) ? at + 6 : UNDECIDED;
      default -> UNDECIDED;
    };
  }

  private static boolean isHex(byte[] buffer, int start, int end) {
    if (end - start < 4) {
      return false;
    }
    for (int i = start; i < start + 4; i++) {
      if (Character.digit(buffer[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int scalar(byte[] buffer, int start, int end) {
    return switch (buffer[start]) {
      case 't' -> literal(buffer, start, end, "true");
      case 'f' -> literal(buffer, start, end, "false");
      case 'n' -> literal(buffer, start, end, "null");
      default -> number(buffer, start, end);
    };
  }

  private static int literal(byte[] buffer, int start, int end, String literal) {
    if (end - start < literal.length()) {
      return UNDECIDED;
    }
    for (int i = 0; i < literal.length(); i++) {
      if (buffer[start + i] != literal.charAt(i)) {
        return UNDECIDED;
      }
    }
    return start + literal.length();
  }

  /** Whole numbers only; others are rare. */
  private static int number(byte[] buffer, int start, int end) {
    int first = buffer[start] == '-' ? start + 1 : start;
    int at = first;
    while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
      at++;
    }
    boolean leadingZero = at - first > 1 && buffer[first] == '0';
    boolean goesOn = at == end || buffer[at] == '.' || buffer[at] == 'e' || buffer[at] == 'E';
    return at == first || leadingZero || goesOn ? UNDECIDED : at;
  }
}
