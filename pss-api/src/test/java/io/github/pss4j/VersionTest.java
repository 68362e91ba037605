package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"v1.0", "v1.1", "v1.10", "v1.37", "v1.9223372036854775807"})
  void parsesWhatItPrints(String text) {
    assertEquals(text, Version.parse(text).toString());
    assertEquals(Long.parseLong(text.substring(3)), Version.parse(text).minor());
    assertFalse(Version.parse(text).isLatest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1.25",
        "v1",
        "v1.",
        "v1.01",
        "v1.00",
        "v1.-1",
        "v1.+1",
        "v1.1.0",
        "v1.25 ",
        " v1.25",
        "v1.25\n",
        "V1.25",
        "v2.0",
        "v0.1",
        "v01.1",
        "v1.1e1",
        "v1.0x1",
        "v1.\u0661",
        "v1,25",
        "Latest",
        "LATEST",
        "latest ",
        "v1.latest",
        "v1.9223372036854775808",
        "v1.99999999999999999999"
      })
  void refusesWhatNoLabelMaySay(String text) {
    assertEquals(Optional.empty(), Version.tryParse(text));
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Version.parse(text));
    assertEquals(
        "unknown version \"" + text + "\": must be \"latest\" or \"v1.x\"", refused.getMessage());
  }

  @Test
  void parsesLatest() {
    assertEquals(Optional.of(Version.latest()), Version.tryParse("latest"));
    assertTrue(Version.parse("latest").isLatest());
    assertEquals("latest", Version.latest().toString());
  }

  @Test
  void latestHasNoNumber() {
    Exception refused = assertThrows(IllegalStateException.class, () -> Version.latest().minor());
    assertEquals("\"latest\" has no minor version", refused.getMessage());
  }

  @Test
  void aNumberIsNotNegative() {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Version.of(-1));
    assertEquals("minor version must not be negative, but is -1", refused.getMessage());
  }

  @Test
  void sortsByNumberAndLatestLast() {
    List<Version> inOrder =
        List.of(
            Version.of(0),
            Version.of(2),
            Version.of(10),
            Version.of(37),
            Version.of(Long.MAX_VALUE),
            Version.latest());
    List<Version> versions = new ArrayList<>(inOrder);
    Collections.shuffle(versions, new Random(37));
    Collections.sort(versions);
    assertEquals(inOrder, versions);
    for (int i = 0; i < inOrder.size(); i++) {
      for (int k = 0; k < inOrder.size(); k++) {
        assertEquals(i > k, inOrder.get(i).isNewerThan(inOrder.get(k)));
      }
    }
  }

  @Test
  void isAValue() {
    assertEquals(Version.of(25), Version.parse("v1.25"));
    assertEquals(Version.of(25).hashCode(), Version.parse("v1.25").hashCode());
    assertNotEquals(Version.of(25), Version.of(26));
    assertNotEquals(Version.of(0), Version.latest());
    assertFalse(Version.of(0).equals((Object) "v1.0"));
  }
}
