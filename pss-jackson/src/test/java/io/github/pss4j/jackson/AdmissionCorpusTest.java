package io.github.pss4j.jackson;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.model.Pod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each recorded request is answered, and counted, as the reference answered and counted it. */
final class AdmissionCorpusTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> everyRequestIsAnsweredAsTheReferenceDoes() throws IOException {
    List<JsonNode> lines = lines();
    assertEquals(1_488, lines.size());
    return lines.stream().map(line -> dynamicTest(line.get("id").asText(), () -> replay(line)));
  }

  private static void replay(JsonNode line) throws IOException {
    AdmissionEvents events = new AdmissionEvents();
    ImmutableMap<String, Namespace> namespaces = namespaces(line.get("namespaces"));
    ImmutableList<Pod> pods = pods(line.get("pods"));
    AdmissionReviewer reviewer =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(
                    (name, deadline) -> Optional.ofNullable(namespaces.get(name)),
                    (namespace, deadline) -> pods)
                .configuration(configuration(line.get("config")))
                .listener(events)
                .build());
    ObjectNode expected = MAPPER.createObjectNode();
    expected.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    expected.set("response", line.get("response"));
    JsonNode review = line.get("review");

    assertEquals(
        expected, MAPPER.readTree(reviewer.review(MAPPER.writeValueAsBytes(review))), "as bytes");
    assertEquals(ImmutableList.copyOf(line.get("metrics")), events.toJson());
    assertEquals(expected, reviewer.review(review), "as a tree");
  }

  static List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    requireNonNull(
                        AdmissionCorpusTest.class.getResourceAsStream(
                            "/corpus/admission.jsonl.gz"))),
                UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        lines.add(MAPPER.readTree(text));
      }
    }
    return lines;
  }

  private static PodSecurityConfiguration configuration(JsonNode config) throws IOException {
    return config.isNull()
        ? PodSecurityConfiguration.standard()
        : new PodSecurityConfigurationReader().read(MAPPER.writeValueAsBytes(config));
  }

  private static ImmutableMap<String, Namespace> namespaces(JsonNode list) {
    return list.valueStream()
        .map(namespace -> namespace.get("metadata"))
        .map(it -> new Namespace(it.get("name").asText(), labels(it.path("labels"))))
        .collect(toImmutableMap(Namespace::name, namespace -> namespace));
  }

  private static ImmutableMap<String, String> labels(JsonNode labels) {
    return labels
        .propertyStream()
        .collect(toImmutableMap(Map.Entry::getKey, label -> label.getValue().asText()));
  }

  private static ImmutableList<Pod> pods(JsonNode list) {
    return list.valueStream()
        .map(pod -> new PodReader().readJson(pod.toString()))
        .collect(ImmutableList.toImmutableList());
  }
}
