package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to streams; that they read as bytes do is a property of its own. */
final class JsonTokensStreamTest {
  private static final ReaderLimits SMALL = new ReaderLimits(100, 1_000, 1);
  private static final Fields FIELDS = Fields.of("items", "name");

  @ParameterizedTest
  @MethodSource("io.github.pss4j.jackson.JsonTokensTest#malformed")
  void whatIsNoJsonIsRefusedAsItIsInBytes(String json, String place, String path, String problem) {
    // So long that the window moves on.
    String head = "{\"zz\":\"" + "é\\u00e9".repeat(20_000) + "\",\n\"name\":\n";
    byte[] bytes = (head + json).getBytes(UTF_8);
    String expected = refusal(JsonTokens.of(bytes, ReaderLimits.defaults()));
    for (int chunk : new int[] {7, 4_096, Integer.MAX_VALUE}) {
      ChunkedStream stream = new ChunkedStream(bytes, chunk);
      assertEquals(expected, refusal(JsonTokens.of(stream, ReaderLimits.defaults())), problem);
    }
  }

  private static String refusal(Tokens tokens) {
    tokens.beginObject();
    tokens.nextField(FIELDS);
    tokens.skip();
    assertEquals(1, tokens.nextField(FIELDS));
    return String.valueOf(
        assertThrows(
                InvalidDocumentException.class,
                () -> {
                  tokens.skip();
                  tokens.nextField(FIELDS);
                })
            .getMessage());
  }

  /** A list that is made while it is read. */
  private static final class Items extends InputStream {
    private final byte[] item;
    private final long count;
    private long next;
    private byte[] current = "{\"items\":[".getBytes(UTF_8);
    private int position;

    Items(String item, long count) {
      this.item = item.getBytes(UTF_8);
      this.count = count;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == current.length) {
        if (next > count) {
          return -1;
        }
        current = next == count ? "]}".getBytes(UTF_8) : item;
        // No comma before the first item.
        position = next == 0 ? 1 : 0;
        next++;
      }
      int copied = Math.min(length, current.length - position);
      System.arraycopy(current, position, target, offset, copied);
      position += copied;
      return copied;
    }
  }

  @Test
  void aListIsReadItemByItem() {
    String item = ",\n {\"name\":\"p\",\"pad\":\"" + "x".repeat(900) + "\"}";
    int count = 50_000_000 / item.length();
    Tokens tokens = JsonTokens.of(new Items(item, count), SMALL);
    tokens.beginObject();
    assertEquals(0, tokens.nextField(FIELDS));
    tokens.beginList();
    int read = 0;
    while (tokens.nextElement()) {
      assertEquals(read + 2, tokens.line());
      Tokens pod = tokens.subdocument();
      pod.beginObject();
      assertEquals(1, pod.nextField(FIELDS));
      assertEquals("p", pod.readString());
      read++;
    }
    assertEquals(count, read);
    assertEquals(Tokens.END, tokens.nextField(FIELDS));
    tokens.end();
  }

  @Test
  void whatIsSkippedMayBeOfAnyLength() {
    Tokens tokens = JsonTokens.of(new Items(",\n\"" + "x".repeat(100_000) + "\"", 500), SMALL);
    tokens.beginObject();
    tokens.nextField(FIELDS);
    tokens.skip();
    assertEquals("line 1, column 10: items: p", tokens.error("p").getMessage());
    assertEquals(Tokens.END, tokens.nextField(FIELDS));
    assertEquals("line 501, column 100004: p", tokens.error("p").getMessage());
    tokens.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "{\"zz\":\"%s\"}", "[\"%s\"]"})
  void whatMustBeKeptIsLimited(String form) {
    String rest = form.replace("%s", "");
    String fits = form.replace("%s", "x".repeat(1_000 - rest.length()));
    String tooLong = form.replace("%s", "x".repeat(1_001 - rest.length()));
    for (int chunk : new int[] {1, 7, 4_096}) {
      String list = "[" + fits + ",\n " + tooLong + "]";
      Tokens tokens = JsonTokens.of(new ChunkedStream(list.getBytes(UTF_8), chunk), SMALL);
      tokens.beginList();
      tokens.nextElement();
      tokens.subdocument().skip();
      tokens.nextElement();
      assertEquals(
          "line 2, column 2: [1]: the value must be at most 1000 bytes long",
          assertThrows(InvalidDocumentException.class, tokens::subdocument).getMessage());
    }
  }

  @Test
  void aStringAndANameMustFitToo() {
    Tokens string = JsonTokens.of(new Items(",\"" + "x".repeat(100_000) + "\"", 2), SMALL);
    string.beginObject();
    string.nextField(FIELDS);
    string.beginList();
    string.nextElement();
    assertEquals(
        "line 1, column 11: items[0]: the value must be at most 1000 bytes long",
        assertThrows(InvalidDocumentException.class, string::readString).getMessage());

    String name = "{\"" + "x".repeat(100_000) + "\":1}";
    Tokens object = JsonTokens.of(new ChunkedStream(name.getBytes(UTF_8), 4_096), SMALL);
    object.beginObject();
    assertEquals(
        "line 1, column 2: the value must be at most 1000 bytes long",
        assertThrows(InvalidDocumentException.class, () -> object.nextField(FIELDS)).getMessage());
  }

  @Test
  void aNameIsKnownAfterTheWindowHasMoved() {
    String json = "{\"a" + " ".repeat(40_000) + "b\"" + " ".repeat(40_000) + ":\n1}";
    Tokens tokens =
        JsonTokens.of(new ChunkedStream(json.getBytes(UTF_8), 1_000), ReaderLimits.defaults());
    tokens.beginObject();
    assertEquals(Tokens.UNKNOWN, tokens.nextField(FIELDS));
    String name = "a" + " ".repeat(40_000) + "b";
    assertEquals(name, tokens.fieldName());
    assertEquals(2, tokens.line());
    tokens.skip();
    assertEquals(Tokens.END, tokens.nextField(FIELDS));
  }

  @Test
  void aFailingStreamIsNoInvalidDocument() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    Tokens tokens = JsonTokens.of(closed, SMALL);
    assertThrows(UncheckedIOException.class, tokens::peek);
  }
}
