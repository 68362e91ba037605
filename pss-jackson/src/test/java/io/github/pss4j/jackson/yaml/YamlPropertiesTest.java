package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class YamlPropertiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ReaderLimits LIMITS = new ReaderLimits(50, 10_000, 2_000);

  private static final List<String> PIECES =
      List.of(
          "a",
          "b: ",
          "- ",
          "  ",
          "\n",
          "\n  ",
          "\n    ",
          "? ",
          ": ",
          "&x ",
          "*x",
          "<<: ",
          "[",
          "]",
          "{",
          "}",
          ", ",
          "'",
          "\"",
          "\\",
          "\\x4",
          "\\u00",
          "|\n",
          ">-\n",
          "|2+\n",
          "#",
          "# c\n",
          "!!str ",
          "!!int ",
          "!",
          "!<",
          "%YAML 1.1\n",
          "%TAG ! x\n",
          "%",
          "\n---\n",
          "\n--- x\n",
          "\n...\n",
          "\t",
          "\r",
          "\r\n",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u0000",
          "\u007f",
          "\ud83d\ude00",
          "yes",
          "0x1",
          "1e3",
          ".inf",
          "~",
          "null",
          "@",
          "`",
          "%41",
          "spec:\n",
          "containers:\n");

  private static void readAll(byte[] bytes) {
    YamlDocuments documents = new YamlDocuments(bytes, LIMITS);
    // Each call takes in something, or reports once what was taken in.
    for (int calls = 0; calls <= 2 * bytes.length + 2; calls++) {
      try {
        YamlCursor tokens = documents.next();
        if (tokens == null) {
          return;
        }
        assertTrue(tokens.line() > 0);
        Trees.read(tokens);
        tokens.end();
      } catch (InvalidDocumentException e) {
        assertTrue(e.line() > 0 && e.column() > 0, e.problem());
        assertFalse(e.problem().contains("\n"), e.problem());
      }
    }
    throw new AssertionError("does not end");
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3_000)
  void throwsNothingElseForPiecesOfYaml(@ForAll("pieces") String yaml) {
    readAll(yaml.getBytes(UTF_8));
  }

  @Property
  void throwsNothingElseForBytes(@ForAll byte[] bytes) {
    readAll(bytes);
  }

  @Provide
  Arbitrary<byte[]> mutants() {
    byte[] pod =
        """
        # a pod
        apiVersion: v1
        kind: Pod
        metadata: {name: "p\\u0041", annotations: &a {x: 'y'}}
        spec:
          containers: &c
          - name: a
            args: [!!str 1, "b", 'c'] # args
            securityContext: {<<: *a, runAsUser: 0x3E8, privileged: off}
          - text: |
              line
                more

          - *c
        ...
        ---
        kind: List
        """
            .getBytes(UTF_8);
    Arbitrary<Integer> place = Arbitraries.integers().between(0, pod.length - 1);
    Arbitrary<byte[]> inserted = Arbitraries.of(PIECES).map(piece -> piece.getBytes(UTF_8));
    return Combinators.combine(place, Arbitraries.integers().between(0, 4), inserted)
        .as(
            (at, removed, piece) -> {
              int after = Math.min(pod.length, at + removed);
              byte[] mutant = Arrays.copyOf(pod, at + piece.length + pod.length - after);
              System.arraycopy(piece, 0, mutant, at, piece.length);
              System.arraycopy(pod, after, mutant, at + piece.length, pod.length - after);
              return mutant;
            });
  }

  @Property(tries = 1_500)
  void throwsNothingElseForMutants(@ForAll("mutants") byte[] yaml) {
    readAll(yaml);
  }

  /** What YAML takes for a line break or a control character is escaped in JSON that is YAML. */
  @Provide
  Arbitrary<String> strings() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "yes",
            "null",
            "1",
            "1e3",
            "~",
            "<<",
            "a: b",
            "- a",
            "# a",
            "'",
            "\"",
            "\\",
            "/",
            "a\nb",
            "\t",
            "\u0000",
            "\u001f",
            " a ",
            "---",
            "\ud83d\ude00",
            "*a",
            "&a",
            "!a",
            "%a"),
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u00a0', '\u2027')
            .withCharRange('\ue000', '\ufefe')
            .withChars('\n', '\r', '\t', '\u0001', '\u001f')
            .ofMaxLength(20));
  }

  @Provide
  Arbitrary<JsonNode> json() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            strings().map(nodes::textNode),
            Arbitraries.longs().map(nodes::numberNode),
            Arbitraries.of(true, false).map(nodes::booleanNode),
            Arbitraries.just(nodes.nullNode()));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> nodes.arrayNode().addAll(list)),
                Arbitraries.maps(strings(), inner)
                    .ofMaxSize(4)
                    .map((Map<String, JsonNode> map) -> nodes.objectNode().setAll(map))),
        1,
        4);
  }

  @Property
  void readsJsonAsJson(@ForAll("json") JsonNode tree) throws JsonProcessingException {
    for (String json : List.of(tree.toString(), tree.toPrettyString())) {
      YamlCursor tokens = new YamlDocuments(json.getBytes(UTF_8), LIMITS).next();
      if (tree.isNull()) {
        assertNull(tokens);
        continue;
      }
      assertNotNull(tokens);
      assertEquals(JSON.readTree(json), JSON.readTree(Trees.read(tokens).toString()));
    }
  }
}
