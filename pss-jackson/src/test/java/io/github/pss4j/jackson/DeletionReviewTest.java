package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deletion carries no object: it is answered as the API server's own code answers it. */
final class DeletionReviewTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final AdmissionReviewer REVIEWER =
      new AdmissionReviewer(
          PodSecurityAdmission.builder(
                  (name, deadline) ->
                      Optional.of(name)
                          .filter(it -> !it.equals("unknown"))
                          .map(
                              it ->
                                  new Namespace(
                                      it,
                                      ImmutableMap.of("pod-security.kubernetes.io/enforce", it))),
                  (name, deadline) -> List.of())
              .configuration(
                  PodSecurityConfiguration.builder().exemptUsernames(List.of("alice")).build())
              .build());

  private static JsonNode response(
      String operation,
      String group,
      String resource,
      String namespace,
      String username,
      String object)
      throws IOException {
    String review =
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
        "kind":{"group":"","version":"v1","kind":"Pod"},
        "resource":{"group":"%s","version":"v1","resource":"%s"},
        "operation":"%s","name":"n","namespace":"%s","userInfo":{"username":"%s"},"object":%s,
        "oldObject":{"apiVersion":"v1","kind":"Pod","spec":{"containers":[]}}}}"""
            .formatted(group, resource, operation, namespace, username, object);
    return MAPPER.readTree(REVIEWER.review(review.getBytes(UTF_8))).get("response");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
                 | pods         | baseline   | bob   | 400 | failed to decode pod       | error: failed to decode pod
                 | pods         | restricted | bob   | 400 | failed to decode pod       | error: failed to decode pod
                 | pods         | privileged | bob   | 0   |                            | enforce-policy: privileged:latest
                 | pods         | baseline   | alice | 0   |                            | exempt: user
                 | pods         | unknown    | bob   | 500 | Internal error occurred: failed to lookup namespace "unknown" | error: Internal error occurred: failed to lookup namespace "unknown": namespaces "unknown" not found
                 | namespaces   | baseline   | bob   | 400 | failed to decode namespace | error: failed to decode namespace
          apps   | deployments  | privileged | bob   | 0   |                            |
                 | secrets      | baseline   | bob   | 0   |                            |
          """)
  void aDeletionIsAnsweredAsTheApiServerDoes(
      String group,
      String resource,
      String namespace,
      String username,
      int code,
      String message,
      String annotation)
      throws IOException {
    JsonNode response =
        response("DELETE", group == null ? "" : group, resource, namespace, username, "null");
    assertEquals(code == 0, response.get("allowed").asBoolean());
    assertEquals(code, response.at("/status/code").asInt());
    assertEquals(message == null ? "" : message, response.at("/status/message").asText());
    Map<String, String> annotations = new TreeMap<>();
    response
        .path("auditAnnotations")
        .properties()
        .forEach(it -> annotations.put(it.getKey(), it.getValue().asText()));
    assertEquals(
        annotation == null
            ? Map.of()
            : Map.of(annotation.split(": ", 2)[0], annotation.split(": ", 2)[1]),
        annotations);
  }

  @Test
  void aConnectionIsExaminedLikeACreationIfItCarriesAPod() throws IOException {
    String pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"hostPID\":true}}";
    JsonNode response = response("CONNECT", "", "pods", "baseline", "bob", pod);
    assertEquals(403, response.at("/status/code").asInt());
    assertEquals(response("CREATE", "", "pods", "baseline", "bob", pod), response);
    assertEquals(
        "failed to decode pod",
        response(
                "CONNECT",
                "",
                "pods",
                "baseline",
                "bob",
                "{\"apiVersion\":\"v1\",\"kind\":\"PodExecOptions\"}")
            .at("/status/message")
            .asText());
  }

  @Test
  void theCorpusHasSoManyDeletionsAndConnections() throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    for (JsonNode line : AdmissionCorpusTest.lines()) {
      JsonNode request = line.at("/review/request");
      String operation = request.path("operation").asText();
      String resource = request.at("/resource/resource").asText();
      if ((operation.equals("DELETE") || operation.equals("CONNECT"))
          && List.of("pods", "namespaces").contains(resource)
          && request.path("subResource").asText().isEmpty()) {
        int code = line.at("/response/status/code").asInt();
        answers.merge(operation + " " + resource + " " + code, 1, Integer::sum);
      }
    }
    assertEquals(
        Map.of(
            "CONNECT namespaces 0", 18,
            "CONNECT pods 0", 10,
            "CONNECT pods 403", 4,
            "CONNECT pods 500", 4,
            "DELETE namespaces 400", 18,
            "DELETE pods 0", 8,
            "DELETE pods 400", 14,
            "DELETE pods 500", 1),
        answers,
        "which AdmissionCorpusTest compares word for word");
  }
}
