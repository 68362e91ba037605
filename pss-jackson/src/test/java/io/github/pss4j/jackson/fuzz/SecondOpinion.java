package io.github.pss4j.jackson.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.reference.NaiveEvaluator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * What others make of a document: Jackson of its text, {@link SimplePods} of the tree, and the
 * naive evaluator of the pod.
 */
final class SecondOpinion {
  /** The boundaries at which much changes. */
  private static final List<Version> VERSIONS =
      List.of(Version.of(0), Version.of(24), Version.of(34), Version.latest());

  private static final Policy POLICY = PodSecurity.standard();

  private static final ObjectMapper LAST_COUNTS = mapper(false);
  private static final ObjectMapper NAMES_ONCE = mapper(true);

  private SecondOpinion() {}

  private static ObjectMapper mapper(boolean namesOnce) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(2_000)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(constraints)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, namesOnce)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** The text; nothing if the bytes are not UTF-8. */
  static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The document as Jackson reads it; nothing if it is not JSON. */
  static Optional<JsonNode> json(String text) {
    return read(text, LAST_COUNTS);
  }

  /** The document as Jackson reads it; nothing if it is not JSON, or gives a name twice. */
  static Optional<JsonNode> jsonWithNamesOnce(String text) {
    return read(text, NAMES_ONCE);
  }

  private static Optional<JsonNode> read(String text, ObjectMapper mapper) {
    try {
      return Optional.of(mapper.readTree(text)).filter(tree -> !tree.isMissingNode());
    } catch (JsonProcessingException | NumberFormatException e) {
      // Jackson throws the latter for some exponents that it cannot hold.
      return Optional.empty();
    }
  }

  /** Whether a pod is allowed. */
  static boolean allows(Level level, Version version, Pod pod) {
    return NaiveEvaluator.evaluate(level.toString(), version.toString(), pod).controls().isEmpty();
  }

  /** Holds a pod that was read, and what the library says of it, against the tree. */
  static void assertAgrees(JsonNode tree, Pod pod) {
    Pod expected = SimplePods.pod(tree);
    assertEquals(expected, pod);
    for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
      for (Version version : VERSIONS) {
        Evaluation evaluation = POLICY.evaluate(level, version, pod);
        assertEquals(
            NaiveEvaluator.evaluate(level.toString(), version.toString(), expected),
            new NaiveEvaluator.Answer(
                evaluation.violations().stream().map(Violation::control).toList(),
                evaluation.reason(),
                evaluation.detail()),
            () -> level + " " + version);
      }
    }
  }
}
