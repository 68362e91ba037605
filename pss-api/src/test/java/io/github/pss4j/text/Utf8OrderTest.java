package io.github.pss4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8OrderTest {
  private static final List<String> IN_ORDER =
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

  @Test
  void isThatOfTheBytes() {
    for (String a : IN_ORDER) {
      for (String b : IN_ORDER) {
        assertEquals(
            Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))),
            Integer.signum(Utf8Order.compare(a, b)),
            () -> a + " and " + b);
      }
    }
  }

  @Test
  void sorts() {
    List<String> strings = new ArrayList<>(IN_ORDER);
    Collections.shuffle(strings, new Random(37));
    strings.sort(Utf8Order::compare);
    assertEquals(IN_ORDER, strings);
  }
}
