package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Kubernetes writes them: {@code 10s}, {@code 1m30s}, {@code 1.5s}.
 *
 * @see <a href="https://pkg.go.dev/time#ParseDuration">time.ParseDuration</a>
 */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
  private static final ImmutableMap<String, Duration> UNITS =
      ImmutableMap.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private GoDuration() {}

  /** The duration that is written so; nothing for another text, or a duration below zero. */
  static Optional<Duration> tryParse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        return Optional.empty();
      }
      long unit = UNITS.getOrDefault(part.group(2), Duration.ZERO).toNanos();
      sum =
          sum.plusNanos(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
      end = part.end();
    }
    return end == 0 ? Optional.empty() : Optional.of(sum);
  }
}
