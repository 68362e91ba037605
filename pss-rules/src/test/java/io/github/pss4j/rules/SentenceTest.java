package io.github.pss4j.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

final class SentenceTest {
  @Test
  void sortsByTheBytesOfUtf8() {
    List<String> inOrder =
        List.of(
            "",
            "A",
            "B",
            "a",
            "aa",
            "ab",
            "b",
            "\u007f",
            "\u0080",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            Character.toString(0x10000),
            Character.toString(0x10000) + "a",
            Character.toString(0x10001),
            Character.toString(0x103ff),
            Character.toString(0x10400),
            Character.toString(0x10ffff));
    SortedSet<String> sorted = Sentence.sortedSet();
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(37));
    sorted.addAll(shuffled);
    sorted.addAll(inOrder);
    assertEquals(inOrder, List.copyOf(sorted));
  }

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
