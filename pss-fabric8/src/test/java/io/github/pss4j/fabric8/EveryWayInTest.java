package io.github.pss4j.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.kubernetesclient.KubernetesClientPods;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The same pods as JSON, as YAML, as a tree of maps and as objects of both clients: they get the
 * same answers to all queries. Where a client or a parser has lost or changed something before it
 * gets here, the documents are counted by what has happened to them.
 *
 * <p>The documents of the corpora are read by each client as it reads what a cluster sends.
 */
final class EveryWayInTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Gson UNVALIDATED =
      new GsonBuilder()
          .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
          .create();
  private static final List<Version> VERSIONS = versions();

  private final Policy policy = PodSecurity.standard();
  private final PodReader reader = new PodReader();
  private final KubernetesSerialization fabric8 = new KubernetesSerialization();
  private final Yaml yaml = new Yaml();

  private record Line(String id, String document) {
    /** What the document is about: {@code dup} of {@code raw/dup-spec-good-bad}. */
    String reason() {
      int start = id.indexOf('/') + 1;
      return start == 0 ? "" : ": " + id.substring(start).replaceAll("[-=].*", "");
    }
  }

  private static List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (int minor = 0; minor <= 37; minor++) {
      versions.add(Version.of(minor));
    }
    versions.add(Version.latest());
    return versions;
  }

  private static List<Line> read(String corpus, String field) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    requireNonNull(
                        EveryWayInTest.class.getResourceAsStream(
                            "/corpus/" + corpus + ".jsonl.gz"))),
                UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        JsonNode line = MAPPER.readTree(text);
        lines.add(new Line(line.get("id").asText(), line.get(field).asText()));
      }
    }
    return lines;
  }

  private List<Evaluation> answers(Pod pod) {
    Assessment assessment = policy.assess(pod);
    List<Evaluation> answers = new ArrayList<>();
    for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
      for (Version version : VERSIONS) {
        answers.add(assessment.evaluation(level, version));
      }
    }
    return answers;
  }

  private Pod fromYaml(String json) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    // As the readers take it: DEL and its like are escaped, not binary.
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    return reader.readYaml(new Yaml(options).dump(tree(json)));
  }

  private static Map<String, Object> tree(String json) {
    try {
      return MAPPER.readValue(
          json, MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pod fromSnakeYaml(String document) {
    return reader.readMap(yaml.load(document));
  }

  private Pod fromFabric8(String document) {
    return Fabric8Pods.pod(fabric8.unmarshal(document, io.fabric8.kubernetes.api.model.Pod.class));
  }

  private static Pod fromOfficial(String json) {
    V1Pod pod = JSON.deserialize(json, V1Pod.class);
    return KubernetesClientPods.pod(pod);
  }

  /** As the official client would, did it not refuse what it does not know or finds incomplete. */
  private static Pod fromOfficialUnvalidated(String json) {
    return KubernetesClientPods.pod(UNVALIDATED.fromJson(json, V1Pod.class));
  }

  /** What is read by that way; null if it is refused. */
  private static @Nullable Pod outcome(Function<String, Pod> way, String document) {
    try {
      return way.apply(document);
    } catch (RuntimeException | StackOverflowError refused) {
      return null;
    }
  }

  /** How that way stands to what the readers read, and how often. */
  private Map<String, Integer> compare(
      List<Line> lines, Function<String, Pod> usual, Function<String, Pod> way) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Line line : lines) {
      Pod expected = outcome(usual, line.document());
      Pod actual = outcome(way, line.document());
      counts.merge(relation(expected, actual, line.reason()), 1, Integer::sum);
    }
    return counts;
  }

  private String relation(@Nullable Pod expected, @Nullable Pod actual, String reason) {
    if (expected == null) {
      return actual == null ? "refused by both" : "let through" + reason;
    }
    if (actual == null) {
      return "refused" + reason;
    }
    return answers(expected).equals(answers(actual)) ? "same answers" : "other answers" + reason;
  }

  @Test
  void eachPodOfTheCorpusGetsTheSameAnswersByEachWay() throws IOException {
    List<Line> lines = read("pods", "json");
    Map<String, Integer> all = Map.of("same answers", 4_000);
    assertEquals(all, compare(lines, reader::readJson, this::fromYaml));
    assertEquals(all, compare(lines, reader::readJson, json -> reader.readMap(tree(json))));
    assertEquals(all, compare(lines, reader::readJson, this::fromFabric8));
    assertEquals(all, compare(lines, reader::readJson, EveryWayInTest::fromOfficialUnvalidated));
    // SnakeYAML takes no DEL.
    assertEquals(
        Map.of("same answers", 3_939, "refused", 61),
        compare(lines, reader::readJson, this::fromSnakeYaml));
    // The official client refuses what it does not know, and an object without its required fields.
    assertEquals(
        Map.of("same answers", 3_211, "refused", 789),
        compare(lines, reader::readJson, EveryWayInTest::fromOfficial));
  }

  /** A parser keeps one of two fields of the same name, and makes a double of {@code 1e3}. */
  @Test
  void whatATreeOfUnusualJsonHasLost() throws IOException {
    assertEquals(
        Map.ofEntries(
            Map.entry("let through: bad", 3),
            Map.entry("let through: dup", 21),
            Map.entry("let through: type", 7),
            Map.entry("refused by both", 81),
            Map.entry("refused: long", 2),
            Map.entry("same answers", 80)),
        compare(read("raw", "json"), reader::readJson, json -> reader.readMap(tree(json))));
  }

  /**
   * The client keeps one of two fields of the same name, takes {@code "true"}, {@code 1} and {@code
   * 1e3} for what the field needs, and leaves text behind the document; it refuses other fields of
   * a wrong type, which the readers do not look at.
   */
  @Test
  void whatFabric8MakesOfUnusualJson() throws IOException {
    Map<String, Integer> expected =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("let through: bad", 3),
                Map.entry("let through: dup", 21),
                Map.entry("let through: irrelevant", 1),
                Map.entry("let through: type", 25),
                Map.entry("let through: ws", 1),
                Map.entry("other answers: esc", 2),
                Map.entry("refused by both", 61),
                Map.entry("refused: irrelevant", 3),
                Map.entry("refused: long", 2),
                Map.entry("refused: type", 1),
                Map.entry("same answers", 74)));
    if (requireNonNull(System.getProperty("fabric8.version")).startsWith("8.")) {
      // Its parser goes no more than 500 deep.
      expected.put("refused: deep", 1);
      expected.merge("same answers", -1, Integer::sum);
    }
    assertEquals(expected, compare(read("raw", "json"), reader::readJson, this::fromFabric8));
  }

  /** The same, and it cuts off digits behind the point and beyond the range of a number. */
  @Test
  void whatTheOfficialClientMakesOfUnusualJson() throws IOException {
    assertEquals(
        Map.ofEntries(
            Map.entry("let through: bad", 3),
            Map.entry("let through: dup", 19),
            Map.entry("let through: irrelevant", 1),
            Map.entry("let through: type", 31),
            Map.entry("let through: ws", 1),
            Map.entry("other answers: esc", 2),
            Map.entry("refused by both", 57),
            Map.entry("refused: case", 9),
            Map.entry("refused: deep", 2),
            Map.entry("refused: empty", 2),
            Map.entry("refused: irrelevant", 6),
            Map.entry("refused: long", 2),
            Map.entry("refused: null", 10),
            Map.entry("refused: volume", 1),
            Map.entry("same answers", 48)),
        compare(read("raw", "json"), reader::readJson, EveryWayInTest::fromOfficial));
  }

  /** It reads YAML 1.2: {@code yes} is a string, {@code 010} is ten, {@code <<} merges nothing. */
  @Test
  void whatFabric8MakesOfYaml() throws IOException {
    assertEquals(
        Map.ofEntries(
            Map.entry("let through: annotation", 2),
            Map.entry("let through: bool", 4),
            Map.entry("let through: complex", 1),
            Map.entry("let through: drop", 1),
            Map.entry("let through: int", 4),
            Map.entry("let through: key", 2),
            Map.entry("let through: label", 1),
            Map.entry("let through: merge", 1),
            Map.entry("let through: string", 9),
            Map.entry("other answers: bool", 2),
            Map.entry("other answers: int", 1),
            Map.entry("other answers: merge", 2),
            Map.entry("other answers: string", 1),
            Map.entry("refused by both", 30),
            Map.entry("refused: bool", 18),
            Map.entry("refused: directive", 1),
            Map.entry("refused: int", 13),
            Map.entry("same answers", 64)),
        compare(read("yaml", "yaml"), reader::readYaml, this::fromFabric8));
  }

  /** It keeps the last of two fields of the same name, and {@code 1:20} is 80. */
  @Test
  void whatSnakeYamlMakesOfYaml() throws IOException {
    assertEquals(
        Map.ofEntries(
            Map.entry("let through: directive", 1),
            Map.entry("let through: dup", 3),
            Map.entry("let through: int", 1),
            Map.entry("let through: merge", 1),
            Map.entry("refused by both", 49),
            Map.entry("refused: bool", 5),
            Map.entry("refused: int", 3),
            Map.entry("refused: key", 4),
            Map.entry("refused: string", 2),
            Map.entry("same answers", 88)),
        compare(read("yaml", "yaml"), reader::readYaml, this::fromSnakeYaml));
  }
}
