package io.github.pss4j.jackson.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ExcerptTest {
  @Test
  void aStringIsQuoted() {
    assertEquals("the string \"yes\"", Excerpt.string("yes"));
    assertEquals("the string \"\"", Excerpt.string(""));
    assertEquals("the string \"say \\\"\\\\\\\"\"", Excerpt.string("say \"\\\""));
  }

  @Test
  void sixtyCharactersAreShown() {
    assertEquals("😀".repeat(60), Excerpt.text("😀".repeat(60)));
    assertEquals("😀".repeat(60) + "…", Excerpt.text("😀".repeat(61)));
    assertEquals("a".repeat(60) + "…", Excerpt.text("a".repeat(1_000_000)));
  }

  @Test
  void nothingInvisibleIsShownAsItIs() {
    assertEquals("\\n\\r\\t\\u0000\\u001b\\u007f", Excerpt.text("\n\r\t\0\u001b\u007f"));
    assertEquals(
        "\\u200b\\u202e\\u2028\\u00a0\\ufeff", Excerpt.text("\u200b\u202e\u2028\u00a0\ufeff"));
    assertEquals("\\ud800 \\ue000", Excerpt.text("\ud800 \ue000"));
  }

  @Test
  void aCharacterIsNamed() {
    assertEquals("'x'", Excerpt.character('x'));
    assertEquals("' '", Excerpt.character(' '));
    assertEquals("\"'\"", Excerpt.character('\''));
    assertEquals("'😀'", Excerpt.character(0x1f600));
    assertEquals("U+000C", Excerpt.character('\f'));
    assertEquals("U+200B", Excerpt.character(0x200b));
    assertEquals("byte order mark", Excerpt.character(0xfeff));
  }
}
