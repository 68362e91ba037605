package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.Corpus;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Trees;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which documents of the corpus are not even read as YAML: no more than are listed here. */
final class YamlCorpusTest {
  /** Documents that the reference reads and that may be refused as well. */
  private static final Set<String> REFUSED =
      Set.of(
          "yaml/string-name=!!binary aGk=",
          "yaml/key=1.0",
          "yaml/merge-key-override-before",
          "yaml/unknown-tag",
          "yaml/unknown-tag-map",
          "yaml/deep-flow");

  /** Documents that have nothing to judge. */
  private static final Set<String> EMPTY =
      Set.of("yaml/empty", "yaml/only-comments", "yaml/only-dashes");

  @Test
  void refusesWhatTheReferenceCannotParse() throws IOException {
    Set<String> expected = new TreeSet<>(REFUSED);
    Set<String> refused = new TreeSet<>();
    Set<String> empty = new TreeSet<>();
    for (Line line : Corpus.read("yaml")) {
      // The reference passes its error on as text where JSON was expected.
      if (line.json().path("why").asText().startsWith("invalid character '<'")) {
        expected.add(line.id());
      } else if (REFUSED.contains(line.id()) || EMPTY.contains(line.id())) {
        assertTrue(line.either(), line.id());
      }
      try {
        YamlCursor tokens =
            new YamlDocuments(line.document().getBytes(UTF_8), ReaderLimits.defaults()).next();
        if (tokens == null) {
          empty.add(line.id());
        } else {
          Trees.read(tokens);
          tokens.end();
        }
      } catch (InvalidDocumentException e) {
        refused.add(line.id());
      }
    }
    assertEquals(expected, refused);
    assertEquals(EMPTY, empty);
  }
}
