package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import java.io.IOException;
import java.util.List;

/**
 * Pods in YAML: what is read is what SnakeYAML composes by the rules of Go's resolver, and what the
 * reader of manifests reads.
 */
final class PodYamlFuzzTest {
  private static final PodReader READER = new PodReader();

  @DictionaryFile(resourcePath = "pod.dict")
  @DictionaryFile(resourcePath = "yaml.dict")
  @FuzzTest
  void read(byte[] document) throws IOException {
    Attempt<Pod> attempt = Attempt.of(() -> READER.readYaml(document));
    if (attempt.value().isEmpty()) {
      return;
    }
    Pod pod = attempt.value().get();
    SecondOpinion.text(document)
        .flatMap(SimpleYaml::json)
        .ifPresent(tree -> SecondOpinion.assertAgrees(tree, pod));
    Manifest manifest = Manifest.read(document, "pod.yaml");
    if (manifest.problems().isEmpty()) {
      assertEquals(List.of(pod), manifest.pods());
    }
  }
}
