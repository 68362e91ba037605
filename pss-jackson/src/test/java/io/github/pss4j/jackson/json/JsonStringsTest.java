package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each expectation is what Go's utf8.DecodeRune and unquote of encoding/json make of it. */
final class JsonStringsTest {
  private static final String BAD = "\ufffd";

  @ParameterizedTest
  @CsvSource({
    "61ff62, 1, byte that never occurs",
    "6180 62, 1, continuation without a beginning",
    "61c062, 1, overlong beginning",
    "61c18162, 2, overlong A",
    "61c3 62, 1, sequence of two cut off",
    "61e28262, 2, sequence of three cut off",
    "61e2 62, 1, sequence of three cut off early",
    "61e0808062, 3, overlong of three",
    "61e09fbf62, 3, longest overlong of three",
    "61eda08062, 3, first surrogate",
    "61edbfbf62, 3, last surrogate",
    "61eda0bdedb88062, 6, surrogate pair",
    "61f09f9862, 3, sequence of four cut off",
    "61f080808062, 4, overlong of four",
    "61f08fbfbf62, 4, longest overlong of four",
    "61f490808062, 4, beyond U+10FFFF",
    "61f580808062, 4, first byte too large",
    "61f888808080 62, 5, sequence of five",
  })
  void eachByteThatIsNotUtf8IsReplaced(String hex, int replacements, String what) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertEquals(
        "a" + BAD.repeat(replacements) + "b",
        JsonStrings.decode(bytes, 0, bytes.length, false),
        what);
    assertEquals(
        "a" + BAD.repeat(replacements),
        JsonStrings.decode(bytes, 0, bytes.length - 1, true),
        what + " at the end");
  }

  @ParameterizedTest
  @CsvSource({
    "c280, 128",
    "dfbf, 2047",
    "e0a080, 2048",
    "ed9fbf, 55295",
    "ee8080, 57344",
    "efbfbd, 65533",
    "efbfbf, 65535",
    "f0908080, 65536",
    "f48fbfbf, 1114111",
  })
  void theEndsOfEachRangeAreRead(String hex, int codePoint) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String expected = Character.toString(codePoint);
    assertEquals(expected, JsonStrings.decode(bytes, 0, bytes.length, false));
    assertEquals(expected, JsonStrings.decode(bytes, 0, bytes.length, true));
  }

  static Stream<Arguments> escapes() {
    return Stream.of(
        arguments("\\ud83d\\ude00", "😀"),
        arguments("\\uD83D\\uDE00x", "😀x"),
        arguments("x\\ud800", "x" + BAD),
        arguments("x\\udc00y", "x" + BAD + "y"),
        arguments("\\ud800\\ud83d\\ude00", BAD + "😀"),
        arguments("\\udc00\\ud800", BAD + BAD),
        arguments("\\ud800\\u0041", BAD + "A"),
        arguments("\\ud800\\n", BAD + "\n"),
        arguments("\\ud800\\\\udc00", BAD + "\\udc00"),
        arguments("\\ud800udc00", BAD + "udc00"),
        arguments("\\u00e9\\u2192\\u0000", "é→\0"),
        arguments("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void escapesAreResolved(String json, String expected) {
    byte[] bytes = json.getBytes(UTF_8);
    assertEquals(expected, JsonStrings.decode(bytes, 0, bytes.length, true));
  }

  @Property
  void textIsReadAsItIs(@ForAll String text) {
    String expected = new String(text.getBytes(UTF_8), UTF_8);
    byte[] bytes = expected.replace('\\', '/').getBytes(UTF_8);
    assertEquals(expected.replace('\\', '/'), JsonStrings.decode(bytes, 0, bytes.length, false));
    assertEquals(expected.replace('\\', '/'), JsonStrings.decode(bytes, 0, bytes.length, true));
  }

  @Test
  void loneSurrogatesAreReplaced() {
    assertEquals("abc😀é", JsonStrings.wellFormed("abc😀é"));
    assertEquals("a" + BAD, JsonStrings.wellFormed("a\ud800"));
    assertEquals(BAD + "a", JsonStrings.wellFormed("\udc00a"));
    assertEquals(BAD + BAD + "😀", JsonStrings.wellFormed("\udc00\ud800\ud83d\ude00"));
  }
}
