package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AllowedTest {
  @Test
  void listsValuesInWords() {
    assertEquals("false", Allowed.anyOf(false).toString());
    assertEquals("0", Allowed.anyOf(0).toString());
    assertEquals("\"a\", \"\" or \"c\"", Allowed.anyOf("a", "", "c").toString());
    assertEquals("\"a\", or absent", Allowed.anyOf("a").orAbsent().toString());
    assertEquals("\"a, b\"", Allowed.anyOf("a, b").toString());
    assertEquals("\"a, b\" or \"c, d\"", Allowed.anyOf("a, b", "c, d").toString());
    assertEquals("absent", Allowed.absent().toString());
    assertEquals("a list, or absent", Allowed.described("a list").orAbsent().toString());
  }

  @Test
  void quotesAsJsonDoes() {
    assertEquals("\"a\\\"b\" or \"c\\\\\\n\"", Allowed.anyOf("a\"b", "c\\\n").toString());
  }

  @Test
  void keepsTheValuesAsTheyAre() {
    assertEquals(ImmutableList.of(FieldValue.of(1)), Allowed.anyOf(1).values());
    assertEquals(ImmutableList.of(FieldValue.of(true)), Allowed.anyOf(true).values());
    assertEquals(
        ImmutableList.of(FieldValue.of("a"), FieldValue.of("b")),
        Allowed.anyOf(List.of("a", "b")).values());
    assertEquals(ImmutableList.of(), Allowed.described("a list").values());
    assertEquals(ImmutableList.of(), Allowed.absent().values());
    assertEquals(ImmutableList.of(FieldValue.of("a")), Allowed.anyOf("a").orAbsent().values());
  }

  @Test
  void knowsWhatMayBeLeftOut() {
    assertFalse(Allowed.anyOf("a").mayBeAbsent());
    assertFalse(Allowed.described("a list").mayBeAbsent());
    assertTrue(Allowed.anyOf("a").orAbsent().mayBeAbsent());
    assertTrue(Allowed.absent().mayBeAbsent());
    assertEquals(Allowed.absent(), Allowed.absent().orAbsent());
  }

  @Test
  void allowsSomething() {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> Allowed.anyOf(List.of()));
    assertEquals("at least one value must be allowed", refused.getMessage());
  }

  @Test
  void isAValue() {
    assertEquals(Allowed.anyOf("a", "b"), Allowed.anyOf(List.of("a", "b")));
    assertEquals(Allowed.anyOf("a").hashCode(), Allowed.anyOf("a").hashCode());
    List<Allowed> different =
        List.of(
            Allowed.anyOf("a"),
            Allowed.anyOf("a").orAbsent(),
            Allowed.described("\"a\""),
            Allowed.anyOf("a", "b"),
            Allowed.absent());
    assertEquals(different.size(), Set.copyOf(different).size());
    assertFalse(Allowed.absent().equals((Object) "absent"));
  }
}
