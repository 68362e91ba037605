package io.github.pss4j.jackson;

import static java.util.Objects.checkFromIndexSize;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text in UTF-8, read as the cluster's own decoder reads it: the grammar is held to
 * strictly, also in what is skipped, and text that is not UTF-8 is replaced, not refused.
 *
 * <p>Of a stream only the value that is being read is kept in memory, and of a skipped one not even
 * that. Nothing is remembered from one document to the next.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 * @see <a href="https://pkg.go.dev/encoding/json">encoding/json</a>
 */
final class JsonTokens extends Tokens {
  /** Stands for the byte behind the last one. */
  private static final int NOTHING = Integer.MIN_VALUE;

  private final ByteWindow window;
  private final ReaderLimits limits;
  private final int start;

  /** The next byte. */
  private int position;

  /** Where the value that comes next begins, or the one last consumed; negative if let go. */
  private int mark;

  /** Where the mark was when it was let go. */
  private ByteWindow.@Nullable Place markPlace;

  /** Whether a stream must keep what stands behind the mark. */
  private boolean keeping;

  /** Whether an object or list has been entered and nothing of it read. */
  private boolean entered;

  /** The bytes of the field's name, if the path does not have it yet. */
  private boolean unnamed;

  private int nameStart;
  private int nameEnd;
  private boolean nameEscaped;
  private String name = "";

  /** A bit for each object or list that a skipped value is in; set for objects. */
  private long[] objects = new long[1];

  private JsonTokens(String root, ByteWindow window, int position, ReaderLimits limits) {
    super(root);
    this.window = window;
    this.limits = limits;
    this.start = position;
    this.position = position;
    this.mark = position;
  }

  static JsonTokens of(byte[] bytes, ReaderLimits limits) {
    return of(bytes, 0, bytes.length, limits);
  }

  static JsonTokens of(byte[] bytes, int offset, int length, ReaderLimits limits) {
    checkFromIndexSize(offset, length, bytes.length);
    JsonTokens tokens =
        new JsonTokens("", ByteWindow.of(bytes, offset, offset + length), offset, limits);
    if (length > limits.maxDocumentBytes()) {
      throw tokens.tooLong("the document");
    }
    return tokens;
  }

  static JsonTokens of(InputStream source, ReaderLimits limits) {
    return new JsonTokens("", ByteWindow.of(source), 0, limits);
  }

  @Override
  Kind peek() {
    return switch (beginValue()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.LIST;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw noValue();
    };
  }

  @Override
  void beginObject() {
    begin('{', Kind.OBJECT);
    enterObject();
  }

  @Override
  void beginList() {
    begin('[', Kind.LIST);
    enterList();
  }

  private void begin(char bracket, Kind kind) {
    if (beginValue() != bracket) {
      throw wrongKind(kind, found());
    }
    checkDepth(depth() + 1);
    namePath();
    position++;
    entered = true;
  }

  @Override
  int nextField(Fields known) {
    int next = afterSpace();
    if (next == '}') {
      close();
      return END;
    }
    if (entered) {
      entered = false;
    } else {
      if (next != ',') {
        throw noMoreFields();
      }
      position++;
      next = afterSpace();
    }
    readName(next);
    int field =
        nameEscaped
            ? known.indexOf(decodeName())
            : known.indexOf(window.buffer, nameStart, nameEnd);
    if (field < 0) {
      unnamed = true;
      field = UNKNOWN;
    } else {
      unnamed = false;
      name = known.name(field);
      atField(known, field);
    }
    passColon();
    beginValue();
    return field;
  }

  private void readName(int next) {
    mark = position;
    keeping = true;
    if (next != '"') {
      throw noName();
    }
    nameEscaped = passString();
    nameStart = mark + 1;
    nameEnd = position - 1;
    keeping = false;
  }

  private String decodeName() {
    return JsonStrings.decode(window.buffer, nameStart, nameEnd, nameEscaped);
  }

  /** Puts the name of the field into the path, where that had been put off. */
  private void namePath() {
    if (unnamed) {
      unnamed = false;
      name = decodeName();
      atKey(name);
    }
  }

  @Override
  String fieldName() {
    namePath();
    return name;
  }

  @Override
  boolean nextElement() {
    int next = afterSpace();
    if (next == ']') {
      close();
      return false;
    }
    if (entered) {
      entered = false;
    } else if (next == ',') {
      position++;
    } else {
      throw noMoreElements();
    }
    atElement();
    beginValue();
    return true;
  }

  private void close() {
    mark = position;
    position++;
    entered = false;
    unnamed = false;
    leave();
  }

  @Override
  String readString() {
    if (beginValue() != '"') {
      throw wrongKind(Kind.STRING, found());
    }
    return passAndDecode();
  }

  private String passAndDecode() {
    keeping = true;
    boolean escaped = passString();
    keeping = false;
    checkLength();
    return JsonStrings.decode(window.buffer, mark + 1, position - 1, escaped);
  }

