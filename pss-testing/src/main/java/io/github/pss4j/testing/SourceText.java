package io.github.pss4j.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** The text of a manifest, line by line, to show parts of. Immutable. */
final class SourceText {
  private final List<String> lines;

  private SourceText(List<String> lines) {
    this.lines = lines;
  }

  /** The text of a manifest in UTF-8; what is not UTF-8 is shown as question marks. */
  static SourceText of(byte[] manifest) {
    // A carriage return alone ends no line: neither for the readers, which count them.
    return new SourceText(
        Arrays.stream(new String(manifest, UTF_8).split("\n", -1))
            .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
            .toList());
  }

  /** The line of that number, counted from 1; empty if there is none. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
