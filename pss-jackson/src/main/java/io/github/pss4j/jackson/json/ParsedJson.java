package io.github.pss4j.jackson.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a caller's Jackson parser reads, of whatever it reads it: text, bytes, or a tree
 * of nodes, so that it is read by the same cursor as all other JSON. What has no form in JSON, as
 * NaN and Java objects, is refused.
 *
 * <p>Lines and columns are the parser's. What it takes for JSON and JSON is not, as a comment that
 * it was told to let through or an overlong form of UTF-8, cannot be seen from here.
 */
public final class ParsedJson {
  /** Writes however deeply nested a document; the reader has a limit of its own. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  /** A parser's hint at a setting of its own, which is no business of who wrote the document. */
  private static final Pattern HINT = Pattern.compile(", from `[^`]*`|: .*", Pattern.DOTALL);

  private static final int LONGEST_REASON = 200;

  private final JsonParser parser;
  private final ReaderLimits limits;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
  private final ParserPlaces places = new ParserPlaces();

  private ParsedJson(JsonParser parser, ReaderLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /**
   * The value that the parser stands at, or the one that comes next if it stands nowhere yet. The
   * parser is left at the value's end.
   *
   * @throws IOException if the source of the parser does
   */
  public static JsonCursor read(JsonParser parser, ReaderLimits limits) throws IOException {
    return new ParsedJson(parser, limits).read();
  }

  /** A tree of nodes, of which errors tell the path, but neither line nor column. */
  public static JsonCursor read(JsonNode tree, ReaderLimits limits) {
    try (JsonParser parser = tree.traverse()) {
      return read(parser, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonCursor read() throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      copy(json);
    } catch (JsonEOFException e) {
      throw error("the document ends too early", e.getLocation(), e);
    } catch (JsonProcessingException e) {
      throw error("cannot be read as JSON: " + reason(e), e.getLocation(), e);
    } catch (CharConversionException e) {
      throw error("cannot be read as text", null, e);
    }
    byte[] text = out.toByteArray();
    return new JsonCursor(text, 0, text.length, "", places, limits);
  }

  /** Copies one value, event by event. */
  private void copy(JsonGenerator json) throws IOException {
    JsonToken token = parser.currentToken() == null ? parser.nextToken() : parser.currentToken();
    for (int depth = 0; ; token = parser.nextToken()) {
      if (token == null || token == JsonToken.NOT_AVAILABLE) {
        throw error(depth == 0 ? "the document is empty" : "the document ends too early");
      }
      if (depth == 0 && (token == JsonToken.FIELD_NAME || token.isStructEnd())) {
        throw error("must be a JSON value, but none begins here");
      }
      places.add(out.size() + json.getOutputBuffered(), parser.currentTokenLocation());
      if (token.isStructStart() && ++depth > limits.maxDepth()) {
        throw error("nested more than " + limits.maxDepth() + " deep");
      }
      if (token.isStructEnd()) {
        depth--;
      }
      copy(token, json);
      if (out.size() + json.getOutputBuffered() > limits.maxDocumentBytes()) {
        throw error("the document is longer than " + limits.maxDocumentBytes() + " bytes");
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private void copy(JsonToken token, JsonGenerator json) throws IOException {
    switch (token) {
      case START_OBJECT -> json.writeStartObject();
      case END_OBJECT -> json.writeEndObject();
      case START_ARRAY -> json.writeStartArray();
      case END_ARRAY -> json.writeEndArray();
      case FIELD_NAME -> json.writeFieldName(JsonStrings.wellFormed(parser.currentName()));
      case VALUE_STRING -> json.writeString(JsonStrings.wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (parser.isNaN()) {
          throw error("must be a JSON value, but is " + Excerpt.text(parser.getText()));
        }
        // As it is written, so that the grammar judges that.
        json.writeRawValue(parser.getText());
      }
      case VALUE_TRUE, VALUE_FALSE -> json.writeBoolean(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> json.writeNull();
      default -> throw error("must be a JSON value, but is binary or has no form in JSON");
    }
  }

  private InvalidDocumentException error(String problem) {
    return error(problem, null, null);
  }

  private InvalidDocumentException error(
      String problem, @Nullable JsonLocation location, @Nullable Throwable cause) {
    JsonLocation place = location == null ? parser.currentTokenLocation() : location;
    int line = Math.max(0, place.getLineNr());
    int column = line == 0 ? 0 : Math.max(1, place.getColumnNr());
    StringBuilder path = new StringBuilder();
    appendPath(parser.getParsingContext(), path);
    return new InvalidDocumentException(problem, path.toString(), line, column, cause);
  }

  private static void appendPath(@Nullable JsonStreamContext context, StringBuilder path) {
    if (context == null) {
      return;
    }
    appendPath(context.getParent(), path);
    if (context.inObject() && context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(Excerpt.text(context.getCurrentName()));
    } else if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    }
  }

  private static String reason(JsonProcessingException e) {
    String reason = HINT.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    String uncapitalized = Ascii.toLowerCase(reason.substring(0, 1)) + reason.substring(1);
    return Excerpt.text(uncapitalized, LONGEST_REASON);
  }

  /** Where the parser met each event that was written down. */
  private static final class ParserPlaces implements Places {
    private int[] offsets = new int[64];
    private int[] lines = new int[64];
    private int[] columns = new int[64];
    private int count;

    void add(int offset, JsonLocation place) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
        lines = Arrays.copyOf(lines, 2 * count);
        columns = Arrays.copyOf(columns, 2 * count);
      }
      offsets[count] = offset;
      lines[count] = Math.max(0, place.getLineNr());
      columns[count] = lines[count] == 0 ? 0 : Math.max(1, place.getColumnNr());
      count++;
    }

    private int event(int index) {
      int found = Arrays.binarySearch(offsets, 0, count, index);
      return found >= 0 ? found : -found - 2;
    }

    @Override
    public int line(int index) {
      return lines[event(index)];
    }

    @Override
    public int column(int index) {
      return columns[event(index)];
    }

    @Override
    public Places from(int index) {
      return this;
    }
  }
}
