package io.github.pss4j.jackson.json;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.json.JsonGrammar.Fault;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Excerpt;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.shape.WellKnown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Moves through JSON in UTF-8 as the cluster's own decoder does: the {@linkplain JsonGrammar
 * grammar} is held to strictly, also in what is skipped, and text that is not UTF-8 is replaced,
 * not refused.
 *
 * @see <a href="https://pkg.go.dev/encoding/json">encoding/json</a>
 */
public final class JsonCursor extends Cursor {
  private final byte[] text;
  private final int start;
  private final JsonGrammar grammar;
  private @Nullable Places places;
  private final ReaderLimits limits;

  /** What follows the text that is in memory; null if nothing does. */
  private @Nullable InputStream rest;

  /** The next byte. */
  private int position;

  /** Where the value that comes next begins, or the one last consumed. */
  private int value;

  /** Whether an object or list has been entered and nothing of it read. */
  private boolean first;

  /** Whether the path does not have the field's name yet, whose bytes are these. */
  private boolean unnamed;

  private int nameStart;
  private int nameEnd;
  private boolean nameEscaped;
  private String name = "";

  JsonCursor(
      byte[] text, int start, int end, String root, @Nullable Places places, ReaderLimits limits) {
    super(root);
    this.text = text;
    this.start = start;
    this.grammar = new JsonGrammar(text, end, limits.maxDepth());
    this.places = places;
    this.limits = limits;
    this.position = start;
    this.value = start;
  }

  /**
   * Before a whole text.
   *
   * @throws InvalidDocumentException if it is longer than the limit
   */
  public static JsonCursor of(byte[] text, ReaderLimits limits) {
    JsonCursor cursor = new JsonCursor(text, 0, text.length, "", null, limits);
    if (text.length > limits.maxDocumentBytes()) {
      throw cursor.error("the document is longer than " + limits.maxDocumentBytes() + " bytes");
    }
    return cursor;
  }

  /**
   * Before a text of which only a window of that size is in memory at a time.
   *
   * @param window the beginning of the text, which fills it; its bytes are overwritten
   * @param rest what follows
   */
  public static JsonCursor ofStream(byte[] window, InputStream rest, ReaderLimits limits) {
    JsonCursor cursor = of(window, limits);
    cursor.rest = rest;
    return cursor;
  }

  /** Whether the first character of a text that is JSON or YAML opens an object in JSON. */
  public static boolean looksLikeObject(byte[] text) {
    for (byte first : text) {
      if (first != ' ' && first != '\t' && first != '\n' && first != '\r') {
        return first == '{';
      }
    }
    return false;
  }

