package io.github.pss4j.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.policy.PodSecurity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RealisticPodsTest {
  private static final int COUNT = 4_000;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());
  private static final Pattern UID_OR_DIGEST =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}");
  private static final Pattern NAME_IN_FIELD_NAME =
      Pattern.compile("k:\\{\\\\\"(?:uid|name)\\\\\":\\\\\"([^\\\\]+)");

  private static final List<byte[]> RECORDED = RealisticPods.recorded();
  private static final List<byte[]> DISTINCT = RealisticPods.distinct(COUNT).toList();

  private static byte[] original(int i) {
    return RECORDED.get(i % RECORDED.size());
  }

  @Test
  void thePodsAreAsManyAndAsLongAsIsSaid() {
    assertEquals(200, RECORDED.size());
    assertEquals(13_893, RECORDED.stream().mapToInt(pod -> pod.length).sum() / 200);
    assertEquals(COUNT, DISTINCT.size());
    for (int i = 0; i < COUNT; i++) {
      assertEquals(original(i).length, DISTINCT.get(i).length);
    }
  }

  @Test
  void theSamePodsAreMadeEachTime() {
    List<byte[]> again = RealisticPods.distinct(300).toList();
    for (int i = 0; i < again.size(); i++) {
      assertArrayEquals(again.get(i), DISTINCT.get(i));
    }
  }

  @Test
  void noTwoPodsShareAUidOrADigest() {
    Set<String> seen = new HashSet<>();
    RECORDED.forEach(pod -> seen.addAll(all(UID_OR_DIGEST, pod)));
    for (int i = 0; i < COUNT; i++) {
      Set<String> own = all(UID_OR_DIGEST, DISTINCT.get(i));
      assertEquals(all(UID_OR_DIGEST, original(i)).size(), own.size());
      own.forEach(value -> assertTrue(seen.add(value), value));
    }
  }

  @Test
  void noTwoPodsShareANameOrATemplateHash() throws IOException {
    Set<String> names = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    int withHash = 0;
    for (byte[] pod : DISTINCT) {
      JsonNode metadata = MAPPER.readTree(pod).get("metadata");
      names.add(metadata.get("name").textValue());
      assertTrue(metadata.get("name").textValue().startsWith(generateName(metadata)));
      for (String label : List.of("pod-template-hash", "controller-revision-hash")) {
        JsonNode hash = metadata.path("labels").get(label);
        if (hash != null) {
          withHash++;
          hashes.add(hash.textValue());
        }
      }
    }
    assertEquals(COUNT, names.size());
    assertEquals(20 * 171, withHash);
    assertEquals(withHash, hashes.size());
  }

  private static String generateName(JsonNode metadata) {
    return metadata.get("generateName").textValue();
  }

  @Test
  void theNamesInTheFieldNamesOfManagedFieldsAreFresh() {
    int fieldNames = 0;
    for (int i = 0; i < COUNT; i++) {
      Set<String> old = all(NAME_IN_FIELD_NAME, original(i));
      Set<String> own = all(NAME_IN_FIELD_NAME, DISTINCT.get(i));
      assertEquals(old.size(), own.size());
      fieldNames += own.size();
      own.removeIf(name -> name.length() < 4);
      own.retainAll(old);
      assertEquals(Set.of(), own);
    }
    assertTrue(fieldNames > 10 * COUNT, fieldNames + " names");
  }

  @Test
  void whatIsFreshIsNothingElse() throws IOException {
    for (int i = 0; i < COUNT; i++) {
      JsonNode old = MAPPER.readTree(original(i));
      JsonNode own = MAPPER.readTree(DISTINCT.get(i));
      for (String field : List.of("kind", "apiVersion")) {
        assertEquals(old.get(field), own.get(field));
      }
      assertEquals(fieldNames(old), fieldNames(own));
      assertEquals(fieldNames(old.get("spec")), fieldNames(own.get("spec")));
      assertEquals(old.at("/spec/securityContext"), own.at("/spec/securityContext"));
    }
  }

  private static Set<String> fieldNames(JsonNode object) {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      names.add(field.getKey());
    }
    return names;
  }

  @Test
  void distinctPodsHaveTheVerdictsOfTheirOriginals() {
    PodReader reader = new PodReader();
    for (int i = 0; i < COUNT; i++) {
      for (Level level : Level.values()) {
        assertEquals(answer(reader, original(i), level), answer(reader, DISTINCT.get(i), level));
      }
    }
  }

  /** What of a verdict does not depend on names. */
  private static List<String> answer(PodReader reader, byte[] pod, Level level) {
    Evaluation evaluation =
        PodSecurity.standard().evaluate(level, Version.latest(), reader.readJson(pod));
    return evaluation.violations().stream().map(RealisticPodsTest::controlAndPaths).toList();
  }

  private static String controlAndPaths(Violation violation) {
    return violation.control()
        + violation.findings().stream()
            .map(finding -> finding.subject().kind() + " " + finding.subject().index())
            .toList();
  }

  @Test
  void aClusterDumpIsAListOfDistinctPods() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ClusterDump.write(3, out);
    JsonNode dump = MAPPER.readTree(out.toByteArray());
    assertEquals("List", dump.get("kind").textValue());
    assertEquals("v1", dump.get("apiVersion").textValue());
    assertEquals(3, dump.get("items").size());
    for (int i = 0; i < 3; i++) {
      assertEquals(MAPPER.readTree(DISTINCT.get(i)), dump.get("items").get(i));
    }
  }

  private static Set<String> all(Pattern pattern, byte[] pod) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(new String(pod, UTF_8));
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }
}
