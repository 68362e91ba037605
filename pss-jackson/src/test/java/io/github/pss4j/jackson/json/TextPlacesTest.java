package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class TextPlacesTest {
  private static String place(String before) {
    int lineStart = before.lastIndexOf('\n') + 1;
    return (1 + before.chars().filter(c -> c == '\n').count())
        + ":"
        + (1 + before.codePointCount(lineStart, before.length()));
  }

  private static String place(Places places, int index) {
    return places.line(index) + ":" + places.column(index);
  }

  /** A place in the text, in characters. */
  private static int index(String text, int wanted) {
    return text.offsetByCodePoints(0, Math.min(wanted, text.codePointCount(0, text.length())));
  }

  private static int bytes(String before) {
    return before.getBytes(UTF_8).length;
  }

  @Property
  void placesAreThoseOfAnEditorInWhateverOrderTheyAreAskedFor(
      @ForAll
          @CharRange(from = 'a', to = 'c')
          @Chars({'\n', '\r', 'é', '→'})
          @StringLength(max = 60)
          String text,
      @ForAll @IntRange(max = 3) int emoji,
      @ForAll @IntRange(max = 60) int first,
      @ForAll @IntRange(max = 60) int second) {
    String whole = text + "😀".repeat(emoji) + "\r\nx" + text;
    TextPlaces places = TextPlaces.of(whole.getBytes(UTF_8), 0);
    for (int wanted : new int[] {first, second, Integer.MAX_VALUE, first}) {
      String before = whole.substring(0, index(whole, wanted));
      assertEquals(place(before), place(places, bytes(before)));
      assertEquals(place(before), place(places.from(bytes(before)), bytes(before)));
    }
  }

  @Property
  void whatWasDroppedStillCounts(
      @ForAll @CharRange(from = 'a', to = 'c') @Chars({'\n', 'é'}) @StringLength(max = 60)
          String text,
      @ForAll @IntRange(max = 60) int dropped,
      @ForAll @IntRange(max = 60) int wanted) {
    String head = text.substring(0, index(text, dropped));
    String rest = text.substring(head.length());
    String before = rest.substring(0, index(rest, wanted));
    byte[] window = text.getBytes(UTF_8);
    byte[] copy = rest.getBytes(UTF_8);
    TextPlaces places = TextPlaces.of(window, 0);
    TextPlaces ofCopy = places.from(0).ofCopy(copy, 0, bytes(head));
    places.drop(bytes(head));
    System.arraycopy(copy, 0, window, 0, copy.length);
    assertEquals(place(head + before), place(places, bytes(before)));
    assertEquals(place(head + before), place(ofCopy, bytes(before)));
  }
}