  @Override
  boolean readBoolean() {
    int first = beginValue();
    if (first != 't' && first != 'f') {
      throw wrongKind(Kind.BOOLEAN, found());
    }
    passScalar(first);
    return first == 't';
  }

  @Override
  long readInteger(long min, long max) {
    int first = beginValue();
    if (first != '-' && !isDigit(first)) {
      throw error("must be a whole number, but is " + found());
    }
    keeping = true;
    boolean whole = passNumber();
    keeping = false;
    checkLength();
    byte[] buffer = window.buffer;
    if (!whole) {
      throw error("must be a whole number, but is " + excerpt());
    }
    int i = first == '-' ? mark + 1 : mark;
    // Counted downwards, where there is one more number than upwards.
    long value = 0;
    boolean fits = true;
    for (; fits && i < position; i++) {
      int digit = buffer[i] - '0';
      fits = value >= (Long.MIN_VALUE + digit) / 10;
      value = 10 * value - digit;
    }
    if (first != '-') {
      fits &= value != Long.MIN_VALUE;
      value = -value;
    }
    if (!fits || value < min || value > max) {
      throw notBetween(min, max, excerpt());
    }
    return value;
  }

  private String excerpt() {
    return Excerpt.text(JsonStrings.decode(window.buffer, mark, position, false));
  }

  @Override
  void readNull() {
    if (beginValue() != 'n') {
      throw wrongKind(Kind.NULL, found());
    }
    passLiteral("null");
  }

  @Override
  void skip() {
    beginValue();
    passValue();
  }

  @Override
  Tokens subdocument() {
    beginValue();
    namePath();
    keeping = true;
    passValue();
    keeping = false;
    checkLength();
    return new JsonTokens(path(), window.until(position), mark, limits);
  }

  @Override
  Tokens again() {
    return new JsonTokens(root(), window, start, limits);
  }

  @Override
  int line() {
    beginValue();
    return place().line();
  }

  @Override
  void end() {
    if (afterSpace() != NOTHING) {
      throw unexpected(" after the document", "one document");
    }
  }

  @Override
  InvalidDocumentException error(String problem) {
    return error(problem, place());
  }

  private InvalidDocumentException error(String problem, ByteWindow.Place place) {
    namePath();
    return new InvalidDocumentException(problem, path(), place.line(), place.column(), null);
  }

  private ByteWindow.Place place() {
    return mark < 0 && markPlace != null ? markPlace : window.place(mark);
  }

  /** An error at the next byte. */
  private InvalidDocumentException malformed(String problem) {
    return error(problem, window.place(position));
  }

  private InvalidDocumentException unexpected(String place, String wanted) {
    if (current() == NOTHING) {
      String end = place.isEmpty() ? " here" : place;
      return malformed("the document ends" + end + "; " + wanted + " was expected");
    }
    return malformed("unexpected " + character() + place + "; " + wanted + " was expected");
  }

  private InvalidDocumentException noValue() {
    return depth() == 0 && position == mark && current() == NOTHING
        ? malformed("the document is empty")
        : unexpected("", "a value");
  }

  private InvalidDocumentException noName() {
    return unexpected("", "the name of a field in double quotes");
  }

  private InvalidDocumentException noMoreFields() {
    return unexpected(" after a field", "',' or '}'");
  }

  private InvalidDocumentException noMoreElements() {
    return unexpected(" after an element", "',' or ']'");
  }

  private InvalidDocumentException tooLong(String what) {
    return error(what + " must be at most " + limits.maxDocumentBytes() + " bytes long");
  }

  /** What stands at the next byte. */
  private String character() {
    int first = window.buffer[position];
    if (first >= 0) {
      return Excerpt.character(first);
    }
    while (window.limit - position < JsonStrings.LONGEST_SEQUENCE && refill()) {}
    int length = JsonStrings.sequenceLength(window.buffer, position, window.limit);
    return length == 0
        ? "byte 0x" + Integer.toHexString(first & 0xff)
        : Excerpt.character(
            JsonStrings.decode(window.buffer, position, position + length, false).codePointAt(0));
  }

  /** What stands there instead of what was wanted. */
  private String found() {
    Kind kind = peek();
    switch (kind) {
      case OBJECT, LIST -> {
        return kind.toString();
      }
      case STRING -> {
        return Excerpt.string(passAndDecode());
      }
      default -> {
        keeping = true;
        passScalar(current());
        return excerpt();
      }
    }
  }

  private void checkDepth(int levels) {
    if (levels > limits.maxDepth()) {
      throw malformed("nested more than " + limits.maxDepth() + " deep");
    }
  }

  private void checkLength() {
    if (position - mark > limits.maxDocumentBytes()) {
      throw tooLong("the value");
    }
  }

  /** Moves to the first byte of the value that comes next; the byte. */
  private int beginValue() {
    int first = afterSpace();
    mark = position;
    return first;
  }

