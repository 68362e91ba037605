package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.shape.PlainValues;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCursorTest {
  private static final ReaderLimits LIMITS = ReaderLimits.defaults();
  private static final Fields FIELDS = Fields.of("a", "name", "hostNetwork");

  private static Cursor tokens(String json) {
    return JsonCursor.of(json.getBytes(UTF_8), LIMITS);
  }

  private static String message(Cursor tokens, Consumer<Cursor> read) {
    return String.valueOf(
        assertThrows(InvalidDocumentException.class, () -> read.accept(tokens)).getMessage());
  }

  /** What is no JSON; where it is wrong, in which field, and what is said of it. */
  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("", "1:1", "", "the document is empty"),
        arguments("  \n ", "2:2", "", "the document is empty"),
        arguments("\ufeff{}", "1:1", "", "unexpected byte order mark; a value was expected"),
        arguments("\f1", "1:1", "", "unexpected U+000C; a value was expected"),
        arguments("\u000b1", "1:1", "", "unexpected U+000B; a value was expected"),
        arguments("\u00a01", "1:1", "", "unexpected U+00A0; a value was expected"),
        arguments("\0", "1:1", "", "unexpected U+0000; a value was expected"),
        arguments("/* c */1", "1:1", "", "unexpected '/'; a value was expected"),
        arguments("'a'", "1:1", "", "unexpected \"'\"; a value was expected"),
        arguments("é", "1:1", "", "unexpected 'é'; a value was expected"),
        arguments("😀", "1:1", "", "unexpected '😀'; a value was expected"),
        arguments("NaN", "1:1", "", "unexpected 'N'; a value was expected"),
        arguments("Infinity", "1:1", "", "unexpected 'I'; a value was expected"),
        arguments("True", "1:1", "", "unexpected 'T'; a value was expected"),
        arguments("]", "1:1", "", "unexpected ']'; a value was expected"),
        arguments("}", "1:1", "", "unexpected '}'; a value was expected"),
        arguments(",", "1:1", "", "unexpected ','; a value was expected"),
        arguments("+1", "1:1", "", "unexpected '+'; a value was expected"),
        arguments(".5", "1:1", "", "unexpected '.'; a value was expected"),
        arguments("1x", "1:2", "", "unexpected 'x' after the document; one document was expected"),
        arguments(
            "{} {}", "1:4", "", "unexpected '{' after the document; one document was expected"),
        arguments(
            "1\n2", "2:1", "", "unexpected '2' after the document; one document was expected"),
        arguments(
            "truex", "1:5", "", "unexpected 'x' after the document; one document was expected"),
        arguments(
            "1\0", "1:2", "", "unexpected U+0000 after the document; one document was expected"),
        arguments("0x0", "1:2", "", "unexpected 'x' after the document; one document was expected"),
        arguments("1_0", "1:2", "", "unexpected '_' after the document; one document was expected"),
        arguments("tru", "1:4", "", "the document ends inside a literal; true was expected"),
        arguments("trux", "1:4", "", "unexpected 'x' inside a literal; true was expected"),
        arguments("fals\"", "1:5", "", "unexpected '\"' inside a literal; false was expected"),
        arguments("nul,", "1:4", "", "unexpected ',' inside a literal; null was expected"),
        arguments("-", "1:2", "", "the document ends inside a number; a digit was expected"),
        arguments("-x", "1:2", "", "unexpected 'x' inside a number; a digit was expected"),
        arguments("1.", "1:3", "", "the document ends inside a number; a digit was expected"),
        arguments("1.e1", "1:3", "", "unexpected 'e' inside a number; a digit was expected"),
        arguments("1e", "1:3", "", "the document ends inside a number; a digit was expected"),
        arguments("1e+", "1:4", "", "the document ends inside a number; a digit was expected"),
        arguments("1E-x", "1:4", "", "unexpected 'x' inside a number; a digit was expected"),
        arguments("00", "1:2", "", "unexpected '0' after 0; a number has no leading zeros"),
        arguments("-012", "1:3", "", "unexpected '1' after 0; a number has no leading zeros"),
        arguments("\"", "1:2", "", "the document ends inside a string"),
        arguments("\"abcdefghijklmnopqrst", "1:22", "", "the document ends inside a string"),
        arguments("\"a\tb\"", "1:3", "", "unexpected U+0009 inside a string; \\u0009 was expected"),
        arguments("\"a\nb\"", "1:3", "", "unexpected U+000A inside a string; \\u000a was expected"),
        arguments(
            "\"éé\u001f\"", "1:4", "", "unexpected U+001F inside a string; \\u001f was expected"),
        arguments(
            "\"\\x\"",
            "1:3",
            "",
            "unexpected 'x' after \\ inside a string; one of \" \\ / b f n r t u was expected"),
        arguments(
            "\"\\",
            "1:3",
            "",
            "the document ends after \\ inside a string; one of \" \\ / b f n r t u was expected"),
        arguments(
            "\"\\u00g0\"",
            "1:6",
            "",
            "unexpected 'g' after \\u inside a string; a hexadecimal digit was expected"),
        arguments(
            "\"\\u00",
            "1:6",
            "",
            "the document ends after \\u inside a string; a hexadecimal digit was expected"),
        arguments("[", "1:2", "[0]", "the document ends here; a value was expected"),
        arguments(
            "[1", "1:3", "[0]", "the document ends after an element; ',' or ']' was expected"),
        arguments("[1,", "1:4", "[1]", "the document ends here; a value was expected"),
        arguments(
            "[1 2]", "1:4", "[0]", "unexpected '2' after an element; ',' or ']' was expected"),
        arguments("[1}", "1:3", "[0]", "unexpected '}' after an element; ',' or ']' was expected"),
        arguments("[1,]", "1:4", "[1]", "unexpected ']'; a value was expected"),
        arguments("[,1]", "1:2", "[0]", "unexpected ','; a value was expected"),
        arguments("[1,,2]", "1:4", "[1]", "unexpected ','; a value was expected"),
        arguments(
            "{",
            "1:2",
            "",
            "the document ends here; the name of a field in double quotes was expected"),
        arguments(
            "{1:2}",
            "1:2",
            "",
            "unexpected '1'; the name of a field in double quotes was expected"),
        arguments(
            "{'a':2}",
            "1:2",
            "",
            "unexpected \"'\"; the name of a field in double quotes was expected"),
        arguments(
            "{a:2}",
            "1:2",
            "",
            "unexpected 'a'; the name of a field in double quotes was expected"),
        arguments(
            "{,}", "1:2", "", "unexpected ','; the name of a field in double quotes was expected"),
        arguments(
            "{]", "1:2", "", "unexpected ']'; the name of a field in double quotes was expected"),
        arguments(
            "{\"a\tb\":1}", "1:4", "", "unexpected U+0009 inside a string; \\u0009 was expected"),
        arguments("{\"a", "1:4", "", "the document ends inside a string"),
        arguments(
            "{\"a\"", "1:5", "a", "the document ends after the name of a field; ':' was expected"),
        arguments(
            "{\"a\" 1}", "1:6", "a", "unexpected '1' after the name of a field; ':' was expected"),
        arguments("{\"a\":", "1:6", "a", "the document ends here; a value was expected"),
        arguments("{\"a\":}", "1:6", "a", "unexpected '}'; a value was expected"),
        arguments("{\"b\":]", "1:6", "b", "unexpected ']'; a value was expected"),
        arguments(
            "{\"a\":1", "1:7", "a", "the document ends after a field; ',' or '}' was expected"),
        arguments("{\"b\":1]", "1:7", "b", "unexpected ']' after a field; ',' or '}' was expected"),
        arguments(
            "{\"b\":1 \"c\":2}",
            "1:8",
            "b",
            "unexpected '\"' after a field; ',' or '}' was expected"),
        arguments(
            "{\"a\":1,}",
            "1:8",
            "a",
            "unexpected '}'; the name of a field in double quotes was expected"),
        arguments(
            "{\"a\":1,\"b\":[1,{\"c\":nul}]}",
            "1:23",
            "b[1].c",
            "unexpected '}' inside a literal; null was expected"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNoJsonIsRefused(String json, String place, String path, String problem) {
    InvalidDocumentException e =
        assertThrows(InvalidDocumentException.class, () -> PlainValues.read(tokens(json)));
    assertEquals(problem, e.problem());
    assertEquals(path, e.path());
    assertEquals(place, e.line() + ":" + e.column());
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsSkippedMustBeJsonToo(String json, String place, String path, String problem) {
    Cursor tokens = tokens(json);
    InvalidDocumentException e =
        assertThrows(
            InvalidDocumentException.class,
            () -> {
              tokens.skip();
              tokens.end();
            },
            path);
    assertEquals(problem, e.problem());
    assertEquals("", e.path());
    assertEquals(place, e.line() + ":" + e.column());
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsSkippedInsideADocumentMustBeJsonToo(
      String json, String place, String path, String problem) {
    Cursor tokens = tokens("{\n\"zz\": {\"items\": [\n" + json);
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(FIELDS));
    InvalidDocumentException e = assertThrows(InvalidDocumentException.class, tokens::skip, path);
    assertEquals("zz", e.path());
    // What is right or wrong only where a document begins or ends is something else here.
    if (!problem.contains("the document") && !json.equals("]")) {
      assertEquals(problem, e.problem());
      String[] lineAndColumn = place.split(":", 2);
      assertEquals(Integer.parseInt(lineAndColumn[0]) + 2, e.line());
      assertEquals(Integer.parseInt(lineAndColumn[1]), e.column());
    }
  }

  @Test
  void aByteThatIsNotUtf8IsNamed() {
    byte[] bytes = "[1, \u00ff]".getBytes(ISO_8859_1);
    assertEquals(
        "line 1, column 5: unexpected byte 0xff; a value was expected",
        message(JsonCursor.of(bytes, LIMITS), Cursor::skip));
  }

  static Stream<Arguments> wrongKinds() {
    Consumer<Cursor> integer = t -> t.readInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
    Consumer<Cursor> any = t -> t.readInteger(Long.MIN_VALUE, Long.MAX_VALUE);
    String range = "must be a whole number from -2147483648 to 2147483647, but is ";
    String longs =
        "must be a whole number from -9223372036854775808 to 9223372036854775807, but is ";
    return Stream.of(
        arguments(
            " \"yes\"",
            (Consumer<Cursor>) Cursor::readBoolean,
            "must be true or false, but is the string \"yes\""),
        arguments("0", (Consumer<Cursor>) Cursor::readBoolean, "must be true or false, but is 0"),
        arguments(
            "null", (Consumer<Cursor>) Cursor::readBoolean, "must be true or false, but is null"),
        arguments(
            "[]", (Consumer<Cursor>) Cursor::readBoolean, "must be true or false, but is a list"),
        arguments("true", (Consumer<Cursor>) Cursor::readString, "must be a string, but is true"),
        arguments(
            "-1.5e3", (Consumer<Cursor>) Cursor::readString, "must be a string, but is -1.5e3"),
        arguments(
            "{\"a\":1}",
            (Consumer<Cursor>) Cursor::readString,
            "must be a string, but is an object"),
        arguments(
            "[1]", (Consumer<Cursor>) Cursor::beginObject, "must be an object, but is a list"),
        arguments(
            "\"" + "x".repeat(100) + "\"",
            (Consumer<Cursor>) Cursor::beginObject,
            "must be an object, but is the string \"" + "x".repeat(60) + "…\""),
        arguments(
            "\"a\\n\\u001b\\ud800\"",
            (Consumer<Cursor>) Cursor::beginObject,
            "must be an object, but is the string \"a\\n\\u001b\ufffd\""),
        arguments("{}", (Consumer<Cursor>) Cursor::beginList, "must be a list, but is an object"),
        arguments("null", (Consumer<Cursor>) Cursor::beginList, "must be a list, but is null"),
        arguments("false", (Consumer<Cursor>) Cursor::readNull, "must be null, but is false"),
        arguments("\"0\"", integer, "must be a whole number, but is the string \"0\""),
        arguments("true", integer, "must be a whole number, but is true"),
        arguments("null", integer, "must be a whole number, but is null"),
        arguments("{}", integer, "must be a whole number, but is an object"),
        arguments("0.0", integer, "must be a whole number, but is 0.0"),
        arguments("-0.0", integer, "must be a whole number, but is -0.0"),
        arguments("1e3", integer, "must be a whole number, but is 1e3"),
        arguments("0E0", integer, "must be a whole number, but is 0E0"),
        arguments("1e400", integer, "must be a whole number, but is 1e400"),
        arguments("2147483648", integer, range + "2147483648"),
        arguments("-2147483649", integer, range + "-2147483649"),
        arguments("9223372036854775808", any, longs + "9223372036854775808"),
        arguments("-9223372036854775809", any, longs + "-9223372036854775809"),
        arguments("18446744073709551617", any, longs + "18446744073709551617"),
        arguments("1" + "0".repeat(99), any, longs + "1" + "0".repeat(59) + "…"));
  }

  @ParameterizedTest
  @MethodSource("wrongKinds")
  void aValueOfAnotherKindIsNamed(String json, Consumer<Cursor> read, String expected) {
    assertTrue(message(tokens(json), read).endsWith(": " + expected), message(tokens(json), read));
    Cursor nested = tokens("{\"name\":\n  [true, " + json.strip() + "]}");
    nested.beginObject();
    nested.nextField(FIELDS);
    nested.beginList();
    nested.nextElement();
    nested.readBoolean();
    nested.nextElement();
    assertEquals("line 2, column 10: name[1]: " + expected, message(nested, read));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-1, -1",
    "10, 10",
    "2147483647, 2147483647",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "1000000000000000000, 1000000000000000000",
  })
  void wholeNumbersAreRead(String json, long expected) {
    assertEquals(expected, tokens(json).readInteger(Long.MIN_VALUE, Long.MAX_VALUE));
    assertEquals(expected, tokens(json + " ").readInteger(expected, expected));
  }

  @Test
  void allKindsAreReadInOrder() {
    Cursor tokens =
        tokens(
            " \t\r\n{ \"a\" : [ 1 , \"é\\u00e9\" , true , false , null , { } ] , \"b\" : { } } \n");
    assertEquals(Cursor.Kind.OBJECT, tokens.peek());
    assertEquals(2, tokens.line());
    tokens.beginObject();
    assertEquals(0, tokens.nextField(FIELDS));
    assertEquals("a", tokens.fieldName());
    assertEquals("a", tokens.path());
    tokens.beginList();
    assertTrue(tokens.nextElement());
    assertEquals(Cursor.Kind.NUMBER, tokens.peek());
    assertEquals(1, tokens.readInteger(0, 9));
    assertTrue(tokens.nextElement());
    assertEquals(Cursor.Kind.STRING, tokens.peek());
    assertEquals("éé", tokens.readString());
    assertTrue(tokens.nextElement());
    assertEquals(Cursor.Kind.BOOLEAN, tokens.peek());
    assertTrue(tokens.readBoolean());
    assertTrue(tokens.nextElement());
    assertFalse(tokens.readBoolean());
    assertTrue(tokens.nextElement());
    assertEquals(Cursor.Kind.NULL, tokens.peek());
    tokens.readNull();
    assertTrue(tokens.nextElement());
    assertEquals("a[5]", tokens.path());
    tokens.skip();
    assertFalse(tokens.nextElement());
    assertEquals(Cursor.UNKNOWN, tokens.nextField(FIELDS));
    assertEquals("b", tokens.fieldName());
    tokens.beginObject();
    assertEquals("b", tokens.path());
    assertEquals(Cursor.END, tokens.nextField(FIELDS));
    assertEquals(Cursor.END, tokens.nextField(FIELDS));
    tokens.end();
  }

  @ParameterizedTest
  @CsvSource({
    "hostNetwork, 2",
    "host\\u004eetwork, 2",
    "\\u0068\\u006f\\u0073\\u0074Network, 2",
    "hostnetwork, -2",
    "hostNetworK, -2",
    "hostNetwor\\u212a, -2",
    "hostNetwork\\u0000, -2",
    "'', -2",
    "hostNetwor\\ud800, -2",
  })
  void namesAreMatchedExactlyOnceDecoded(String name, int field) {
    Cursor tokens = tokens("{\"" + name + "\":1}");
    tokens.beginObject();
    assertEquals(field, tokens.nextField(FIELDS));
  }

  @Test
  void aNameInAnOverlongFormIsAnotherName() {
    byte[] bytes = "{\"host\u00c1\u008eetwork\":1}".getBytes(ISO_8859_1);
    Cursor tokens = JsonCursor.of(bytes, LIMITS);
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(FIELDS));
    assertEquals("host\ufffd\ufffdetwork", tokens.fieldName());
  }

  @Test
  void aKeyOfAMapIsPartOfThePath() {
    Cursor tokens = tokens("{\"a\":{\"x\\ny\":{\"z\":1}}}");
    tokens.beginObject();
    tokens.nextField(FIELDS);
    tokens.beginObject();
    tokens.nextField(Fields.NONE);
    assertEquals("x\ny", tokens.fieldName());
    tokens.beginObject();
    tokens.nextField(Fields.NONE);
    assertEquals(
        "line 1, column 19: a.x\\ny.z: must be a string, but is 1",
        message(tokens, Cursor::readString));
  }

  @Test
  void anErrorOfTheReaderStandsAtTheValueOrAtTheEndOfWhatWasLeft() {
    Cursor tokens = tokens("{\"a\":\n  [1,\n2],\"name\":\n x");
    tokens.beginObject();
    tokens.nextField(FIELDS);
    assertEquals("line 2, column 3: a: p", tokens.error("p").getMessage());
    tokens.beginList();
    tokens.nextElement();
    assertEquals("line 2, column 4: a[0]: p", tokens.error("p").getMessage());
    tokens.skip();
    assertEquals("line 2, column 4: a[0]: p", tokens.error("p").getMessage());
    tokens.nextElement();
    tokens.skip();
    tokens.nextElement();
    assertEquals("line 3, column 2: a: p", tokens.error("p").getMessage());
    tokens.nextField(FIELDS);
    assertEquals("line 4, column 2: name: p", tokens.error("p").getMessage());
    assertEquals(4, tokens.line());
  }

  @Test
  void aSubdocumentKnowsItsPlaceInTheWhole() {
    Cursor tokens = tokens("{\"zz\": [0,\n {\"a\": [\n7]}], \"name\": 1}");
    tokens.beginObject();
    tokens.nextField(FIELDS);
    tokens.beginList();
    tokens.nextElement();
    tokens.skip();
    tokens.nextElement();
    Cursor item = tokens.cut().open();
    assertEquals(2, item.line());
    Cursor inner = innerOf(item);
    assertEquals("line 3, column 1: zz[1].a[0]: p", inner.error("p").getMessage());
    assertEquals(7, inner.readInteger(0, 9));
    inner.end();
    assertFalse(item.nextElement());
    assertEquals(Cursor.END, item.nextField(FIELDS));
    item.end();
    assertFalse(tokens.nextElement());
    assertEquals(1, tokens.nextField(FIELDS));
    assertEquals("line 3, column 15: name: p", tokens.error("p").getMessage());
  }

  private static Cursor innerOf(Cursor item) {
    item.beginObject();
    assertEquals(0, item.nextField(FIELDS));
    item.beginList();
    assertTrue(item.nextElement());
    return item.cut().open();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 1000})
  void nestingIsLimited(int depth) {
    ReaderLimits limits = new ReaderLimits(depth, 1 << 20, 1);
    String open = "{'a':[[{'b':{'c':[".replace('\'', '"').repeat(depth);
    int brackets = 0;
    int end = 0;
    StringBuilder close = new StringBuilder();
    for (; brackets < depth; end++) {
      int bracket = "{[".indexOf(open.charAt(end));
      if (bracket >= 0) {
        close.insert(0, "}]".charAt(bracket));
        brackets++;
      }
    }
    String head = open.substring(0, end);
    String good = head + close;
    PlainValues.read(JsonCursor.of(good.getBytes(UTF_8), limits));
    String bad = head + (head.endsWith("{") ? "\"x\":[]" : "[]") + close;
    String crossed = good.substring(0, good.length() - 1) + ']';
    List<Consumer<Cursor>> readings = List.of(PlainValues::read, Cursor::skip, Cursor::cut);
    for (Consumer<Cursor> reading : readings) {
      Cursor tokens = JsonCursor.of(bad.getBytes(UTF_8), limits);
      InvalidDocumentException e =
          assertThrows(InvalidDocumentException.class, () -> reading.accept(tokens));
      assertEquals("nested more than " + depth + " deep", e.problem());
      assertEquals(bad.indexOf("[]") + 1, e.column());
      Cursor other = JsonCursor.of(crossed.getBytes(UTF_8), limits);
      assertEquals(
          crossed.length(),
          assertThrows(InvalidDocumentException.class, () -> reading.accept(other)).column());
    }
  }

  @Test
  void longThingsAreRead() {
    String text = "é".repeat(40_000);
    assertEquals(text, tokens("\"" + text + "\"").readString());
    String number = "1".repeat(3_000);
    assertEquals(
        Map.of(text, PlainValues.OTHER_NUMBER),
        PlainValues.read(tokens("{\"" + text + "\":" + number + "}")));
  }

  @Test
  void aDocumentThatIsTooLongIsRefused() {
    ReaderLimits limits = new ReaderLimits(10, 5, 1);
    assertEquals(List.of(1L, 2L), PlainValues.read(JsonCursor.of("[1,2]".getBytes(UTF_8), limits)));
    assertEquals(
        "line 1, column 1: the document is longer than 5 bytes",
        assertThrows(
                InvalidDocumentException.class,
                () -> JsonCursor.of("[1,2] ".getBytes(UTF_8), limits))
            .getMessage());
  }
}
