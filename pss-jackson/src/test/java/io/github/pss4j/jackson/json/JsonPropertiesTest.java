package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.PlainValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Properties of the two readers of JSON, in turn:
 *
 * <ul>
 *   <li>bytes read as Jackson's own strict tree says, and are refused where it refuses them;
 *   <li>a document of broken pieces of JSON, likewise;
 *   <li>what can be read can be skipped, and the other way round;
 *   <li>a Jackson parser reads as the bytes do;
 *   <li>random bytes raise nothing but {@link InvalidDocumentException}.
 * </ul>
 *
 * Left out, as Jackson differs there by design: byte order marks, other encodings, bytes that are
 * not UTF-8, and lone surrogates in the names of fields.
 */
final class JsonPropertiesTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String REFUSED = "refused";

  private static Object jackson(String json) {
    try {
      JsonNode node = STRICT.readTree(json);
      return node.isMissingNode() ? REFUSED : value(node);
    } catch (JsonProcessingException e) {
      Assume.that(!e.getOriginalMessage().contains("surrogate"));
      return REFUSED;
    }
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        node.properties()
            .forEach(e -> fields.put(JsonStrings.wellFormed(e.getKey()), value(e.getValue())));
        yield fields;
      }
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        node.forEach(element -> elements.add(value(element)));
        yield elements;
      }
      case STRING -> JsonStrings.wellFormed(node.textValue());
      case BOOLEAN -> node.booleanValue();
      case NULL -> "null";
      default ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : PlainValues.OTHER_NUMBER;
    };
  }

  private static Object read(Cursor tokens) {
    try {
      return PlainValues.read(tokens);
    } catch (InvalidDocumentException e) {
      return REFUSED;
    }
  }

  private static Object skipOrMessage(Cursor tokens) {
    try {
      tokens.skip();
      tokens.end();
      return "skipped";
    } catch (InvalidDocumentException e) {
      return e.line() + ":" + e.column() + ":" + e.problem();
    }
  }

  private static JsonCursor tokens(byte[] json) {
    return JsonCursor.of(json, ReaderLimits.defaults());
  }

  private static void readsAsJacksonDoes(String json) {
    assertEquals(jackson(json), read(tokens(json.getBytes(UTF_8))), json);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aDocumentReadsAsJacksonReadsIt(@ForAll("documents") String json) {
    readsAsJacksonDoes(json);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void aChangedDocumentReadsAsJacksonReadsIt(@ForAll("changed") String json) {
    readsAsJacksonDoes(json);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void piecesOfJsonReadAsJacksonReadsThem(@ForAll("pieces") String json) {
    readsAsJacksonDoes(json);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatCanBeReadCanBeSkippedAndTheOtherWayRound(@ForAll("changed") String json) {
    byte[] bytes = json.getBytes(UTF_8);
    boolean read = !read(tokens(bytes)).equals(REFUSED);
    assertEquals(read, skipOrMessage(tokens(bytes)).equals("skipped"), json);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aParserReadsAsBytesDo(@ForAll("changed") String json) throws Exception {
    Object expected = jackson(json);
    assertEquals(expected, parsed(json), json);
    // A tree makes an infinity of what is too large for it.
    if (!expected.equals(REFUSED) && !json.matches("(?s).*[eE][+-]?\\d{3}.*")) {
      assertEquals(
          expected, read(ParsedJson.read(STRICT.readTree(json), ReaderLimits.defaults())), json);
    }
  }

  private static Object parsed(String json) throws IOException {
    try (JsonParser parser = STRICT.createParser(json)) {
      Object value = read(ParsedJson.read(parser, ReaderLimits.defaults()));
      return parser.nextToken() == null ? value : REFUSED;
    } catch (InvalidDocumentException | JsonProcessingException e) {
      return REFUSED;
    }
  }

  @Property(tries = 1_000)
  void randomBytesRaiseNothingElse(@ForAll byte[] bytes) {
    boolean read = !read(tokens(bytes)).equals(REFUSED);
    assertEquals(read, skipOrMessage(tokens(bytes)).equals("skipped"));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void brokenTextIsReadWhereItCanBeSkipped(@ForAll("changed") String json, @ForAll byte[] noise) {
    byte[] bytes = json.getBytes(UTF_8);
    for (int i = 0; i < Math.min(3, noise.length) && bytes.length > 0; i++) {
      bytes[(noise[i] & 0xff) % bytes.length] = noise[i];
    }
    boolean read = !read(tokens(bytes)).equals(REFUSED);
    assertEquals(read, skipOrMessage(tokens(bytes)).equals("skipped"), json);
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.recursive(
        () -> Arbitraries.oneOf(scalars(), strings()), JsonPropertiesTest::container, 0, 4);
  }

  private static Arbitrary<String> container(Arbitrary<String> values) {
    Arbitrary<String> fields =
        Combinators.combine(space(), strings(), space(), values, space())
            .as((a, name, b, value, c) -> a + name + b + ":" + value + c);
    Arbitrary<String> object =
        fields.list().ofMaxSize(4).map(all -> "{" + String.join(",", all) + "}");
    Arbitrary<String> list =
        values.list().ofMaxSize(4).map(all -> "[" + String.join(",", all) + "]");
    return Combinators.combine(space(), Arbitraries.oneOf(values, object, list), space())
        .as((before, value, after) -> before + value + after);
  }

  private static Arbitrary<String> space() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.just("")),
        Tuple.of(1, Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(12)));
  }

  private static Arbitrary<String> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "true",
            "false",
            "null",
            "0",
            "-0",
            "0.0",
            "1e3",
            "-1.5E-7",
            "1E+2",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "123456789012345678901234567890"),
        Arbitraries.longs().map(String::valueOf));
  }

  private static Arbitrary<String> strings() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMaxLength(20),
            Arbitraries.of(
                "a",
                "name",
                "hostNetwork",
                "host\\u004eetwork",
                "\\n",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b\\f\\r\\t",
                "\\u00e9",
                "\\ud83d\\ude00",
                "\\ud800",
                "\\udc00",
                "é",
                "→",
                "😀",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\u007f",
                "\u2028"));
    return piece.list().ofMaxSize(4).map(pieces -> '"' + String.join("", pieces) + '"');
  }

  /** A document in which some characters were removed, put in or exchanged. */
  @Provide
  Arbitrary<String> changed() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 10_000);
    Arbitrary<String> changes =
        Arbitraries.of(
            "", "", "", "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "0", "1", "-", "+",
            ".", "e", "E", "t", "n", "u", "\\u", "\\ud83d", "\t", "\u0001", "'", "/", "é", "😀");
    return Combinators.combine(
            documents(),
            places.list().ofMaxSize(3),
            changes.list().ofSize(3),
            Arbitraries.integers().between(0, 2))
        .as(
            (json, at, put, remove) -> {
              String result = json;
              for (int i = 0; i < at.size(); i++) {
                int length = result.codePointCount(0, result.length());
                int start = at.get(i) % (length + 1);
                int end = Math.min(length, start + remove);
                result =
                    result.substring(0, result.offsetByCodePoints(0, start))
                        + put.get(i)
                        + result.substring(result.offsetByCodePoints(0, end));
              }
              return result;
            });
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "\"a\":",
            "true",
            "null",
            "1",
            "0",
            "-",
            ".5",
            "e1",
            " ",
            "\n",
            "\\",
            "\\u0041",
            "[1]",
            "{\"a\":1}",
            "[]",
            "{}")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }
}