  private void passValue() {
    int levels = Math.min(limits.maxDepth() - depth(), JsonSkipper.DEEPEST);
    int behind = JsonSkipper.skip(window.buffer, position, window.limit, levels);
    if (behind != JsonSkipper.UNDECIDED) {
      position = behind;
      return;
    }
    int outer = depth();
    int level = 0;
    char close = 0;
    for (; ; ) {
      int first = afterSpace();
      if (first == '"') {
        passString();
      } else if (first == '{' || first == '[') {
        checkDepth(outer + level + 1);
        position++;
        close = push(level++, first == '{');
        first = afterSpace();
        if (first != close) {
          if (close == '}') {
            passName(first);
          }
          continue;
        }
      } else {
        passScalar(first);
      }
      for (; ; ) {
        if (level == 0) {
          return;
        }
        int next = afterSpace();
        if (next == ',') {
          position++;
          if (close == '}') {
            passName(afterSpace());
          }
          break;
        }
        if (next != close) {
          throw close == '}' ? noMoreFields() : noMoreElements();
        }
        position++;
        close = pop(--level);
      }
    }
  }

  private char push(int level, boolean object) {
    int word = level >>> 6;
    if (word == objects.length) {
      objects = Arrays.copyOf(objects, 2 * word);
    }
    long bit = 1L << level;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    return object ? '}' : ']';
  }

  private char pop(int level) {
    return level > 0 && (objects[(level - 1) >>> 6] >>> (level - 1) & 1) == 0 ? ']' : '}';
  }

  private void passName(int first) {
    if (first != '"') {
      throw noName();
    }
    passString();
    passColon();
  }

  private void passColon() {
    if (afterSpace() != ':') {
      throw unexpected(" after the name of a field", "':'");
    }
    position++;
  }

  private void passScalar(int first) {
    switch (first) {
      case 't' -> passLiteral("true");
      case 'f' -> passLiteral("false");
      case 'n' -> passLiteral("null");
      default -> passNumber();
    }
  }

  private void passLiteral(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (current() != literal.charAt(i)) {
        throw unexpected(" inside a literal", literal);
      }
      position++;
    }
  }

  /** Passes over a number; true if it is whole: without fraction and exponent. */
  private boolean passNumber() {
    if (current() == '-') {
      position++;
    } else if (!isDigit(current())) {
      throw noValue();
    }
    if (current() == '0') {
      position++;
      if (isDigit(current())) {
        throw malformed("unexpected " + character() + " after 0; a number has no leading zeros");
      }
    } else {
      passDigits();
    }
    boolean whole = true;
    if (current() == '.') {
      whole = false;
      position++;
      passDigits();
    }
    if (current() == 'e' || current() == 'E') {
      whole = false;
      position++;
      if (current() == '+' || current() == '-') {
        position++;
      }
      passDigits();
    }
    return whole;
  }

  private void passDigits() {
    if (!isDigit(current())) {
      throw unexpected(" inside a number", "a digit");
    }
    do {
      position++;
    } while (isDigit(current()));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Passes over a string, from quote to quote; true if there are escapes in it. */
  private boolean passString() {
    boolean escaped = false;
    int from = position + 1;
    for (; ; ) {
      int end = window.plainEnd(from);
      byte b = end < window.limit ? window.buffer[end] : 0;
      if (b == '"') {
        position = end + 1;
        return escaped;
      }
      position = end;
      if (b == '\\') {
        escaped = true;
        passEscape();
      } else if (end < window.limit) {
        throw unexpected(" inside a string", String.format("\\u%04x", b));
      } else if (!refill()) {
        throw malformed("the document ends inside a string");
      }
      from = position;
    }
  }

  private void passEscape() {
    position++;
    switch (current()) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> position++;
      case 'u' -> {
        position++;
        for (int i = 0; i < 4; i++) {
          if (!HexFormat.isHexDigit(current())) {
            throw unexpected(" after \\u inside a string", "a hexadecimal digit");
          }
          position++;
        }
      }
      default -> throw unexpected(" after \\ inside a string", "one of \" \\ / b f n r t u");
    }
  }

  /** The next byte, or {@link #NOTHING}. */
  private int current() {
    return position < window.limit || refill() ? window.buffer[position] : NOTHING;
  }

  /** Moves to the next byte that is no white space; the byte, or {@link #NOTHING}. */
  private int afterSpace() {
    int c = current();
    return c > ' ' ? c : passSpace();
  }

  private int passSpace() {
    for (; ; position++) {
      int c = current();
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return c;
      }
    }
  }

  private boolean refill() {
    if (!window.isStream()) {
      return false;
    }
    namePath();
    int keep = keeping ? mark : position;
    if (window.limit - keep > limits.maxDocumentBytes()) {
      throw tooLong("the value");
    }
    if (mark >= 0 && mark < keep) {
      markPlace = window.place(mark);
    }
    boolean more = window.fill(keep);
    position -= keep;
    mark = Math.max(-1, mark - keep);
    return more;
  }
}
