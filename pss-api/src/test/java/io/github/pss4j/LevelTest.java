package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LevelTest {
  @ParameterizedTest
  @CsvSource({"PRIVILEGED, privileged", "BASELINE, baseline", "RESTRICTED, restricted"})
  void parsesWhatItPrints(Level level, String text) {
    assertEquals(text, level.toString());
    assertEquals(level, Level.parse(text));
    assertEquals(Optional.of(level), Level.tryParse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Baseline", "RESTRICTED", "restricted ", "default", "latest"})
  void refusesAnythingElse(String text) {
    assertEquals(Optional.empty(), Level.tryParse(text));
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Level.parse(text));
    assertEquals(
        "unknown level \"" + text + "\": must be one of privileged, baseline, restricted",
        refused.getMessage());
  }

  @Test
  void knowsTheStricterOne() {
    assertTrue(Level.RESTRICTED.isStricterThan(Level.BASELINE));
    assertTrue(Level.BASELINE.isStricterThan(Level.PRIVILEGED));
    assertTrue(Level.RESTRICTED.isStricterThan(Level.PRIVILEGED));
    assertFalse(Level.BASELINE.isStricterThan(Level.BASELINE));
    assertFalse(Level.PRIVILEGED.isStricterThan(Level.RESTRICTED));
  }
}
