package io.github.pss4j.jackson;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParserTokensTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ReaderLimits LIMITS = ReaderLimits.defaults();
  private static final Fields FIELDS = Fields.of("a", "name", "hostNetwork");

  private static Tokens tokens(String json) throws IOException {
    return ParserTokens.of(MAPPER.createParser(json), LIMITS);
  }

  private static Tokens tokens(JsonNode node) {
    return ParserTokens.of(node.traverse(), LIMITS);
  }

  private static String message(Tokens tokens, Consumer<Tokens> read) {
    return String.valueOf(
        assertThrows(InvalidDocumentException.class, () -> read.accept(tokens)).getMessage());
  }

  @ParameterizedTest
  @MethodSource("io.github.pss4j.jackson.JsonTokensTest#wrongKinds")
  void aValueOfAnotherKindIsNamed(String json, Consumer<Tokens> read, String expected)
      throws IOException {
    String nested = "{\"name\":\n  [true, " + json.strip() + "]}";
    Tokens tokens = tokens(nested);
    enter(tokens);
    assertEquals("line 2, column 10: name[1]: " + expected, message(tokens, read));

    Tokens copy = tokens(nested).subdocument();
    enter(copy);
    assertEquals("line 2, column 10: name[1]: " + expected, message(copy, read));
  }

  private static void enter(Tokens tokens) {
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
            "{\"a\":nul}", "line 1, column 6: cannot be read as JSON: unrecognized token 'nul'"),
        arguments(
            "{\"a\":NaN}", "line 1, column 9: cannot be read as JSON: non-standard token 'NaN'"),
        arguments(
            "{\"a\":\"\t\"}",
            "line 1, column 7: a: cannot be read as JSON: illegal unquoted character"
                + " ((CTRL-CHAR, code 9))"),
        arguments(
            "{\"a\":1,}",
            "line 1, column 8: a: cannot be read as JSON: unexpected character ('}' (code 125))"),
        arguments(
            "[1 2]",
            "line 1, column 4: [0]: cannot be read as JSON: unexpected character ('2' (code 50))"),
        arguments(
            "{} {}", "line 1, column 4: something follows the document; one document was expected"),
        arguments(
            "1".repeat(1_001),
            "line 1, column 1: cannot be read as JSON: number value length (1001) exceeds the"
                + " maximum allowed (1000)"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatTheParserRefusesIsRefusedInOurWords(String json, String expected) throws IOException {
    assertEquals(expected, message(tokens(json), PlainValues::read));
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
    List<Consumer<Tokens>> readings =
        List.of(
            PlainValues::read, Tokens::skip, Tokens::subdocument, Tokens::readString, Tokens::peek);
    for (Consumer<Tokens> reading : readings) {
      assertEquals(expected, message(tokens(node), reading));
    }
    assertEquals("zz[0]: " + expected, message(tokens(nested), PlainValues::read));
    assertEquals(expected, message(tokens(nested), Tokens::skip));
    assertEquals(expected, message(tokens(nested), Tokens::subdocument));
  }

  @Test
  void aLenientParserDoesNotMakeNaNANumber() throws IOException {
    JsonMapper lenient =
        JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    for (String token : List.of("NaN", "Infinity", "-Infinity")) {
      Tokens tokens = ParserTokens.of(lenient.createParser("{\"zz\":[" + token + "]}"), LIMITS);
      assertEquals(
          "line 1, column 8: must be a JSON value, but is " + token, message(tokens, Tokens::skip));
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
    Tokens tokens = tokens(NODES.arrayNode().add("x"));
    assertEquals(0, tokens.line());
    tokens.beginList();
    tokens.nextElement();
    assertEquals(
        "[0]: must be true or false, but is the string \"x\"",
        message(tokens, Tokens::readBoolean));
    assertEquals("the document is empty", message(tokens(NODES.missingNode()), Tokens::skip));
  }

  @Test
  void aSubdocumentKnowsItsPlaceInTheWhole() throws IOException {
    Tokens tokens = tokens("{\"zz\": [0,\n {\"a\": [\n7]}], \"name\": 1}");
    tokens.beginObject();
    assertEquals(Tokens.UNKNOWN, tokens.nextField(FIELDS));
    assertEquals("zz", tokens.fieldName());
    tokens.beginList();
    tokens.nextElement();
    tokens.skip();
    tokens.nextElement();
    Tokens item = tokens.subdocument();
    assertFalse(tokens.nextElement());
    assertEquals(1, tokens.nextField(FIELDS));
    assertEquals("name", tokens.fieldName());
    assertEquals("line 3, column 15: name: p", tokens.error("p").getMessage());

    assertEquals(2, item.line());
    item.beginObject();
    assertEquals(0, item.nextField(FIELDS));
    item.beginList();
    item.nextElement();
    Tokens inner = item.subdocument();
    assertEquals(3, inner.line());
    assertEquals("line 3, column 1: zz[1].a[0]: p", inner.error("p").getMessage());
    assertEquals(7, inner.readInteger(0, 9));
    inner.end();
    assertFalse(item.nextElement());
    assertEquals(Tokens.END, item.nextField(FIELDS));
    item.end();
  }

  @Test
  void aParserMayStandAtTheValueAlready() throws IOException {
    try (JsonParser parser = MAPPER.createParser("[{\"a\":1},2]")) {
      parser.nextToken();
      parser.nextToken();
      assertEquals(
          Map.of("a", 1L), PlainValues.read(ParserTokens.of(parser, LIMITS).subdocument()));
      parser.nextToken();
      assertEquals(2, ParserTokens.of(parser, LIMITS).readInteger(0, 9));
      parser.nextToken();
      assertEquals(
          "line 1, column 11: must be a JSON value, but none begins here",
          message(ParserTokens.of(parser, LIMITS), Tokens::peek));
    }
  }

  @Test
  void nestingIsLimited() throws IOException {
    ReaderLimits limits = new ReaderLimits(3, 1, 1);
    String good = "[[{}]]";
    assertEquals(
        List.of(List.of(Map.of())),
        PlainValues.read(ParserTokens.of(MAPPER.createParser(good), limits)));
    List<Consumer<Tokens>> readings = List.of(PlainValues::read, Tokens::skip, Tokens::subdocument);
    for (Consumer<Tokens> reading : readings) {
      InvalidDocumentException e =
          assertThrows(
              InvalidDocumentException.class,
              () -> reading.accept(ParserTokens.of(MAPPER.createParser("[[{\"a\":[]}]]"), limits)));
      assertEquals("nested more than 3 deep", e.problem());
      assertEquals(8, e.column());
    }
  }

  @Test
  void aFailingSourceIsNoInvalidDocument() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream("[1,     ".getBytes(UTF_8)), closed);
    Tokens tokens = ParserTokens.of(MAPPER.createParser(failing), LIMITS);
    assertThrows(UncheckedIOException.class, tokens::skip);
  }

  @Test
  void bytesThatAreNoTextAreAnError() throws IOException {
    byte[] bytes = {0, 0, 0, '"', (byte) 0x7f, 0, 0, 0};
    Tokens tokens = ParserTokens.of(MAPPER.createParser(bytes), LIMITS);
    assertEquals("line 1, column 1: cannot be read as text", message(tokens, Tokens::readString));
    byte[] utf8 = "\"\u00ff".getBytes(UTF_8);
    utf8[1] = (byte) 0xff;
    assertEquals(
        "line 1, column 3: cannot be read as JSON: invalid UTF-8 start byte 0xff",
        message(ParserTokens.of(MAPPER.createParser(utf8), LIMITS), Tokens::readString));
  }
}
