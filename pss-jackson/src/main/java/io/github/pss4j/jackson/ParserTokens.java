package io.github.pss4j.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.google.common.base.Ascii;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Jackson parser reads, of whatever it reads it: text, bytes, or a tree of nodes. What only
 * nodes and lenient parsers know, such as NaN and Java objects, is refused.
 *
 * <p>Lines and columns are the parser's. What it takes for JSON and JSON is not, as a comment that
 * it was told to let through or an overlong form of UTF-8, cannot be seen from here; {@link
 * JsonTokens} is strict about those.
 */
final class ParserTokens extends Tokens {
  /** A parser's hint at a setting of its own, which is no business of who wrote the document. */
  private static final Pattern HINT = Pattern.compile(", from `[^`]*`|: .*", Pattern.DOTALL);

  private static final int LONGEST_REASON = 200;

  private final JsonParser parser;
  private final ReaderLimits limits;

  /** Where the tokens of a copy stood; empty if the parser knows. */
  private final List<JsonLocation> locations;

  private int advances = -1;
  private boolean begun;
  private String name = "";

  private ParserTokens(
      String root, JsonParser parser, List<JsonLocation> locations, ReaderLimits limits) {
    super(root);
    this.parser = parser;
    this.locations = locations;
    this.limits = limits;
  }

  /** The value that the parser stands at, or the one that comes next if it stands nowhere yet. */
  static ParserTokens of(JsonParser parser, ReaderLimits limits) {
    return new ParserTokens("", parser, List.of(), limits);
  }

  @Override
  Kind peek() {
    return kind(token());
  }

