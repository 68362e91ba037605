package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON from its bytes, in UTF-8: strict in its grammar, and built to pass over what nobody asks for
 * at the speed of looking at it. No name is decoded that is not wanted, and nothing is remembered
 * from one document to the next.
 *
 * <p>What is skipped is held to the grammar like the rest.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonTokens extends Tokens {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH_BYTE = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int WINDOW = 1 << 16;
  private static final int NOTHING = -1;
  private static final int QUOTED_LENGTH = 60;

  private final ReaderLimits limits;
  private final @Nullable InputStream rest;
  private final Place place;

  private final int start;
  private byte[] buffer;
  private int position;
  private int end;

  /** The first byte of the window that is still needed, or {@link #NOTHING}. */
  private int kept = NOTHING;

  /** Whether an object or list has been entered and nothing of it been read. */
  private boolean atStart;

  /** The name of the field whose value comes next, if it is not a known one. */
  private int nameStart = NOTHING;

  private int nameEnd;
  private boolean nameEscaped;
  private boolean lastEscaped;

  /** Which of the levels around a value that is skipped are objects, as bits. */
  private long[] objects = new long[1];

  /** A document that is held as a whole. */
  JsonTokens(byte[] document, ReaderLimits limits) {
    this("", document, 0, document.length, null, new Place(), limits);
    if (document.length > limits.maxDocumentBytes()) {
      throw tooLong();
    }
  }

  /** A document that may be too long to be held. */
  JsonTokens(InputStream document, ReaderLimits limits) {
    this("", new byte[WINDOW], 0, 0, document, new Place(), limits);
  }

  private JsonTokens(
      String root,
      byte[] buffer,
      int start,
      int end,
      @Nullable InputStream rest,
      Place place,
      ReaderLimits limits) {
    super(root);
    this.buffer = buffer;
    this.start = start;
    this.position = start;
    this.end = end;
    this.rest = rest;
    this.place = place;
    this.limits = limits;
  }

  @Override
  Kind peek() {
    return switch (afterSpace()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.LIST;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw unexpected("a value");
    };
  }

  private void expect(Kind wanted) {
    Kind found = peek();
    if (found != wanted) {
      throw wrongKind(wanted, describe(found));
    }
  }

  /** What stands here, for an error. */
  private String describe(Kind kind) {
    if (kind == Kind.OBJECT || kind == Kind.LIST) {
      return kind.toString();
    }
    JsonTokens value = (JsonTokens) subdocument();
    position = value.start;
    String text = new String(value.buffer, value.start, value.end - value.start, UTF_8);
    return kind == Kind.STRING || kind == Kind.NUMBER
        ? "the " + (kind == Kind.STRING ? "string " : "number ") + shorten(text)
        : text;
  }

  private static String shorten(String text) {
    return text.length() <= QUOTED_LENGTH ? text : text.substring(0, QUOTED_LENGTH) + "…";
  }

  @Override
  void beginObject() {
    expect(Kind.OBJECT);
    begin();
    enterObject();
  }

  @Override
  void beginList() {
    expect(Kind.LIST);
    begin();
    enterList();
  }

  private void begin() {
    checkDepth(depth());
    position++;
    atStart = true;
    kept = NOTHING;
    nameStart = NOTHING;
  }

  private void checkDepth(int around) {
    if (around >= limits.maxDepth()) {
      throw error(
          "objects and lists stand in one another more than " + limits.maxDepth() + " deep");
    }
  }

  @Override
  int nextField(Fields known) {
    nameStart = NOTHING;
    if (!moveOn('}', "',' or '}'")) {
      return END;
    }
    if (afterSpace() != '"') {
      throw unexpected("the name of a field in double quotes");
    }
    kept = position + 1;
    skipString();
    int start = kept;
    int stop = position - 1;
    boolean escaped = lastEscaped;
    int field =
        escaped
            ? known.indexOf(JsonStrings.decode(buffer, start, stop, true))
            : known.indexOf(buffer, start, stop);
    if (field >= 0) {
      kept = NOTHING;
      atField(known, field);
    } else {
      nameStart = start;
      nameEnd = stop;
      nameEscaped = escaped;
      field = UNKNOWN;
    }
    skipColon();
    return field;
  }

  @Override
  String fieldName() {
    String name = JsonStrings.decode(buffer, nameStart, nameEnd, nameEscaped);
    atKey(name);
    return name;
  }

  @Override
  boolean nextElement() {
    if (!moveOn(']', "',' or ']'")) {
      return false;
    }
    atElement();
    return true;
  }

  /** Moves to the next field or element; leaves the object or list where there is none. */
  private boolean moveOn(char close, String expected) {
    int next = afterSpace();
    if (next == close) {
      position++;
      atStart = false;
      leave();
      return false;
    }
    if (!atStart) {
      if (next != ',') {
        throw unexpected(expected);
      }
      position++;
    }
    atStart = false;
    return true;
  }

  @Override
  String readString() {
    expect(Kind.STRING);
    kept = position + 1;
    skipString();
    int start = kept;
    kept = NOTHING;
    return JsonStrings.decode(buffer, start, position - 1, lastEscaped);
  }

  @Override
  boolean readBoolean() {
    expect(Kind.BOOLEAN);
    boolean value = buffer[position] == 't';
    skipLiteral(value ? "true" : "false");
    return value;
  }

  @Override
  void readNull() {
    expect(Kind.NULL);
    skipLiteral("null");
  }

  @Override
  long readInteger(long min, long max) {
    expect(Kind.NUMBER);
    kept = position;
    skipNumber();
    String text = new String(buffer, kept, position - kept, UTF_8);
    int start = kept;
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        kept = NOTHING;
        return value;
      }
    } catch (NumberFormatException tooLarge) {
      // Told below: the grammar of the number has been checked.
    }
    position = start;
    boolean whole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    throw error(
        whole
            ? "must be a whole number from " + min + " to " + max + ", but is " + shorten(text)
            : "must be a whole number without point and exponent, but is " + shorten(text));
  }

  @Override
  Tokens subdocument() {
    afterSpace();
    String path = path();
    kept = position;
    skipValue();
    Tokens value = new JsonTokens(path, buffer, kept, position, null, place, limits);
    kept = NOTHING;
    return value;
  }

  @Override
  void skip() {
    afterSpace();
    kept = NOTHING;
    skipValue();
  }

  /** Passes over a value, without recursion, since it may be nested deeply. */
  private void skipValue() {
    int levels = Math.min(limits.maxDepth() - depth(), JsonSkipper.DEEPEST);
    int behind = JsonSkipper.skip(buffer, position, end, levels);
    if (behind != JsonSkipper.UNDECIDED) {
      position = behind;
      return;
    }
    int level = 0;
    for (; ; ) {
      switch (afterSpace()) {
        case '{' -> {
          level = enterSkipped(level, true);
          if (afterSpace() != '}') {
            skipName();
            continue;
          }
          position++;
          level--;
        }
        case '[' -> {
          level = enterSkipped(level, false);
          if (afterSpace() != ']') {
            continue;
          }
          position++;
          level--;
        }
        case '"' -> skipString();
        case 't' -> skipLiteral("true");
        case 'f' -> skipLiteral("false");
        case 'n' -> skipLiteral("null");
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> skipNumber();
        default -> throw unexpected("a value");
      }
      while (level > 0) {
        int next = afterSpace();
        boolean object = (objects[level >>> 6] >>> level & 1) != 0;
        if (next == ',') {
          position++;
          if (object) {
            skipName();
          }
          break;
        }
        if (next != (object ? '}' : ']')) {
          throw unexpected(object ? "',' or '}'" : "',' or ']'");
        }
        position++;
        level--;
      }
      if (level == 0) {
        return;
      }
    }
  }

  private int enterSkipped(int around, boolean object) {
    checkDepth(depth() + around);
    int level = around + 1;
    if (level >>> 6 == objects.length) {
      objects = Arrays.copyOf(objects, 2 * objects.length);
    }
    long bit = 1L << level;
    objects[level >>> 6] = object ? objects[level >>> 6] | bit : objects[level >>> 6] & ~bit;
    position++;
    return level;
  }

  private void skipName() {
    if (afterSpace() != '"') {
      throw unexpected("the name of a field in double quotes");
    }
    skipString();
    skipColon();
  }

  private void skipColon() {
    if (afterSpace() != ':') {
      throw unexpected("':'");
    }
    position++;
  }

  /** Passes over the string whose opening quote is here. */
  private void skipString() {
    lastEscaped = false;
    position++;
    for (; ; ) {
      int at = position;
      for (; at + Long.BYTES <= end; at += Long.BYTES) {
        long special = special((long) LONGS.get(buffer, at));
        if (special != 0) {
          at += Long.numberOfTrailingZeros(special) >>> 3;
          break;
        }
      }
      while (at < end && !isSpecial(buffer[at])) {
        at++;
      }
      position = at;
      int b = at < end ? buffer[at] : NOTHING;
      if (at == end) {
        if (!more()) {
          throw error("the document ends in the middle of a string");
        }
      } else if (b == '"') {
        position++;
        return;
      } else if (b == '\\') {
        lastEscaped = true;
        skipEscape();
      } else {
        throw error(
            "a string has the control character U+%04X in it, which must be written as an escape"
                .formatted(b));
      }
    }
  }

  /** Marks each byte that is a quote, a backslash or a control character; the lowest is right. */
  private static long special(long bytes) {
    long quotes = bytes ^ EACH_BYTE * '"';
    long backslashes = bytes ^ EACH_BYTE * '\\';
    return (((quotes - EACH_BYTE) & ~quotes)
            | ((backslashes - EACH_BYTE) & ~backslashes)
            | ((bytes - EACH_BYTE * ' ') & ~bytes))
        & HIGH_BITS;
  }

  private static boolean isSpecial(int b) {
    return b == '"' || b == '\\' || (b >= 0 && b < ' ');
  }

  private void skipEscape() {
    int escape = at(1);
    switch (escape) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> position += 2;
      case 'u' -> {
        for (int i = 2; i < 6; i++) {
          if (Character.digit(at(i), 16) < 0) {
            throw error("\\u must be followed by four hexadecimal digits");
          }
        }
        position += 6;
      }
      default -> throw error("a string has an unknown escape in it, \\" + show(escape));
    }
  }

  /** The byte so much further on, which is part of a string. */
  private int at(int ahead) {
    while (position + ahead >= end) {
      if (!more()) {
        throw error("the document ends in the middle of a string");
      }
    }
    return buffer[position + ahead];
  }

  private void skipNumber() {
    if (here() == '-') {
      position++;
    }
    if (here() == '0') {
      position++;
    } else {
      skipDigits();
    }
    if (here() == '.') {
      position++;
      skipDigits();
    }
    if (here() == 'e' || here() == 'E') {
      position++;
      if (here() == '+' || here() == '-') {
        position++;
      }
      skipDigits();
    }
  }

  private void skipDigits() {
    if (here() < '0' || here() > '9') {
      throw unexpected("a digit");
    }
    while (here() >= '0' && here() <= '9') {
      position++;
    }
  }

  private void skipLiteral(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (here() != literal.charAt(i)) {
        throw unexpected("'" + literal + "'");
      }
      position++;
    }
  }

  /** The byte here, or {@link #NOTHING} at the end of the document. */
  private int here() {
    return position < end || more() ? buffer[position] : NOTHING;
  }

  /** Passes over white space; the byte after it, or {@link #NOTHING} at the end. */
  private int afterSpace() {
    for (; ; ) {
      int at = position;
      while (at < end) {
        byte b = buffer[at];
        if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
          position = at;
          return b;
        }
        at++;
      }
      position = at;
      if (!more()) {
        return NOTHING;
      }
    }
  }

  /** Brings in more of the document; false at its end. */
  private boolean more() {
    if (rest == null) {
      return false;
    }
    int from = kept == NOTHING ? position : kept;
    if (from > 0) {
      place.forget(buffer, from);
      System.arraycopy(buffer, from, buffer, 0, end - from);
      end -= from;
      position -= from;
      nameStart -= nameStart == NOTHING ? 0 : from;
      nameEnd -= from;
      kept = kept == NOTHING ? NOTHING : 0;
    }
    if (end == buffer.length) {
      if (buffer.length >= limits.maxDocumentBytes()) {
        throw tooLong();
      }
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, limits.maxDocumentBytes()));
    }
    try {
      int count = rest.read(buffer, end, buffer.length - end);
      end += Math.max(count, 0);
      return count >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Tokens again() {
    return new JsonTokens(root(), buffer, start, end, null, place, limits);
  }

  @Override
  int line() {
    afterSpace();
    place.moveTo(buffer, position);
    return place.line();
  }

  @Override
  void end() {
    if (afterSpace() != NOTHING || position < end) {
      throw error(
          "the document is over, but '" + show(buffer[position]) + "' follows; one was expected");
    }
  }

  private InvalidDocumentException tooLong() {
    return error(
        "the document, or one item of a list, is longer than %d bytes"
            .formatted(limits.maxDocumentBytes()));
  }

  private InvalidDocumentException unexpected(String wanted) {
    if (position >= end) {
      return error("the document ends where " + wanted + " was expected");
    }
    if (position == 0 && buffer[0] == (byte) 0xEF) {
      return error("the document begins with a byte order mark, which JSON must not have");
    }
    return error("'" + show(buffer[position]) + "' stands where " + wanted + " was expected");
  }

  private static String show(int b) {
    return b > ' ' && b < 0x7F ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xFF);
  }

  @Override
  InvalidDocumentException error(String problem) {
    if (nameStart != NOTHING) {
      fieldName();
    }
    place.moveTo(buffer, position);
    return new InvalidDocumentException(problem, path(), place.line(), place.column(), null);
  }
}
