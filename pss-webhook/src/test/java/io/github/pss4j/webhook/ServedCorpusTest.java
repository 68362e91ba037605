package io.github.pss4j.webhook;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Each recorded request, sent to a running server, is answered as the reference answered it, and
 * counted in the metrics as the reference counted it.
 */
final class ServedCorpusTest {
  /** Whom the server is to ask next: each line of the corpus has a cluster of its own. */
  private final AtomicReference<AdmissionReviewer> reviewer =
      new AtomicReference<>(Reviews.baseline());

  /** What the metrics must come to, by the name and labels of each. */
  private final Map<String, Double> expected = new TreeMap<>();

  @Test
  void everyRequestIsAnsweredAndCountedAsTheReferenceDoes() throws Exception {
    try (RunningServer server = new RunningServer(reviewer::get, 8)) {
      Client client = server.client();
      List<JsonNode> lines = lines();
      assertEquals(1_488, lines.size());
      List<Executable> checks = new ArrayList<>();
      for (JsonNode line : lines) {
        checks.add(() -> replay(line, client, server.metrics));
      }
      assertAll(checks);
      assertEquals(expected, samples(client.get("/metrics").body()));
      assertEquals(1_488, server.log().lines().count());
    }
  }

  private void replay(JsonNode line, Client client, AdmissionMetrics metrics) throws Exception {
    Told told = new Told(metrics);
    reviewer.set(reviewer(line, told));
    HttpResponse<String> answer =
        client.validate(Reviews.MAPPER.writeValueAsBytes(line.get("review")));

    ObjectNode review = Reviews.MAPPER.createObjectNode();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    review.set("response", line.get("response"));
    String id = line.get("id").asText();
    assertEquals(200, answer.statusCode(), id);
    assertEquals(review, Reviews.MAPPER.readTree(answer.body()), id);
    assertEquals(ImmutableList.copyOf(line.get("metrics")), told.events, id);
    line.get("metrics").forEach(event -> expect(event, line.at("/review/request")));
  }

  private static AdmissionReviewer reviewer(JsonNode line, AdmissionListener listener)
      throws IOException {
    ImmutableMap<String, Namespace> namespaces =
        line.get("namespaces")
            .valueStream()
            .map(namespace -> namespace.get("metadata"))
            .map(it -> new Namespace(it.get("name").asText(), labels(it.path("labels"))))
            .collect(toImmutableMap(Namespace::name, namespace -> namespace));
    ImmutableList<Pod> pods =
        line.get("pods")
            .valueStream()
            .map(pod -> new PodReader().readJson(pod.toString()))
            .collect(ImmutableList.toImmutableList());
    JsonNode config = line.get("config");
    return new AdmissionReviewer(
        PodSecurityAdmission.builder(
                (name, deadline) -> Optional.ofNullable(namespaces.get(name)),
                (namespace, deadline) -> pods)
            .configuration(
                config.isNull()
                    ? PodSecurityConfiguration.standard()
                    : new PodSecurityConfigurationReader()
                        .read(Reviews.MAPPER.writeValueAsBytes(config)))
            .listener(listener)
            .build());
  }

  private static ImmutableMap<String, String> labels(JsonNode labels) {
    return labels
        .propertyStream()
        .collect(toImmutableMap(Map.Entry::getKey, label -> label.getValue().asText()));
  }

  /** Counts an event of the corpus under the name and labels that the API server gives it. */
  private void expect(JsonNode event, JsonNode request) {
    String resource = request.at("/resource/resource").asText();
    String common =
        "request_operation=\"%s\",resource=\"%s\",subresource=\"%s\""
            .formatted(
                Ascii.toLowerCase(request.path("operation").asText()),
                switch (resource) {
                  case "pods" -> "pod";
                  case "namespaces" -> "namespace";
                  default -> "controller";
                },
                subresource(request.path("subResource").asText()));
    String sample =
        switch (event.get("event").asText()) {
          case "evaluation" -> "pod_security_evaluations_total{" + evaluation(event) + common + "}";
          case "exemption" -> "pod_security_exemptions_total{" + common + "}";
          default ->
              "pod_security_errors_total{fatal=\""
                  + event.get("fatal").asText()
                  + "\","
                  + common
                  + "}";
        };
    expected.merge(sorted(sample), 1.0, Double::sum);
  }

  /** The corpus has one that Kubernetes does not have. */
  private static String subresource(String name) {
    return name.equals("newsub") ? "other" : name;
  }

  private static String evaluation(JsonNode event) {
    String[] policy = event.get("policy").asText().split(":", 2);
    Version version = Version.parse(policy[1]);
    boolean latest = policy[0].equals("privileged") || version.isLatest();
    boolean future = version.isNewerThan(PodSecurity.standard().newestVersion());
    return "decision=\"%s\",policy_level=\"%s\",policy_version=\"%s\",mode=\"%s\","
        .formatted(
            event.get("decision").asText(),
            policy[0],
            latest ? "latest" : future ? "future" : version,
            event.get("mode").asText());
  }

  private static Map<String, Double> samples(String metrics) {
    Map<String, Double> samples = new TreeMap<>();
    metrics
        .lines()
        .filter(line -> line.startsWith("pod_security_"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              samples.put(
                  sorted(line.substring(0, space)), Double.valueOf(line.substring(space + 1)));
            });
    return samples;
  }

  /** The name of a sample with its labels sorted; no value here has a comma in it. */
  private static String sorted(String sample) {
    int open = sample.indexOf('{');
    return Stream.of(sample.substring(open + 1, sample.length() - 1).split(",", -1))
        .sorted()
        .collect(joining(",", sample.substring(0, open + 1), "}"));
  }

  private static List<JsonNode> lines() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    requireNonNull(
                        ServedCorpusTest.class.getResourceAsStream("/corpus/admission.jsonl.gz"))),
                UTF_8))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        lines.add(Reviews.MAPPER.readTree(text));
      }
      return lines;
    }
  }

  /** Writes down what it is told, as the corpus does, and tells the metrics. */
  private static final class Told implements AdmissionListener {
    private final AdmissionListener metrics;
    private final List<JsonNode> events = new ArrayList<>();

    Told(AdmissionListener metrics) {
      this.metrics = metrics;
    }

    private ObjectNode event(String name) {
      ObjectNode event = Reviews.MAPPER.createObjectNode().put("event", name);
      events.add(event);
      return event;
    }

    @Override
    public void evaluated(
        AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
      event("evaluation")
          .put("decision", allowed ? "allow" : "deny")
          .put("policy", asked.toString())
          .put("mode", mode.toString());
      metrics.evaluated(request, mode, asked, allowed);
    }

    @Override
    public void exempted(AdmissionRequest request) {
      event("exemption");
      metrics.exempted(request);
    }

    @Override
    public void failed(AdmissionRequest request, boolean fatal, String error) {
      event("error").put("fatal", fatal);
      metrics.failed(request, fatal, error);
    }
  }
}
