package io.github.pss4j.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "0s, PT0S",
    "1m30s, PT1M30S",
    "1.5s, PT1.5S",
    "250ms, PT0.25S",
    "1h2m3s4ms, PT1H2M3.004S"
  })
  void readsWhatKubernetesWrites(String text, Duration duration) {
    assertEquals(Optional.of(duration), GoDuration.tryParse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1 s", "10s ", "1d", "1e3s", "9999999999s", "1s1"})
  void takesNothingElse(String text) {
    assertEquals(Optional.empty(), GoDuration.tryParse(text));
  }
}
