package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LevelVersionTest {
  private static final LevelVersion RESTRICTED = LevelVersion.of(Level.RESTRICTED, Version.of(35));

  @Test
  void tellsItsParts() {
    assertEquals(Level.RESTRICTED, RESTRICTED.level());
    assertEquals(Version.of(35), RESTRICTED.version());
    assertEquals("restricted:v1.35", RESTRICTED.toString());
    assertEquals("privileged:latest", LevelVersion.privileged().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"restricted:v1.35", "baseline:latest", "privileged:v1.0"})
  void readsWhatItWrites(String text) {
    assertEquals(text, LevelVersion.parse(text).toString());
    assertEquals(Optional.of(LevelVersion.parse(text)), LevelVersion.tryParse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "restricted | \"restricted\" must be a level and a version, such as \"restricted:v1.35\"",
        "'' | \"\" must be a level and a version, such as \"restricted:v1.35\"",
        "Restricted:v1.35 | unknown level \"Restricted\": must be one of privileged, baseline,"
            + " restricted",
        "restricted: | unknown version \"\": must be \"latest\" or \"v1.x\"",
        "restricted:v1.35:x | unknown version \"v1.35:x\": must be \"latest\" or \"v1.x\""
      })
  void saysWhatIsWrong(String text, String message) {
    assertEquals(Optional.empty(), LevelVersion.tryParse(text));
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> LevelVersion.parse(text)).getMessage());
  }

  @Test
  void isAValue() {
    assertEquals(RESTRICTED, LevelVersion.parse("restricted:v1.35"));
    assertEquals(RESTRICTED.hashCode(), LevelVersion.parse("restricted:v1.35").hashCode());
    assertNotEquals(RESTRICTED, LevelVersion.parse("restricted:v1.34"));
    assertNotEquals(RESTRICTED, LevelVersion.parse("baseline:v1.35"));
    assertFalse(RESTRICTED.equals((Object) "restricted:v1.35"));
  }

  @Test
  void privilegedDemandsNothingAtAnyVersion() {
    LevelVersion old = LevelVersion.parse("privileged:v1.0");
    assertTrue(old.isPrivileged());
    assertTrue(old.isEquivalentTo(LevelVersion.privileged()));
    assertNotEquals(old, LevelVersion.privileged());
    assertFalse(RESTRICTED.isPrivileged());
    assertTrue(RESTRICTED.isEquivalentTo(LevelVersion.parse("restricted:v1.35")));
    assertFalse(RESTRICTED.isEquivalentTo(LevelVersion.parse("restricted:latest")));
  }

  @Test
  void anEmptyLevelIsNamedAsSuch() {
    assertEquals(
        "unknown level \"\": must be one of privileged, baseline, restricted",
        assertThrows(IllegalArgumentException.class, () -> LevelVersion.parse(":v1.35"))
            .getMessage());
  }
}
