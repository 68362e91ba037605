package io.github.pss4j.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SentenceTest {
  @Test
  void quotesWithoutEscaping() {
    assertEquals("", new Sentence().quoted(List.of()).toString());
    assertEquals("\"a\"", new Sentence().quoted(List.of("a")).toString());
    assertEquals("\"\", \"\"\", \"\n\"", new Sentence().quoted(List.of("", "\"", "\n")).toString());
  }

  @Test
  void theSingularIsForExactlyOne() {
    assertEquals("s", new Sentence().plural(0, "", "s").toString());
    assertEquals("", new Sentence().plural(1, "", "s").toString());
    assertEquals("s", new Sentence().plural(2, "", "s").toString());
  }
}
