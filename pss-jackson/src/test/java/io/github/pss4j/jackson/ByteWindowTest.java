package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteWindowTest {
  @Property
  void placesAreThoseOfAnEditor(
      @ForAll @CharRange(from = 'a', to = 'c') @Chars({'\n', '\r', 'é', '→'}) String text,
      @ForAll @IntRange(max = 3) int emoji,
      @ForAll @IntRange(max = 40) int first) {
    String whole = text + "😀".repeat(emoji) + "\r\nx" + text;
    byte[] bytes = whole.getBytes(UTF_8);
    ByteWindow window = ByteWindow.of(bytes, 0, bytes.length);
    int start =
        whole.offsetByCodePoints(0, Math.min(first, whole.codePointCount(0, whole.length())));
    for (int end : new int[] {start, whole.length()}) {
      String before = whole.substring(0, end);
      int lineStart = before.lastIndexOf('\n') + 1;
      assertEquals(
          new ByteWindow.Place(
              1 + (int) before.chars().filter(c -> c == '\n').count(),
              1 + before.codePointCount(lineStart, before.length())),
          window.place(before.getBytes(UTF_8).length));
    }
  }

  @Property
  void plainTextEndsAtTheFirstQuoteBackslashOrControlCharacter(@ForAll byte[] bytes) {
    for (int start = 0; start <= bytes.length; start++) {
      int end = start;
      while (end < bytes.length
          && bytes[end] != '"'
          && bytes[end] != '\\'
          && (bytes[end] & 0xff) >= 0x20) {
        end++;
      }
      assertEquals(end, ByteWindow.of(bytes, 0, bytes.length).plainEnd(start));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 9, 15, 16, 17, 24})
  void eachByteIsToldFromItsNeighbours(int index) {
    for (int b = 0; b < 256; b++) {
      byte[] bytes = "x".repeat(33).getBytes(UTF_8);
      bytes[index] = (byte) b;
      boolean ends = b < 0x20 || b == '"' || b == '\\';
      assertEquals(ends ? index : 33, ByteWindow.of(bytes, 0, 33).plainEnd(0), "byte " + b);
    }
  }

  @Test
  void nothingBehindTheLimitIsSeen() {
    byte[] bytes = "abcdefgh\"ijklmnopqrstuvw".getBytes(UTF_8);
    assertEquals(5, ByteWindow.of(bytes, 2, 5).plainEnd(2));
    assertEquals(8, ByteWindow.of(bytes, 2, 8).plainEnd(2));
  }
}