  private Kind kind(@Nullable JsonToken token) {
    if (token == null || token == JsonToken.NOT_AVAILABLE) {
      throw error(
          depth() == 0 ? "the document is empty" : "the document ends here; a value was expected");
    }
    return switch (token) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.LIST;
      case VALUE_STRING -> Kind.STRING;
      case VALUE_NUMBER_INT -> Kind.NUMBER;
      case VALUE_NUMBER_FLOAT -> {
        if (read(parser::isNaN)) {
          throw error("must be a JSON value, but is " + text());
        }
        yield Kind.NUMBER;
      }
      case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
      case VALUE_NULL -> Kind.NULL;
      case VALUE_EMBEDDED_OBJECT ->
          throw error("must be a JSON value, but is binary or has no form in JSON");
      default -> throw error("must be a JSON value, but none begins here");
    };
  }

  /** The token that begins the value that comes next. */
  private @Nullable JsonToken token() {
    if (!begun) {
      begun = true;
      if (parser.currentToken() == null) {
        advance();
      }
    }
    return parser.currentToken();
  }

  private @Nullable JsonToken advance() {
    advances++;
    return this.<@Nullable JsonToken>read(parser::nextToken);
  }

  @Override
  void beginObject() {
    begin(Kind.OBJECT);
    enterObject();
  }

  @Override
  void beginList() {
    begin(Kind.LIST);
    enterList();
  }

  private void begin(Kind kind) {
    require(kind);
    checkDepth(depth() + 1);
  }

  private void require(Kind kind) {
    if (peek() != kind) {
      throw wrongKind(kind, found());
    }
  }

  @Override
  int nextField(Fields known) {
    if (advance() != JsonToken.FIELD_NAME) {
      requireEnd(JsonToken.END_OBJECT);
      return END;
    }
    name = JsonStrings.wellFormed(read(parser::currentName));
    int field = known.indexOf(name);
    if (field < 0) {
      atKey(name);
    } else {
      atField(known, field);
    }
    advance();
    return field < 0 ? UNKNOWN : field;
  }

  @Override
  String fieldName() {
    return name;
  }

  @Override
  boolean nextElement() {
    JsonToken token = advance();
    if (token == null || token == JsonToken.NOT_AVAILABLE || token == JsonToken.END_ARRAY) {
      requireEnd(JsonToken.END_ARRAY);
      return false;
    }
    atElement();
    return true;
  }

  private void requireEnd(JsonToken end) {
    if (parser.currentToken() != end) {
      throw error("the document ends too early");
    }
    leave();
  }

  @Override
  String readString() {
    require(Kind.STRING);
    return string();
  }

  private String string() {
    return JsonStrings.wellFormed(read(parser::getText));
  }

  @Override
  boolean readBoolean() {
    require(Kind.BOOLEAN);
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  @Override
  long readInteger(long min, long max) {
    peek();
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw error("must be a whole number, but is " + found());
    }
    if (read(parser::getNumberType) == JsonParser.NumberType.BIG_INTEGER) {
      BigInteger big = read(parser::getBigIntegerValue);
      if (big.bitLength() >= Long.SIZE) {
        throw notBetween(min, max, text());
      }
    }
    long value = read(parser::getLongValue);
    if (value < min || value > max) {
      throw notBetween(min, max, text());
    }
    return value;
  }

  @Override
  void readNull() {
    require(Kind.NULL);
  }

  @Override
  void skip() {
    pass(() -> true);
  }

  @Override
  Tokens subdocument() {
    TokenBuffer copy = new TokenBuffer(parser);
    List<JsonLocation> places = new ArrayList<>();
    pass(
        () -> {
          copy.copyCurrentEvent(parser);
          return places.add(location());
        });
    return new ParserTokens(path(), copy.asParser(), places, limits);
  }

  /** Passes over a value; each of its tokens is checked and then visited. */
  private void pass(Reading<Boolean> visitor) {
    JsonToken token = token();
    for (int levels = 0; ; token = advance()) {
      if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        levels--;
      } else if (token != JsonToken.FIELD_NAME) {
        Kind kind = kind(token);
        if (kind == Kind.OBJECT || kind == Kind.LIST) {
          levels++;
          checkDepth(depth() + levels);
        }
      }
      read(visitor);
      if (levels == 0) {
        return;
      }
    }
  }

  private void checkDepth(int levels) {
    if (levels > limits.maxDepth()) {
      throw error("nested more than " + limits.maxDepth() + " deep");
    }
  }

  @Override
  Tokens again() {
    throw new IllegalStateException("a parser reads its document only once");
  }

  @Override
  int line() {
    token();
    return Math.max(0, location().getLineNr());
  }

  @Override
  void end() {
    if (advance() != null) {
      throw error("something follows the document; one document was expected");
    }
  }

  @Override
  InvalidDocumentException error(String problem) {
    return error(problem, location(), null);
  }

  private InvalidDocumentException error(
      String problem, @Nullable JsonLocation location, @Nullable Throwable cause) {
    JsonLocation place = location == null ? location() : location;
    int line = Math.max(0, place.getLineNr());
    int column = line == 0 ? 0 : Math.max(1, place.getColumnNr());
    return new InvalidDocumentException(problem, path(), line, column, cause);
  }

  private JsonLocation location() {
    return advances >= 0 && advances < locations.size()
        ? locations.get(advances)
        : parser.currentTokenLocation();
  }

  /** What stands there instead of what was wanted. */
  private String found() {
    Kind kind = peek();
    return switch (kind) {
      case OBJECT, LIST -> kind.toString();
      case STRING -> Excerpt.string(string());
      case NUMBER, BOOLEAN, NULL -> text();
    };
  }

  private String text() {
    return Excerpt.text(read(parser::getText));
  }

  private <T extends @Nullable Object> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (JsonEOFException e) {
      throw error("the document ends too early", e.getLocation(), e);
    } catch (JsonProcessingException e) {
      throw error("cannot be read as JSON: " + reason(e), e.getLocation(), e);
    } catch (CharConversionException e) {
      throw error("cannot be read as text", null, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(JsonProcessingException e) {
    String reason = HINT.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    String uncapitalized = Ascii.toLowerCase(reason.substring(0, 1)) + reason.substring(1);
    return Excerpt.text(uncapitalized, LONGEST_REASON);
  }

  /** Something that a parser reads. */
  @FunctionalInterface
  private interface Reading<T extends @Nullable Object> {
    T read() throws IOException;
  }
}
