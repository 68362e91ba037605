package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.mergepatch.JsonMergePatch;
import io.github.pss4j.Evaluation;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Remediations of all pods of the corpus, applied to their documents by others' implementations of
 * JSON Patch and JSON merge patch.
 */
final class RemediationCorpusTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Policy POLICY = PodSecurity.standard();
  private static final PodReader READER = new PodReader();

  private static Pod read(JsonNode document) {
    return READER.readJson(document.toString().getBytes(UTF_8));
  }

  /** The fields at fault, each with its control. */
  private static Set<String> faults(Evaluation evaluation) {
    return evaluation.violations().stream()
        .flatMap(it -> it.findings().stream().map(found -> it.control() + " " + found))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline:v1.0",
        "baseline:latest",
        "restricted:v1.8",
        "restricted:v1.22",
        "restricted:v1.25",
        "restricted:latest"
      })
  void thePatchesDoWhatTheyPromise(String asked) throws Exception {
    LevelVersion levelVersion = LevelVersion.parse(asked);
    Remediator remediator = Remediator.of(POLICY);
    for (Corpus.Line line : Corpus.read("pods")) {
      if (line.error()) {
        continue;
      }
      JsonNode document = MAPPER.readTree(line.document());
      Remediation remediation = remediator.remediate(levelVersion, read(document));
      JsonNode patch = MAPPER.readTree(RemediationJson.toJsonPatch(remediation));
      JsonNode patched = JsonPatch.fromJson(patch).apply(document);
      assertEquals(remediation.fixed(), read(patched), line::id);
      assertEquals(remediation.after(), POLICY.evaluate(levelVersion, read(patched)), line::id);
      JsonNode applied = RemediationJson.apply(document, remediation, UnaryOperator.identity());
      assertEquals(patched, applied, line::id);
      JsonNode mergePatch =
          RemediationJson.toMergePatch(document, remediation, UnaryOperator.identity());
      assertEquals(
          read(patched), read(JsonMergePatch.fromJson(mergePatch).apply(document)), line::id);
      if (remediation.before().allowed()) {
        assertTrue(patch.isEmpty(), line::id);
      }
      noOperationCanBeLeftOut(document, patch, remediation, levelVersion, line.id());
    }
  }

  private static void noOperationCanBeLeftOut(
      JsonNode document,
      JsonNode patch,
      Remediation remediation,
      LevelVersion levelVersion,
      String id)
      throws Exception {
    for (int left = 0; left < patch.size(); left++) {
      List<JsonNode> operations = new ArrayList<>();
      patch.forEach(operations::add);
      JsonNode out = operations.remove(left);
      ArrayNode others = MAPPER.createArrayNode().addAll(operations);
      Evaluation evaluation =
          POLICY.evaluate(levelVersion, read(JsonPatch.fromJson(others).apply(document)));
      assertTrue(
          !faults(remediation.after()).containsAll(faults(evaluation)),
          () -> id + ": " + out + " can be left out of " + patch);
    }
  }
}
