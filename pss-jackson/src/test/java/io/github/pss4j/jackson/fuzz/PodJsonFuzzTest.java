package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pods in JSON: a stream is read as its bytes are; what is read is JSON, is what Jackson reads too,
 * and is what YAML makes of it where it can.
 */
final class PodJsonFuzzTest {
  private static final PodReader READER = new PodReader();

  /** An escaped surrogate: where it stands alone in a name, Jackson refuses it. */
  private static final Pattern HALF_OF_A_PAIR = Pattern.compile("\\\\u[dD][89a-fA-F]");

  @DictionaryFile(resourcePath = "pod.dict")
  @FuzzTest
  void read(byte[] document) throws IOException {
    Attempt<Pod> bytes = Attempt.of(() -> READER.readJson(document));
    assertEquals(bytes, Attempt.of(() -> READER.readJson(new ByteArrayInputStream(document))));
    if (bytes.value().isEmpty()) {
      return;
    }
    Pod pod = bytes.value().get();
    Optional<String> text = SecondOpinion.text(document);
    if (text.isPresent()) {
      SecondOpinion.json(text.get())
          .ifPresentOrElse(
              tree -> SecondOpinion.assertAgrees(tree, pod),
              () -> assertTrue(HALF_OF_A_PAIR.matcher(text.get()).find(), "is not JSON"));
      if (!SimpleYaml.maySayOtherThanJson(text.get())) {
        Attempt<Pod> yaml = Attempt.of(() -> READER.readYaml(document));
        yaml.value().ifPresent(it -> assertEquals(pod, it, "as YAML"));
      }
    }
  }
}
