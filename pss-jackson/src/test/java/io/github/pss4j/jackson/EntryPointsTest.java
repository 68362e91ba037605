package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** However a pod is handed to {@link PodReader}, it is the same pod, or refused likewise. */
final class EntryPointsTest {
  /** Without limits of its own, so that those of the reader are met. */
  private static final JsonFactory PARSERS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final ObjectMapper TREES =
      new ObjectMapper(PARSERS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String REFUSED = "refused";

  /** The field is given twice, and a tree keeps the second alone; the first was not seen. */
  private static final Set<String> TWICE =
      Set.of(
          "raw/dup-hostNetwork-true-false",
          "raw/dup-hostNetwork-false-true",
          "raw/dup-privileged-true-false",
          "raw/dup-privileged-false-true",
          "raw/dup-securityContext-bad-good",
          "raw/dup-securityContext-good-bad",
          "raw/dup-securityContext-good-empty",
          "raw/dup-securityContext-good-null",
          "raw/dup-containers-bad-good",
          "raw/dup-containers-good-bad",
          "raw/dup-containers-two-then-one",
          "raw/dup-containers-then-null",
          "raw/dup-containers-then-empty",
          "raw/dup-spec-bad-good",
          "raw/dup-spec-good-bad",
          "raw/dup-capabilities",
          "raw/dup-caps-add",
          "raw/dup-seccomp-type",
          "raw/dup-volume-hostPath-null",
          "raw/dup-annotations",
          "raw/dup-annotations-maps-merge");

  /** What is no JSON, or another value in it, and means something in YAML. */
  private static final Set<String> SAID_BY_YAML_ALONE =
      Set.of(
          "raw/bad-control-char",
          "raw/bad-single-quotes",
          "raw/bad-trailing-comma",
          "raw/ws-bom",
          "raw/type-hostNetwork-bool-caps",
          "raw/type-privileged-bool-caps",
          "raw/type-hostPort-exp",
          "raw/type-hostPort-float",
          "raw/type-runAsUser-exp",
          "raw/type-runAsUser-exp0",
          "raw/type-runAsUser-float0",
          "raw/type-runAsUser-float1",
          "raw/type-runAsUser-negfloat0",
          "raw/type-runAsUser-hex",
          "raw/type-runAsUser-lead0",
          "raw/type-runAsUser-plus",
          "raw/type-runAsUser-underscore");

  /**
   * JSON that is no YAML: half of a surrogate pair, {@code \/}, a key longer than 1,024, a tab
   * before the document.
   */
  private static final Set<String> SAID_BY_JSON_ALONE =
      Set.of(
          "raw/esc-lone-surrogate-name",
          "raw/esc-lone-low-surrogate-name",
          "raw/esc-slash",
          "raw/long-key-64k",
          "raw/ws-leading");

  private final PodReader reader = new PodReader();

  @FunctionalInterface
  private interface EntryPoint {
    Pod read(String json) throws IOException;
  }

  private final Map<String, EntryPoint> json =
      Map.of(
          "text",
          reader::readJson,
          "stream",
          it -> reader.readJson(new ByteArrayInputStream(it.getBytes(UTF_8))),
          "slow stream",
          it -> reader.readJson(new ChunkedStream(it.getBytes(UTF_8), 1)),
          "parser",
          this::parse);

  private final Map<String, EntryPoint> yaml =
      Map.of("bytes", it -> reader.readYaml(it.getBytes(UTF_8)), "text", reader::readYaml);

  private Pod parse(String text) throws IOException {
    try (JsonParser parser = PARSERS.createParser(text)) {
      Pod pod = reader.readJson(parser);
      if (parser.nextToken() != null) {
        throw new InvalidDocumentException("more follows", "", 0, 0, null);
      }
      return pod;
    }
  }

  private Pod readTree(String text) throws IOException {
    return reader.readJson(TREES.readTree(text));
  }

  private static Object outcome(EntryPoint way, String text) throws IOException {
    try {
      return way.read(text);
    } catch (InvalidDocumentException | JsonProcessingException e) {
      return REFUSED;
    }
  }

  @Test
  void everyPodOfTheCorpusIsTheSameByEachWay() throws IOException {
    List<Line> lines = Corpus.read("pods");
    int notYaml = 0;
    for (Line line : lines) {
      String text = line.document();
      Pod pod = reader.readJson(text.getBytes(UTF_8));
      for (Map.Entry<String, EntryPoint> way : json.entrySet()) {
        assertSame(pod, way.getValue().read(text), line, way.getKey());
      }
      assertSame(pod, readTree(text), line, "tree");
      // YAML allows no DEL outside of an escape.
      boolean isYaml = text.indexOf('\u007f') < 0;
      notYaml += isYaml ? 0 : 1;
      assertSame(isYaml ? pod : REFUSED, outcome(reader::readYaml, text), line, "YAML");
    }
    assertEquals(4_000, lines.size());
    assertEquals(61, notYaml);
  }

  private static void assertSame(Object expected, Object actual, Line line, String way) {
    if (!expected.equals(actual)) {
      assertEquals(expected, actual, line.id() + " by " + way);
    }
  }

  @Test
  void unusualJsonIsTheSameByEachWay() throws IOException {
    for (Map.Entry<String, EntryPoint> way : json.entrySet()) {
      assertEquals(Set.of(), different(way.getValue()), way.getKey());
    }
  }

  @Test
  void aTreeHidesThatAFieldWasGivenTwiceAndNothingElse() throws IOException {
    assertEquals(new TreeSet<>(TWICE), different(this::readTree));
  }

  @Test
  void yamlDiffersFromJsonWhereTheLanguagesDo() throws IOException {
    Set<String> expected = new TreeSet<>(SAID_BY_YAML_ALONE);
    expected.addAll(SAID_BY_JSON_ALONE);
    for (Map.Entry<String, EntryPoint> way : yaml.entrySet()) {
      assertEquals(expected, different(way.getValue()), way.getKey());
    }
  }

  /** The unusual documents that are something else by that way than as bytes of JSON. */
  private Set<String> different(EntryPoint way) throws IOException {
    Set<String> different = new TreeSet<>();
    for (Line line : Corpus.read("raw")) {
      Object usual = outcome(it -> reader.readJson(it.getBytes(UTF_8)), line.document());
      if (!usual.equals(outcome(way, line.document()))) {
        different.add(line.id());
      }
    }
    return different;
  }

  @Test
  void whatIsWrongIsToldInTheSameWordsByEachWay() throws IOException {
    Map<String, String> byTree = new TreeMap<>();
    for (Line line : Corpus.read("raw")) {
      String text = line.document();
      String words = words(it -> reader.readJson(it.getBytes(UTF_8)), text);
      // Text that is no JSON is refused by a parser in its own words.
      if (line.json().path("why").asText().startsWith("json: ")) {
        assertEquals(words, words(this::parse, text), line.id());
        if (!words.equals(words(this::readTree, text))) {
          byTree.put(line.id(), words(this::readTree, text));
        }
      }
    }
    String runAsUser = "spec.containers[0].securityContext.runAsUser: must be a ";
    assertEquals(
        Map.of(
            "raw/type-hostPort-exp",
            "spec.containers[0].ports[0].hostPort: must be a whole number, but is 80.0",
            "raw/type-runAsUser-exp",
            runAsUser + "whole number, but is 1000.0",
            "raw/type-runAsUser-exp0",
            runAsUser + "whole number, but is 0.0",
            "raw/type-runAsUser-huge",
            runAsUser + "JSON value, but is Infinity",
            "raw/type-runAsUser-tiny",
            runAsUser + "whole number, but is 1.0E-9"),
        byTree,
        "a tree has made a double of the number");
  }

  private static String words(EntryPoint way, String text) throws IOException {
    try {
      way.read(text);
      return "read";
    } catch (InvalidDocumentException e) {
      return e.path() + ": " + e.problem();
    }
  }

  @Test
  void bytesThatAreNotUtf8ReadAsTheReplacementCharacter() throws IOException {
    byte[] bytes = "{\"spec\":{\"containers\":[{\"name\":\"a\u00ffb\"}]}}".getBytes(ISO_8859_1);
    for (Pod pod :
        List.of(reader.readJson(bytes), reader.readJson(new ByteArrayInputStream(bytes)))) {
      assertEquals("a\ufffdb", pod.spec().containers().get(0).name());
    }
    try (JsonParser parser = PARSERS.createParser(bytes)) {
      assertThrows(InvalidDocumentException.class, () -> reader.readJson(parser));
    }
    assertThrows(InvalidDocumentException.class, () -> reader.readYaml(bytes));
  }
}
