package io.github.pss4j.jackson.json;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The grammar of JSON, held to strictly, as index arithmetic over bytes: each method takes the
 * place where something begins and returns the place behind it, or {@link #BROKEN}. Then {@link
 * #fault} and {@link #faultAt} tell what was expected, and where it was not found.
 *
 * <p>What is passed over and what is read go through the same methods, so that nothing is let
 * through in one way that is refused in the other. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonGrammar {
  /** The text does not hold to the grammar. */
  static final int BROKEN = -1;

  /** What was expected where the grammar was broken. */
  enum Fault {
    NONE,
    VALUE,
    NAME,
    COLON,
    FIELD_END,
    ELEMENT_END,
    TRUE,
    FALSE,
    NULL,
    DIGIT,
    NO_LEADING_ZERO,
    STRING_END,
    ESCAPED_CONTROL,
    ESCAPE,
    HEX_DIGIT,
    LESS_DEPTH
  }

  private static final long[] NONE = {};

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final byte[] text;
  private final int maxDepth;
  private int end;

  private Fault fault = Fault.NONE;
  private int faultAt;

  /** Whether the string last passed over has an escape in it. */
  private boolean escaped;

  /** Whether the number last passed over has neither fraction nor exponent. */
  private boolean whole;

  /** The line feeds between tokens that were passed over, and the place behind the last of them. */
  private int lineFeeds;

  private int lineStart;

  /** For each level of nesting beyond those that fit a word, whether it is an object. */
  private long[] deepObjects = NONE;

  /**
   * The grammar of a text that ends before {@code end}.
   *
   * @param maxDepth how many objects and lists may stand in one another
   */
  JsonGrammar(byte[] text, int end, int maxDepth) {
    this.text = text;
    this.end = end;
    this.maxDepth = maxDepth;
  }

  /** The text ends elsewhere now. */
  void endAt(int newEnd) {
    end = newEnd;
  }

  int end() {
    return end;
  }

  Fault fault() {
    return fault;
  }

  int faultAt() {
    return faultAt;
  }

  /** How many line feeds were passed over; there are none but between tokens. */
  int lineFeeds() {
    return lineFeeds;
  }

  /** The place behind the last of them. */
  int lineStart() {
    return lineStart;
  }

  /** Back to where these were the line feeds and the place behind the last of them. */
  void backTo(int lineFeedsThen, int lineStartThen) {
    fault = Fault.NONE;
    lineFeeds = lineFeedsThen;
    lineStart = lineStartThen;
  }

  boolean escaped() {
    return escaped;
  }

  boolean whole() {
    return whole;
  }

  private int broken(Fault expected, int at) {
    fault = expected;
    faultAt = Math.min(at, end);
    return BROKEN;
  }

  /** The place of the next byte that is no white space, or the end. */
  int space(int start) {
    return start < end && text[start] > ' ' ? start : behindSpace(start);
  }

  private int behindSpace(int start) {
    int at = start;
    while (at < end && isSpace(text[at])) {
      if (text[at] == '\n' && at >= lineStart) {
        lineFeeds++;
        lineStart = at + 1;
      }
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
  }

  /** Whether that byte stands there. */
  boolean has(char wanted, int at) {
    return at < end && text[at] == wanted;
  }

  /** Passes over the value that begins here, where so many objects and lists are open already. */
  int value(int start, int depth) {
    int level = 0;
    // A bit for each level, set where it is an object.
    long objects = 0;
    int at = start;
    while (true) {
      boolean first = false;
      if (at >= end) {
        return broken(Fault.VALUE, at);
      }
      byte opening = text[at];
      if (opening == '"') {
        at = string(at);
      } else if (opening == '{' || opening == '[') {
        if (depth + level >= maxDepth) {
          return broken(Fault.LESS_DEPTH, at);
        }
        if (level >= Long.SIZE) {
          pushDeep(level, objects);
        }
        objects = objects << 1 | (opening == '{' ? 1 : 0);
        level++;
        first = true;
        at++;
      } else {
        at = scalar(at);
      }
      if (at < 0) {
        return BROKEN;
      }
      // Out of all that ends here, and on to what comes next.
      while (true) {
        if (level == 0) {
          return at;
        }
        boolean object = (objects & 1) != 0;
        at = space(at);
        if (!has(object ? '}' : ']', at)) {
          at = object ? field(at, first) : element(at, first);
          if (at >= 0 && object) {
            at = name(at);
          }
          if (at < 0) {
            return BROKEN;
          }
          break;
        }
        at++;
        first = false;
        level--;
        objects >>>= 1;
        if (level >= Long.SIZE) {
          objects = popDeep(level, objects);
        }
      }
    }
  }

  /** Keeps the outermost level that the word still holds. */
  private void pushDeep(int level, long objects) {
    int index = level - Long.SIZE;
    int word = index >>> 6;
    if (word == deepObjects.length) {
      deepObjects = Arrays.copyOf(deepObjects, Math.max(4, 2 * word));
    }
    long bit = 1L << index;
    deepObjects[word] = objects < 0 ? deepObjects[word] | bit : deepObjects[word] & ~bit;
  }

  /** Puts the level that was kept last back into the word. */
  private long popDeep(int level, long objects) {
    int index = level - Long.SIZE;
    long kept = deepObjects[index >>> 6] >>> index & 1;
    return objects | kept << (Long.SIZE - 1);
  }

  /**
   * From behind a field of an object that is not over yet, or from behind its opening brace, to the
   * quote that opens the next name.
   */
  int field(int start, boolean first) {
    int at = start;
    if (!first) {
      // As it stands in JSON without white space.
      if (at + 1 < end && text[at] == ',' && text[at + 1] == '"') {
        return at + 1;
      }
      if (!has(',', at)) {
        return broken(Fault.FIELD_END, at);
      }
      at = space(at + 1);
    }
    return has('"', at) ? at : broken(Fault.NAME, at);
  }

  /** Passes over the name of a field and its colon, up to the value. */
  int name(int quote) {
    int at = string(quote);
    return at < 0 ? BROKEN : colon(at);
  }

  /** From behind the name of a field to its value. */
  int colon(int start) {
    // As it stands in JSON without white space.
    if (start + 1 < end && text[start] == ':' && text[start + 1] > ' ') {
      return start + 1;
    }
    int at = space(start);
    return has(':', at) ? space(at + 1) : broken(Fault.COLON, at);
  }

  /**
   * From behind an element of a list that is not over yet, or from behind its opening bracket, to
   * the next one.
   */
  int element(int start, boolean first) {
    if (first) {
      return start;
    }
    return has(',', start) ? space(start + 1) : broken(Fault.ELEMENT_END, start);
  }

  /** Passes over a string, from its opening quote. */
  int string(int quote) {
    escaped = false;
    int at = quote + 1;
    while (true) {
      at = plainEnd(at);
      if (at >= end) {
        return broken(Fault.STRING_END, at);
      }
      byte b = text[at];
      if (b == '"') {
        return at + 1;
      }
      if (b != '\\') {
        return broken(Fault.ESCAPED_CONTROL, at);
      }
      escaped = true;
      at = escape(at + 1);
      if (at < 0) {
        return BROKEN;
      }
    }
  }

  /** The place of the next quote, backslash or control character, or the end. */
  private int plainEnd(int start) {
    int at = start;
    // Two words at a time: most strings end within them, so that the processor guesses right.
    for (int last = end - 2 * Long.BYTES; at <= last; at += 2 * Long.BYTES) {
      long low = hits((long) WORDS.get(text, at));
      long high = hits((long) WORDS.get(text, at + Long.BYTES));
      if ((low | high) != 0) {
        int bits = Long.numberOfTrailingZeros(low);
        // 64 if there is none in the low word; reckoned without a branch that could be guessed
        // wrong.
        bits += Long.numberOfTrailingZeros(high) & -(bits >>> 6);
        return at + (bits >>> 3);
      }
    }
    while (at < end && text[at] != '"' && text[at] != '\\' && (text[at] < 0 || text[at] >= ' ')) {
      at++;
    }
    return at;
  }

  /**
   * Marks each byte that is a quote, a backslash or a control character; the lowest mark is right.
   * With bit 1 turned over, the quote comes next to the control characters: both are below 0x21.
   */
  private static long hits(long word) {
    return ((word ^ 0x02 * ONES) - 0x21 * ONES | (word ^ '\\' * ONES) - ONES) & ~word & HIGH_BITS;
  }

  private int escape(int start) {
    if (start >= end) {
      return broken(Fault.ESCAPE, start);
    }
    switch (text[start]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return start + 1;
      }
      case 'u' -> {
        for (int at = start + 1; at < start + 5; at++) {
          if (at >= end || !HexFormat.isHexDigit(text[at])) {
            return broken(Fault.HEX_DIGIT, at);
          }
        }
        return start + 5;
      }
      default -> {
        return broken(Fault.ESCAPE, start);
      }
    }
  }

  /** Passes over a number or literal. */
  int scalar(int start) {
    if (start >= end) {
      return broken(Fault.VALUE, start);
    }
    return switch (text[start]) {
      case 't' -> literal(start, "true", Fault.TRUE);
      case 'f' -> literal(start, "false", Fault.FALSE);
      case 'n' -> literal(start, "null", Fault.NULL);
      default -> number(start);
    };
  }

  private int literal(int start, String literal, Fault expected) {
    for (int i = 0; i < literal.length(); i++) {
      if (!has(literal.charAt(i), start + i)) {
        return broken(expected, start + i);
      }
    }
    return start + literal.length();
  }

  private int number(int start) {
    int at = start;
    if (text[at] == '-') {
      at++;
    } else if (!isDigit(at)) {
      return broken(Fault.VALUE, at);
    }
    if (has('0', at)) {
      at++;
      if (isDigit(at)) {
        return broken(Fault.NO_LEADING_ZERO, at);
      }
    } else {
      at = digits(at);
    }
    whole = true;
    if (at >= 0 && has('.', at)) {
      whole = false;
      at = digits(at + 1);
    }
    if (at >= 0 && (has('e', at) || has('E', at))) {
      whole = false;
      at++;
      at = digits(has('+', at) || has('-', at) ? at + 1 : at);
    }
    return at;
  }

  private int digits(int start) {
    if (!isDigit(start)) {
      return broken(Fault.DIGIT, start);
    }
    int at = start + 1;
    while (isDigit(at)) {
      at++;
    }
    return at;
  }

  private boolean isDigit(int at) {
    return at < end && text[at] >= '0' && text[at] <= '9';
  }
}
