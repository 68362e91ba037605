package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.admission.InvalidConfigurationException;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold exactly, whatever they are, for each way in. */
final class ReaderLimitsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST = Integer.MAX_VALUE;

  /** Four objects and lists stand in one another, and six values are in it. */
  private static final String POD =
      "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"a\"}]}}";

  private static final int DEPTH = 4;
  private static final int YAML_VALUES = 6;
  private static final int LENGTH = POD.length();

  @FunctionalInterface
  private interface Way {
    Pod read(String text) throws IOException;
  }

  private static Map<String, Way> ways(ReaderLimits limits) {
    PodReader reader = new PodReader(limits);
    return new TreeMap<>(
        Map.of(
            "bytes", it -> reader.readJson(it.getBytes(UTF_8)),
            "text", reader::readJson,
            "stream", it -> reader.readJson(new ByteArrayInputStream(it.getBytes(UTF_8))),
            "slow stream", it -> reader.readJson(new ChunkedStream(it.getBytes(UTF_8), 1)),
            "tree", it -> reader.readJson(MAPPER.readTree(it)),
            "parser", it -> parse(reader, it),
            "YAML", reader::readYaml,
            "manifest", it -> readManifest(it, "f.json", limits),
            "YAML manifest", it -> readManifest(it, "f.yaml", limits)));
  }

  private static Pod parse(PodReader reader, String text) throws IOException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return reader.readJson(parser);
    }
  }

  private static Pod readManifest(String text, String file, ReaderLimits limits) {
    return new ManifestReader(limits).read(text.getBytes(UTF_8), file).get(0).pod();
  }

  private static void assertRead(ReaderLimits limits) throws IOException {
    for (Map.Entry<String, Way> way : ways(limits).entrySet()) {
      assertEquals("a", way.getValue().read(POD).spec().containers().get(0).name(), way.getKey());
    }
  }

  private static String problem(Way way, String text) {
    return String.valueOf(
        assertThrows(InvalidDocumentException.class, () -> way.read(text)).getMessage());
  }

  @Test
  void theLargestLimitsAreNoHindrance() throws IOException {
    assertRead(new ReaderLimits(MOST, MOST, MOST));
    assertRead(new ReaderLimits(MOST, 1 << 20, 1_000));
    assertRead(new ReaderLimits(100, MOST, 1_000));
    assertRead(new ReaderLimits(100, 1 << 20, MOST));
  }

  @Test
  void theLargestLimitsAreNoHindranceForReviewsAndConfigurations() throws IOException {
    ReaderLimits most = new ReaderLimits(MOST, MOST, MOST);
    String review =
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{"
            + "\"uid\":\"u\",\"operation\":\"CREATE\",\"resource\":{\"resource\":\"secrets\"}}}";
    assertEquals(
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{"
            + "\"uid\":\"u\",\"allowed\":true}}",
        new String(reviewer(most).review(review.getBytes(UTF_8)), UTF_8));
    String configuration =
        "{\"apiVersion\":\"pod-security.admission.config.k8s.io/v1\","
            + "\"kind\":\"PodSecurityConfiguration\"}";
    PodSecurityConfigurationReader reader = new PodSecurityConfigurationReader(most);
    assertEquals(
        PodSecurityConfiguration.standard().defaults(),
        reader.read(configuration.getBytes(UTF_8)).defaults());
    assertEquals(
        PodSecurityConfiguration.standard().defaults(),
        reader.read((" # YAML\n" + configuration).getBytes(UTF_8)).defaults());
  }

  private static AdmissionReviewer reviewer(ReaderLimits limits) {
    return new AdmissionReviewer(
        PodSecurityAdmission.builder(
                (name, deadline) -> Optional.empty(), (name, deadline) -> List.of())
            .build(),
        limits);
  }

  @Test
  void theDepthOfADocumentMayBeTheLimit() throws IOException {
    assertRead(new ReaderLimits(DEPTH, 1_000, 1_000));
    for (int limit = 1; limit < DEPTH; limit++) {
      String path = List.of("spec", "spec.containers", "spec.containers[0]").get(limit - 1);
      for (Map.Entry<String, Way> way : ways(new ReaderLimits(limit, 1_000, 1_000)).entrySet()) {
        String problem = problem(way.getValue(), POD);
        assertEquals(
            path + ": nested more than " + limit + " deep",
            // YAML is refused as a whole, before it is known what stands where.
            problem
                .replaceFirst("^line 1, column [0-9]+: ", "")
                .replaceFirst("^nested", path + ": nested"),
            way.getKey());
      }
    }
  }

  @Test
  void theLengthOfADocumentMayBeTheLimit() throws IOException {
    assertRead(new ReaderLimits(100, LENGTH, 1_000));
    assertRead(new ReaderLimits(100, LENGTH + 1, 1_000));
    for (int limit : new int[] {1, 2, LENGTH - 1}) {
      for (Map.Entry<String, Way> way : ways(new ReaderLimits(100, limit, 1_000)).entrySet()) {
        String expected =
            "the document is longer than "
                + limit
                + " bytes"
                + (way.getKey().equals("manifest") ? ", as only a list may be" : "");
        assertEquals(
            expected,
            problem(way.getValue(), POD).replaceFirst("^(line 1, column [0-9]+: )?([^:]*: )?", ""),
            way.getKey());
      }
    }
  }

  @Test
  void theLengthIsCountedInBytes() throws IOException {
    String pod = POD.replace("\"a\"", "\"\u00e9\"");
    for (Map.Entry<String, Way> way : ways(new ReaderLimits(100, LENGTH + 1, 1_000)).entrySet()) {
      assertEquals("\u00e9", way.getValue().read(pod).spec().containers().get(0).name());
    }
    for (Map.Entry<String, Way> way : ways(new ReaderLimits(100, LENGTH, 1_000)).entrySet()) {
      assertEquals(true, problem(way.getValue(), pod).contains("longer than " + LENGTH));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void eachDocumentOfAYamlFileMayBeAsLongAsTheLimit(int chunk) {
    String longer = POD.replace("\"a\"", "\"ab\"");
    String manifest = String.join("\n---\n", POD, longer, POD, longer, POD) + "\n";
    ReaderLimits limits = new ReaderLimits(100, LENGTH + 1, 1_000);
    String tooLong = "the document is longer than " + limits.maxDocumentBytes() + " bytes";
    assertEquals(
        List.of(
            "1 Pod [a]",
            "line 3, column 1: " + tooLong,
            "5 Pod [a]",
            "line 7, column 1: " + tooLong,
            "9 Pod [a]"),
        ManifestLog.read(new ChunkedStream(manifest.getBytes(UTF_8), chunk), "f.yaml", limits)
            .lines);
  }

  @Test
  void noDocumentIsLostBehindOneThatIsTooLong() {
    String tooLong = "the document is longer than 100 bytes";
    for (String separator : List.of("---\n", "---\r\n", "--- \n", "--- # and more\n")) {
      // The limit falls on each byte of the separator, and around it.
      for (int length = 80; length < 130; length++) {
        String manifest = "#" + "x".repeat(length - 2) + "\n" + separator + POD;
        List<String> told = ManifestLog.of(manifest, "f.yaml", new ReaderLimits(100, 100, 1_000));
        assertEquals(
            length <= 100
                ? List.of("3 Pod [a]")
                : List.of("line 1, column 1: " + tooLong, "3 Pod [a]"),
            told,
            manifest);
      }
    }
  }

  @Test
  void aSeparatorWithALongCommentSeparates() {
    for (int length : new int[] {100, 250, 251, 252, 253, 1_000, 10_000}) {
      assertEquals(
          List.of("1 Pod [a]", "3 Pod [a]"),
          ManifestLog.of(
              POD + "\n--- #" + "x".repeat(length) + "\n" + POD,
              "f.yaml",
              new ReaderLimits(100, LENGTH + 1, 1_000)));
    }
  }

  @Test
  void whiteSpaceBehindAnObjectOfAManifestIsNoPartOfIt() {
    assertEquals(
        List.of("1 Pod [a]"),
        ManifestLog.of(POD + "\n".repeat(100), "f.json", new ReaderLimits(100, LENGTH, 1)));
  }

  @Test
  void theValuesOfAYamlDocumentMayBeAsManyAsTheLimit() {
    PodReader atLimit = new PodReader(new ReaderLimits(100, 1_000, YAML_VALUES));
    assertEquals("a", atLimit.readYaml(POD).spec().containers().get(0).name());
    for (int limit = 1; limit < YAML_VALUES; limit++) {
      PodReader below = new PodReader(new ReaderLimits(100, 1_000, limit));
      assertEquals(
          "must have at most " + limit + " values, aliases resolved",
          problem(below::readYaml, POD).replaceFirst("^line 1, column [0-9]+: ", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1", "1, -2147483648, 1"})
  void aLimitMustBePositive(int depth, int bytes, int nodes) {
    assertThrows(IllegalArgumentException.class, () -> new ReaderLimits(depth, bytes, nodes));
  }

  @Test
  void theDefaultsAreWhatTheirDocumentationSays() {
    assertEquals(new ReaderLimits(1_000, 16 * 1024 * 1024, 1_000_000), ReaderLimits.defaults());
  }

  @Test
  void limitsOfOneAreClearErrorsForReviewsAndConfigurations() {
    byte[] review =
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{}}"
            .getBytes(UTF_8);
    assertEquals(
        "line 1, column 1: the document is longer than 1 bytes",
        assertThrows(
                InvalidDocumentException.class,
                () -> reviewer(new ReaderLimits(100, 1, 100)).review(review))
            .getMessage());
    for (ReaderLimits limits :
        List.of(new ReaderLimits(1, 100, 100), new ReaderLimits(100, 1, 100))) {
      assertThrows(
          InvalidConfigurationException.class,
          () ->
              new PodSecurityConfigurationReader(limits).read("{\"plugins\":[]}".getBytes(UTF_8)));
    }
  }

  @Test
  void aReviewThatIsTooDeepIsRefusedUnderItsUid() {
    String review =
        "{\"request\":{\"uid\":\"u\"},"
            + "\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}";
    String answer =
        new String(reviewer(new ReaderLimits(1, 1_000, 1)).review(review.getBytes(UTF_8)), UTF_8);
    assertEquals(
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{"
            + "\"uid\":\"u\",\"allowed\":false,\"status\":{\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"the review cannot be read: line 1, column 12: request: nested more than"
            + " 1 deep\",\"reason\":\"BadRequest\",\"code\":400},\"auditAnnotations\":{\"error\":"
            + "\"the review cannot be read: line 1, column 12: request: nested more than 1 deep\"}}}",
        answer);
  }
}
