package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Optional;

/**
 * Pods from Jackson's parsers and trees: what is read of them is what is read of the bytes that
 * they come from, and what stands in the tree.
 */
final class PodTreeFuzzTest {
  private static final PodReader READER = new PodReader();
  private static final JsonFactory FACTORY = new JsonFactory();

  @DictionaryFile(resourcePath = "pod.dict")
  @FuzzTest
  void read(byte[] document) throws IOException {
    Attempt<Pod> bytes = Attempt.of(() -> READER.readJson(document));
    try (JsonParser parser = parser(document)) {
      Attempt<Pod> parsed = Attempt.of(() -> READER.readJson(parser));
      parsed.value().ifPresent(pod -> bytes.value().ifPresent(it -> assertEquals(it, pod)));
    }
    Optional<JsonNode> tree =
        SecondOpinion.text(document).flatMap(SecondOpinion::jsonWithNamesOnce);
    if (tree.isPresent()) {
      Attempt<Pod> fromTree = Attempt.of(() -> READER.readJson(tree.get()));
      fromTree.value().ifPresent(pod -> SecondOpinion.assertAgrees(tree.get(), pod));
      fromTree.value().ifPresent(pod -> bytes.value().ifPresent(it -> assertEquals(it, pod)));
    }
  }

  /** A parser of the bytes; of nothing where Jackson cannot even tell how they are encoded. */
  private static JsonParser parser(byte[] document) throws IOException {
    try {
      return FACTORY.createParser(document);
    } catch (CharConversionException e) {
      return FACTORY.createParser("");
    }
  }
}
