package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.shape.PlainValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParsedJsonTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ReaderLimits LIMITS = ReaderLimits.defaults();
  private static final Fields FIELDS = Fields.of("a", "name", "hostNetwork");

  private static Cursor tokens(String json) throws IOException {
    return ParsedJson.read(MAPPER.createParser(json), LIMITS);
  }

  private static Cursor tokens(JsonNode node) {
    return ParsedJson.read(node, LIMITS);
  }

  private static String message(Cursor tokens, Consumer<Cursor> read) {
    return message(() -> read.accept(tokens));
  }

  private static String message(Executable reading) {
    return String.valueOf(assertThrows(InvalidDocumentException.class, reading).getMessage());
  }

  @ParameterizedTest
  @MethodSource("io.github.pss4j.jackson.json.JsonCursorTest#wrongKinds")
  void aValueOfAnotherKindIsNamed(String json, Consumer<Cursor> read, String expected)
      throws IOException {
    String nested = "{\"name\":\n  [true, " + json.strip() + "]}";
    Cursor tokens = tokens(nested);
    enter(tokens);
    assertEquals("line 2, column 10: name[1]: " + expected, message(tokens, read));

    Cursor part = tokens(nested).cut().open();
    enter(part);
    assertEquals("line 2, column 10: name[1]: " + expected, message(part, read));
  }

  private static void enter(Cursor tokens) {
    tokens.beginObject();
    assertEquals(1, tokens.nextField(FIELDS));
    tokens.beginList();
    assertTrue(tokens.nextElement());
    assertTrue(tokens.readBoolean());
    assertTrue(tokens.nextElement());
  }

  /** What a parser refuses, told in our words. */
  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("", "line 1, column 1: the document is empty"),
        arguments("{\"a\":[1", "line 1, column 8: a[0]: the document ends too early"),
        arguments("{\"a\":\"x", "line 1, column 8: a: the document ends too early"),
        arguments(
            "{\"a\":nul}", "line 1, column 6: a: cannot be read as JSON: unrecognized token 'nul'"),
        arguments(
            "{\"a\":NaN}", "line 1, column 9: a: cannot be read as JSON: non-standard token 'NaN'"),
        arguments(
            "{\"a\":\"\t\"}",
            "line 1, column 7: a: cannot be read as JSON: illegal unquoted character"
                + " ((CTRL-CHAR, code 9))"),
        arguments(
            "{\"a\":1,}",
            "line 1, column 8: a: cannot be read as JSON: unexpected character ('}' (code 125))"),
        arguments(
            "[1 2]",
            "line 1, column 4: [1]: cannot be read as JSON: unexpected character ('2' (code 50))"),
        arguments(
            "1".repeat(1_001),
            "line 1, column 1: cannot be read as JSON: number value length (1001) exceeds the"
                + " maximum allowed (1000)"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatTheParserRefusesIsRefusedInOurWords(String json, String expected) throws IOException {
    assertEquals(expected, message(() -> tokens(json)));
  }

  static Stream<Arguments> foreign() {
    String number = "must be a JSON value, but is ";
    String other = "must be a JSON value, but is binary or has no form in JSON";
    return Stream.of(
        arguments(NODES.numberNode(Double.NaN), number + "NaN"),
        arguments(NODES.numberNode(Double.POSITIVE_INFINITY), number + "Infinity"),
        arguments(NODES.numberNode(Float.NEGATIVE_INFINITY), number + "-Infinity"),
        arguments(NODES.pojoNode(new Object()), other),
        arguments(NODES.pojoNode(null), other),
        arguments(NODES.binaryNode(new byte[] {1}), other));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatOnlyNodesKnowIsRefusedWhereverItStands(JsonNode node, String expected) {
    JsonNode nested = NODES.objectNode().set("zz", NODES.arrayNode().add(node));
    assertEquals(expected, message(() -> tokens(node)));
    assertEquals("zz[0]: " + expected, message(() -> tokens(nested)));
  }

  @Test
  void aLenientParserDoesNotMakeNaNANumber() throws IOException {
    JsonMapper lenient =
        JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    for (String token : List.of("NaN", "Infinity", "-Infinity")) {
      JsonParser parser = lenient.createParser("{\"zz\":[" + token + "]}");
      assertEquals(
          "line 1, column 8: zz[0]: must be a JSON value, but is " + token,
          message(() -> ParsedJson.read(parser, LIMITS)));
    }
  }

  static Stream<Arguments> noIntegers() {
    String range = "must be a whole number from -5 to 5, but is ";
    return Stream.of(
        arguments(NODES.numberNode(1.0), "must be a whole number, but is 1.0"),
        arguments(NODES.numberNode(1.0f), "must be a whole number, but is 1.0"),
        arguments(NODES.numberNode(new BigDecimal("1.0")), "must be a whole number, but is 1.0"),
        arguments(NODES.numberNode(6L), range + "6"),
        arguments(NODES.numberNode((short) -6), range + "-6"),
        arguments(NODES.numberNode(BigInteger.ONE.shiftLeft(64)), range + "18446744073709551616"),
        arguments(NODES.textNode("1"), "must be a whole number, but is the string \"1\""));
  }

  @ParameterizedTest
  @MethodSource("noIntegers")
  void aNodeThatIsNoWholeNumberInRangeIsRefused(JsonNode node, String expected) {
    assertEquals(expected, message(tokens(node), t -> t.readInteger(-5, 5)));
  }

  @Test
  void wholeNumbersOfEachNodeAreRead() {
    for (JsonNode node :
        List.of(
            NODES.numberNode((short) 5),
            NODES.numberNode(5),
            NODES.numberNode(5L),
            NODES.numberNode(BigInteger.valueOf(5)))) {
      assertEquals(5, tokens(node).readInteger(5, 5));
    }
    BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
    assertEquals(Long.MIN_VALUE, tokens(NODES.numberNode(least)).readInteger(Long.MIN_VALUE, 0));
  }

  @Test
  void loneSurrogatesAreReplaced() throws IOException {
    assertEquals("a\ufffd", tokens("\"a\\ud800\"").readString());
    assertEquals(
        Map.of("\ufffd", "\ufffd"),
        PlainValues.read(tokens(NODES.objectNode().put("\ud800", "\udc00"))));
  }

  @Test
  void aTreeHasNoLines() {
    Cursor tokens = tokens(NODES.arrayNode().add("x"));
    assertEquals(0, tokens.line());
    tokens.beginList();
    tokens.nextElement();
    assertEquals(
        "[0]: must be true or false, but is the string \"x\"",
        message(tokens, Cursor::readBoolean));
    assertEquals("the document is empty", message(() -> tokens(NODES.missingNode())));
  }

  @Test
  void aSubdocumentKnowsItsPlaceInTheWhole() throws IOException {
    Cursor tokens = tokens("{\"zz\": [0,\n {\"a\": [\n7]}], \"name\": 1}");
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(FIELDS));
    assertEquals("zz", tokens.fieldName());
    tokens.beginList();
    tokens.nextElement();
    tokens.skip();
    tokens.nextElement();
    Cursor item = tokens.cut().open();
    assertFalse(tokens.nextElement());
    assertEquals(1, tokens.nextField(FIELDS));
    assertEquals("name", tokens.fieldName());
    assertEquals("line 3, column 15: name: p", tokens.error("p").getMessage());

    assertEquals(2, item.line());
    item.beginObject();
    assertEquals(0, item.nextField(FIELDS));
    item.beginList();
    item.nextElement();
    Cursor inner = item.cut().open();
    assertEquals(3, inner.line());
    assertEquals("line 3, column 1: zz[1].a[0]: p", inner.error("p").getMessage());
    assertEquals(7, inner.readInteger(0, 9));
    inner.end();
    assertFalse(item.nextElement());
    assertEquals(Cursor.END, item.nextField(FIELDS));
    item.end();
  }

  @Test
  void aParserMayStandAtTheValueAlready() throws IOException {
    try (JsonParser parser = MAPPER.createParser("[{\"a\":1},2]")) {
      parser.nextToken();
      parser.nextToken();
      assertEquals(Map.of("a", 1L), PlainValues.read(ParsedJson.read(parser, LIMITS).cut().open()));
      parser.nextToken();
      assertEquals(2, ParsedJson.read(parser, LIMITS).readInteger(0, 9));
      parser.nextToken();
      assertEquals(
          "line 1, column 11: must be a JSON value, but none begins here",
          message(() -> ParsedJson.read(parser, LIMITS)));
    }
  }

  @Test
  void nestingIsLimited() throws IOException {
    ReaderLimits limits = new ReaderLimits(3, 1_000, 1);
    String good = "[[{}]]";
    assertEquals(
        List.of(List.of(Map.of())),
        PlainValues.read(ParsedJson.read(MAPPER.createParser(good), limits)));
    JsonParser deep = MAPPER.createParser("[[{\"a\":[]}]]");
    assertEquals(
        "line 1, column 8: [0][0].a: nested more than 3 deep",
        message(() -> ParsedJson.read(deep, limits)));
  }

  @Test
  void lengthIsLimited() throws IOException {
    ReaderLimits limits = new ReaderLimits(10, 20, 1);
    JsonParser fits = MAPPER.createParser("[\"0123456789abcdef\"]");
    assertEquals(List.of("0123456789abcdef"), PlainValues.read(ParsedJson.read(fits, limits)));
    JsonParser longer = MAPPER.createParser("[\"0123456789abcdefg\"]");
    assertEquals(
        "line 1, column 21: the document is longer than 20 bytes",
        message(() -> ParsedJson.read(longer, limits)));
    JsonParser string = MAPPER.createParser("\"" + "x".repeat(21) + "\"");
    assertEquals(
        "line 1, column 1: the document is longer than 20 bytes",
        message(() -> ParsedJson.read(string, limits)));
  }

  @Test
  void aFailingSourceIsNoInvalidDocument() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream("[1,     ".getBytes(UTF_8)), closed);
    JsonParser parser = MAPPER.createParser(failing);
    assertThrows(IOException.class, () -> ParsedJson.read(parser, LIMITS));
  }

  @Test
  void bytesThatAreNoTextAreAnError() throws IOException {
    byte[] bytes = {0, 0, 0, '"', (byte) 0x7f, 0, 0, 0};
    assertEquals(
        "line 1, column 1: cannot be read as text",
        message(() -> ParsedJson.read(MAPPER.createParser(bytes), LIMITS)));
    byte[] utf8 = "\"\u00ff".getBytes(UTF_8);
    utf8[1] = (byte) 0xff;
    assertEquals(
        "line 1, column 3: cannot be read as JSON: invalid UTF-8 start byte 0xff",
        message(() -> ParsedJson.read(MAPPER.createParser(utf8), LIMITS)));
  }
}
