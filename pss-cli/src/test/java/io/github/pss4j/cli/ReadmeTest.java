package io.github.pss4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows what really comes out. */
final class ReadmeTest {
  private static final String FENCE = "```\n";

  @Test
  void showsTheOutputOfTheExamples() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String first = ExamplesTest.expected().lines().findFirst().orElseThrow();
    int start = readme.indexOf(FENCE + first) + FENCE.length();
    assertEquals(ExamplesTest.expected(), readme.substring(start, readme.indexOf(FENCE, start)));
  }
}
