package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FieldValueTest {
  @Test
  void isJsonInWords() {
    assertEquals("true", FieldValue.of(true).toString());
    assertEquals("false", FieldValue.of(false).toString());
    assertEquals("9223372036854775807", FieldValue.of(Long.MAX_VALUE).toString());
    assertEquals("\"Unconfined\"", FieldValue.of("Unconfined").toString());
    assertEquals("[]", FieldValue.of(ImmutableList.of()).toString());
    assertEquals(
        "[\"ALL\", \"a\\\"b\"]", FieldValue.of(ImmutableList.of("ALL", "a\"b")).toString());
    assertEquals("{}", FieldValue.object().toString());
  }

  @Test
  void escapesAsJsonDoes() {
    assertEquals("\"a\\\"b\\\\c\"", FieldValue.of("a\"b\\c").toString());
    assertEquals("\"\\b\\f\\n\\r\\t\\u0000\\u001f\"", FieldValue.of("\b\f\n\r\t\0\037").toString());
    assertEquals("\"é / 😀\"", FieldValue.of("é / 😀").toString());
  }

  @Test
  void tellsItsType() {
    assertEquals(new FieldValue.Bool(true), FieldValue.of(true));
    assertEquals(new FieldValue.WholeNumber(80), FieldValue.of(80));
    assertEquals(new FieldValue.Text("80"), FieldValue.of("80"));
    assertEquals(
        new FieldValue.TextList(ImmutableList.of("80")), FieldValue.of(ImmutableList.of("80")));
    assertEquals(new FieldValue.ObjectValue(), FieldValue.object());
  }

  @Test
  void differsByType() {
    List<FieldValue> different =
        List.of(
            FieldValue.of(true),
            FieldValue.of("true"),
            FieldValue.of(1),
            FieldValue.of("1"),
            FieldValue.of(ImmutableList.of("1")),
            FieldValue.object(),
            FieldValue.of("{}"));
    assertEquals(different.size(), Set.copyOf(different).size());
  }

  @Test
  void nothingIsNoValue() {
    assertNull(FieldValue.ofNullable(null));
    assertEquals(FieldValue.of(""), FieldValue.ofNullable(""));
  }

  @Test
  void holdsWhatItWasMadeOf() {
    assertEquals(true, new FieldValue.Bool(true).value());
    assertEquals(80, new FieldValue.WholeNumber(80).value());
    assertEquals("80", new FieldValue.Text("80").value());
    assertEquals(List.of("80"), new FieldValue.TextList(ImmutableList.of("80")).values());
  }
}