  @Override
  public Kind peek() {
    beginValue();
    if (position >= grammar.end()) {
      throw noValue();
    }
    return switch (text[position]) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.LIST;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw noValue();
    };
  }

  private InvalidDocumentException noValue() {
    grammar.value(position, depth());
    return broken();
  }

  /** Moves to the first byte of the value that comes next. */
  private void beginValue() {
    position = grammar.space(position);
    value = position;
  }

  @Override
  public void beginObject() {
    begin('{', Kind.OBJECT);
    enterObject();
  }

  @Override
  public void beginList() {
    begin('[', Kind.LIST);
    enterList();
  }

  private void begin(char bracket, Kind kind) {
    beginValue();
    if (!grammar.has(bracket, position)) {
      throw wrongKind(kind, found());
    }
    if (depth() >= limits.maxDepth()) {
      throw noValue();
    }
    namePath();
    position++;
    first = true;
  }

  @Override
  public int nextField(Fields known) {
    int at = grammar.space(position);
    if (grammar.has('}', at)) {
      close(at);
      return END;
    }
    int quote = sound(grammar.field(at, first));
    value = quote;
    int behind = sound(grammar.string(quote));
    first = false;
    nameStart = quote + 1;
    nameEnd = behind - 1;
    nameEscaped = grammar.escaped();
    int field = nameEscaped ? known.indexOf(decodeName()) : known.indexOf(text, nameStart, nameEnd);
    if (field < 0) {
      unnamed = true;
      field = UNKNOWN;
    } else {
      unnamed = false;
      name = known.name(field);
      atField(known, field);
    }
    position = sound(grammar.colon(behind));
    value = position;
    return field;
  }

  private String decodeName() {
    return JsonStrings.decode(text, nameStart, nameEnd, nameEscaped);
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
  public String fieldName() {
    namePath();
    return name;
  }

  @Override
  public boolean nextElement() {
    int at = grammar.space(position);
    if (grammar.has(']', at)) {
      close(at);
      return false;
    }
    position = sound(grammar.element(at, first));
    value = position;
    first = false;
    atElement();
    return true;
  }

  private void close(int bracket) {
    value = bracket;
    position = bracket + 1;
    first = false;
    unnamed = false;
    leave();
  }

  @Override
  public String readString() {
    beginValue();
    if (!grammar.has('"', position)) {
      throw wrongKind(Kind.STRING, found());
    }
    return passString();
  }

  private String passString() {
    position = sound(grammar.string(position));
    String known = WellKnown.value(text, value + 1, position - 1);
    return known != null
        ? known
        : JsonStrings.decode(text, value + 1, position - 1, grammar.escaped());
  }

  @Override
  public boolean readBoolean() {
    if (peek() != Kind.BOOLEAN) {
      throw wrongKind(Kind.BOOLEAN, found());
    }
    position = sound(grammar.scalar(position));
    return text[value] == 't';
  }

  @Override
  public long readInteger(long min, long max) {
    if (peek() != Kind.NUMBER) {
      throw error("must be a whole number, but is " + found());
    }
    position = sound(grammar.scalar(position));
    if (!grammar.whole()) {
      throw error("must be a whole number, but is " + excerpt());
    }
    boolean negative = text[value] == '-';
    // Counted downwards, where there is one more number than upwards.
    long number = 0;
    boolean fits = true;
    for (int i = negative ? value + 1 : value; fits && i < position; i++) {
      int digit = text[i] - '0';
      fits = number >= (Long.MIN_VALUE + digit) / 10;
      number = 10 * number - digit;
    }
    if (!negative) {
      fits &= number != Long.MIN_VALUE;
      number = -number;
    }
    if (!fits || number < min || number > max) {
      throw notBetween(min, max, excerpt());
    }
    return number;
  }

  private String excerpt() {
    return Excerpt.text(JsonStrings.decode(text, value, position, false));
  }

  @Override
  public void readNull() {
    if (peek() != Kind.NULL) {
      throw wrongKind(Kind.NULL, found());
    }
    position = sound(grammar.scalar(position));
  }

  @Override
  public void skip() {
    beginValue();
    position = sound(grammar.value(position, depth()));
  }

  /** Where a cursor was. */
  private record Place(
      int position, int depth, boolean first, int element, int lineFeeds, int lineStart)
      implements Mark {}

  @Override
  public Mark mark() {
    return new Place(position, depth(), first, element(), grammar.lineFeeds(), grammar.lineStart());
  }

  @Override
  public void backTo(Mark mark) {
    Place place = (Place) mark;
    position = place.position();
    value = position;
    first = place.first();
    unnamed = false;
    leaveTo(place.depth());
    atElement(place.element());
    grammar.backTo(place.lineFeeds(), place.lineStart());
  }

  @Override
  public Document since(Mark mark) {
    Place place = (Place) mark;
    int from = grammar.space(place.position());
    lineBegins(place.lineStart(), place.lineFeeds());
    if (rest == null) {
      return new JsonDocument(text, from, position, path(), places().from(from), limits);
    }
    byte[] copy = Arrays.copyOfRange(text, from, position);
    Places placesOfCopy = ((TextPlaces) places()).ofCopy(copy, 0, from);
    return new JsonDocument(copy, 0, copy.length, path(), placesOfCopy, limits);
  }

  @Override
  public boolean isStream() {
    return rest != null;
  }

  @Override
  public boolean ranOut() {
    // A number that ends there may go on, so that what was found wrong with it is not all of it.
    return rest != null && (isBroken() ? grammar.faultAt() : position) == grammar.end();
  }

  @Override
  public boolean moveOn(Mark mark) {
    InputStream in = rest;
    if (in == null) {
      return false;
    }
    backTo(mark);
    int kept = grammar.end() - position;
    if (kept == text.length) {
      nextElement();
      throw error("the value is longer than " + limits.maxDocumentBytes() + " bytes");
    }
    lineBegins(grammar.lineStart(), grammar.lineFeeds());
    ((TextPlaces) places()).drop(position);
    grammar.backTo(0, 0);
    System.arraycopy(text, position, text, 0, kept);
    position = 0;
    value = 0;
    try {
      int read = in.readNBytes(text, kept, text.length - kept);
      grammar.endAt(kept + read);
      if (kept + read < text.length) {
        rest = null;
      }
      return read > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isBroken() {
    return grammar.fault() != Fault.NONE;
  }

  /** Made when first asked for: most documents are read without. */
  private Places places() {
    if (places == null) {
      places = TextPlaces.of(text, start);
    }
    return places;
  }

  @Override
  public int line() {
    beginValue();
    lineBegins(grammar.lineStart(), grammar.lineFeeds());
    return places().line(position);
  }

  @Override
  public int column() {
    beginValue();
    lineBegins(grammar.lineStart(), grammar.lineFeeds());
    return places().column(position);
  }

  /** Spares those who tell lines the counting, where a line begins behind so many line feeds. */
  private void lineBegins(int index, int lineFeeds) {
    if (places() instanceof TextPlaces textPlaces) {
      textPlaces.lineBegins(index, lineFeeds);
    }
  }

  @Override
  public void end() {
    position = grammar.space(position);
    while (position == grammar.end() && moveOn(mark())) {
      position = grammar.space(position);
    }
    if (position < grammar.end()) {
      throw unexpected(position, " after the document", "one document");
    }
  }

  @Override
  public InvalidDocumentException error(String problem) {
    return error(problem, value);
  }

  private InvalidDocumentException error(String problem, int at) {
    namePath();
    return new InvalidDocumentException(
        problem, path(), places().line(at), places().column(at), null);
  }

  /** The place behind something, unless the grammar was broken there. */
  private int sound(int behind) {
    if (behind < 0) {
      throw broken();
    }
    return behind;
  }

  /** What the grammar expected and did not find, in words. */
  private InvalidDocumentException broken() {
    int at = grammar.faultAt();
    return switch (grammar.fault()) {
      case VALUE ->
          depth() == 0 && at == grammar.end() && grammar.space(start) == at
              ? error("the document is empty", at)
              : unexpected(at, "", "a value");
      case NAME -> unexpected(at, "", "the name of a field in double quotes");
      case COLON -> unexpected(at, " after the name of a field", "':'");
      case FIELD_END -> unexpected(at, " after a field", "',' or '}'");
      case ELEMENT_END -> unexpected(at, " after an element", "',' or ']'");
      case TRUE -> unexpected(at, " inside a literal", "true");
      case FALSE -> unexpected(at, " inside a literal", "false");
      case NULL -> unexpected(at, " inside a literal", "null");
      case DIGIT -> unexpected(at, " inside a number", "a digit");
      case NO_LEADING_ZERO ->
          error("unexpected " + character(at) + " after 0; a number has no leading zeros", at);
      case STRING_END -> error("the document ends inside a string", at);
      case ESCAPED_CONTROL ->
          unexpected(at, " inside a string", String.format("\\u%04x", text[at]));
      case ESCAPE -> unexpected(at, " after \\ inside a string", "one of \" \\ / b f n r t u");
      case HEX_DIGIT -> unexpected(at, " after \\u inside a string", "a hexadecimal digit");
      case LESS_DEPTH -> error("nested more than " + limits.maxDepth() + " deep", at);
      case NONE -> throw new IllegalStateException("the grammar was not broken");
    };
  }

  private InvalidDocumentException unexpected(int at, String place, String wanted) {
    if (at >= grammar.end()) {
      String end = place.isEmpty() ? " here" : place;
      return error("the document ends" + end + "; " + wanted + " was expected", at);
    }
    return error("unexpected " + character(at) + place + "; " + wanted + " was expected", at);
  }

  /** What stands at that byte. */
  private String character(int at) {
    int byteThere = text[at];
    if (byteThere >= 0) {
      return Excerpt.character(byteThere);
    }
    int length = JsonStrings.sequenceLength(text, at, grammar.end());
    return length == 0
        ? "byte 0x" + Integer.toHexString(byteThere & 0xff)
        : Excerpt.character(JsonStrings.decode(text, at, at + length, false).codePointAt(0));
  }

  /** What stands there instead of what was wanted. */
  private String found() {
    Kind kind = peek();
    return switch (kind) {
      case OBJECT, LIST -> kind.toString();
      case STRING -> Excerpt.string(passString());
      default -> {
        position = sound(grammar.scalar(position));
        yield excerpt();
      }
    };
  }
}
