package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.jackson.json.JsonGrammar.Fault;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed over eight bytes at a time ends at the same byte as one by one. */
final class JsonGrammarTest {
  private static JsonGrammar grammar(byte[] bytes, int end) {
    return new JsonGrammar(bytes, end, 10);
  }

  @Property
  void aStringEndsAtTheFirstQuoteOrFault(@ForAll byte[] bytes) {
    for (int start = 0; start < bytes.length; start++) {
      int end = start + 1;
      while (end < bytes.length
          && bytes[end] != '"'
          && bytes[end] != '\\'
          && (bytes[end] & 0xff) >= 0x20) {
        end++;
      }
      JsonGrammar grammar = grammar(bytes, bytes.length);
      int behind = grammar.string(start);
      if (end == bytes.length) {
        assertEquals(Fault.STRING_END, grammar.fault());
        assertEquals(end, grammar.faultAt());
      } else if (bytes[end] == '"') {
        assertEquals(end + 1, behind);
      } else if (bytes[end] != '\\') {
        assertEquals(Fault.ESCAPED_CONTROL, grammar.fault());
        assertEquals(end, grammar.faultAt());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 24})
  void eachByteIsToldFromItsNeighbours(int index) {
    for (int b = 0; b < 256; b++) {
      byte[] bytes = ("\"" + "x".repeat(31) + "\"").getBytes(UTF_8);
      bytes[index] = (byte) b;
      JsonGrammar grammar = grammar(bytes, bytes.length);
      int behind = grammar.string(0);
      if (b == '"') {
        assertEquals(index + 1, behind);
      } else if (b == '\\') {
        assertEquals(Fault.ESCAPE, grammar.fault());
        assertEquals(index + 1, grammar.faultAt());
      } else if (b < 0x20) {
        assertEquals(Fault.ESCAPED_CONTROL, grammar.fault());
        assertEquals(index, grammar.faultAt());
      } else {
        assertEquals(33, behind);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8})
  void nothingBehindTheEndIsSeen(int end) {
    JsonGrammar grammar = grammar("\"abcdefg\"ijklmnopqrstuvw".getBytes(UTF_8), end);
    assertEquals(JsonGrammar.BROKEN, grammar.string(0));
    assertEquals(Fault.STRING_END, grammar.fault());
    assertEquals(end, grammar.faultAt());
  }

  @Test
  void itTellsEscapesAndWholeNumbers() {
    byte[] text = "\"a\\n\" \"b\" 12 1.0 ".getBytes(UTF_8);
    JsonGrammar grammar = grammar(text, text.length);
    assertEquals(5, grammar.string(0));
    assertEquals(true, grammar.escaped());
    assertEquals(9, grammar.string(6));
    assertEquals(false, grammar.escaped());
    assertEquals(12, grammar.scalar(10));
    assertEquals(true, grammar.whole());
    assertEquals(16, grammar.scalar(13));
    assertEquals(false, grammar.whole());
  }
}
