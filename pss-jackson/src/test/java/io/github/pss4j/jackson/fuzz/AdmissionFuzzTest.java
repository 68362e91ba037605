package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.model.Pod;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AdmissionReviews, in a cluster whose namespaces all ask for restricted: one that is well-formed
 * and has a uid gets an answer that is well-formed and has it, and no pod is allowed to be made
 * that the naive evaluator refuses.
 */
final class AdmissionFuzzTest {
  private static final ImmutableMap<String, String> RESTRICTED =
      ImmutableMap.of("pod-security.kubernetes.io/enforce", "restricted");

  private static final AdmissionReviewer REVIEWER =
      new AdmissionReviewer(
          PodSecurityAdmission.builder(
                  (name, deadline) -> Optional.of(new Namespace(name, RESTRICTED)),
                  (namespace, deadline) -> List.of())
              .build());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @DictionaryFile(resourcePath = "pod.dict")
  @DictionaryFile(resourcePath = "review.dict")
  @FuzzTest
  void review(byte[] document) throws IOException {
    Attempt<byte[]> attempt = Attempt.of(() -> REVIEWER.review(document));
    Optional<JsonNode> parsed =
        SecondOpinion.text(document).flatMap(SecondOpinion::jsonWithNamesOnce);
    if (parsed.isEmpty()) {
      return;
    }
    JsonNode review = parsed.get();
    if (isWellFormed(review)) {
      assertTrue(attempt.value().isPresent(), () -> "has no answer: " + attempt.error());
    }
    if (attempt.value().isEmpty()) {
      return;
    }
    JsonNode answer = MAPPER.readTree(attempt.value().get());
    assertEquals("admission.k8s.io/v1", answer.path("apiVersion").textValue());
    assertEquals("AdmissionReview", answer.path("kind").textValue());
    JsonNode request = review.path("request");
    JsonNode response = answer.path("response");
    assertEquals(
        SimplePods.wellFormed(request.path("uid").textValue()), response.path("uid").textValue());
    assertTrue(response.path("allowed").isBoolean());
    assertEquals(response.path("allowed").booleanValue(), !response.has("status"));
    JsonNode asTree = REVIEWER.review(review).path("response");
    assertEquals(response.path("uid"), asTree.path("uid"), "as a tree");
    assertEquals(response.path("allowed"), asTree.path("allowed"), "as a tree");
    assertEquals(response.at("/status/code"), asTree.at("/status/code"), "as a tree");
    if (makesPod(request)) {
      Pod pod = SimplePods.pod(request.path("object"));
      if (!SecondOpinion.allows(Level.RESTRICTED, Version.latest(), pod)) {
        assertFalse(response.path("allowed").booleanValue(), "is allowed");
      }
    }
  }

  /** Whether it is a review with a uid, and each field that the decision needs is of its type. */
  private static boolean isWellFormed(JsonNode review) {
    JsonNode request = review.path("request");
    return review.path("apiVersion").asText().equals("admission.k8s.io/v1")
        && review.path("kind").asText().equals("AdmissionReview")
        && request.path("uid").isTextual()
        && Stream.of("subResource", "name", "namespace", "operation")
            .allMatch(field -> isTextOrAbsent(request.path(field)))
        && hasTexts(request.path("kind"), "group", "version", "kind")
        && hasTexts(request.path("resource"), "group", "version", "resource")
        && hasTexts(request.path("userInfo"), "username")
        && depth(review) < 1_000;
  }

  private static boolean hasTexts(JsonNode object, String... fields) {
    return object.isMissingNode()
        || object.isNull()
        || (object.isObject()
            && Stream.of(fields).allMatch(field -> isTextOrAbsent(object.path(field))));
  }

  private static boolean isTextOrAbsent(JsonNode value) {
    return value.isTextual() || value.isNull() || value.isMissingNode();
  }

  private static int depth(JsonNode node) {
    return node.isContainerNode()
        ? 1 + node.valueStream().mapToInt(AdmissionFuzzTest::depth).max().orElse(0)
        : 0;
  }

  /** Whether a pod is to be made by it; what updates leave as it was is none of this test's. */
  private static boolean makesPod(JsonNode request) {
    JsonNode resource = request.path("resource");
    return resource.path("group").asText().isEmpty()
        && resource.path("resource").asText().equals("pods")
        && request.path("operation").asText().equals("CREATE")
        && request.path("subResource").asText().isEmpty();
  }
}
