package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.EvaluationJson;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Trees;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Properties of manifests in YAML:
 *
 * <ul>
 *   <li>however a tree is written, it is read as that tree;
 *   <li>however the manifest of a pod is broken, it is refused with an {@link
 *       InvalidDocumentException}, or read as a second opinion reads it and with its verdict.
 * </ul>
 */
final class YamlManifestPropertiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Policy POLICY = PodSecurity.standard();

  /**
   * A pod; what begins with a $ is one of the values there, of which the first is the usual one.
   */
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "p", "labels": {"on": "010"}, "annotations":
         {"container.apparmor.security.beta.kubernetes.io/c": $APPARMOR}},
       "spec": {
         "hostNetwork": $BAD, "hostPID": $BAD, "os": {"name": $OS},
         "securityContext": {"runAsNonRoot": $GOOD, "seccompProfile": {"type": $SECCOMP},
           "sysctls": [{"name": $SYSCTL, "value": "1"}]},
         "volumes": [{"name": "v", $SOURCE: {}}, {"name": "yes", "emptyDir": {}}],
         "initContainers": [$CONTAINER],
         "containers": [$CONTAINER]}}
      """;

  private static final String CONTAINER =
      """
      {"name": "c", "image": "i:1", "args": ["--flag=yes", "on", "a: b", "~"],
       "ports": [{"containerPort": 80, "hostPort": $PORT}],
       "securityContext": {"privileged": $BAD, "allowPrivilegeEscalation": $BAD,
         "runAsNonRoot": $GOOD, "runAsUser": $USER, "procMount": $PROC,
         "seccompProfile": {"type": $SECCOMP}, "seLinuxOptions": {"type": $SELINUX},
         "capabilities": {"add": [$ADD], "drop": [$DROP]}}}""";

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("CONTAINER", List.of(CONTAINER)),
          Map.entry(
              "APPARMOR", List.of("\"runtime/default\"", "\"localhost/x\"", "\"unconfined\"")),
          Map.entry("BAD", List.of("false", "null", "true")),
          Map.entry("GOOD", List.of("true", "null", "false")),
          Map.entry("OS", List.of("\"linux\"", "\"windows\"", "null")),
          Map.entry("SECCOMP", List.of("\"RuntimeDefault\"", "\"Localhost\"", "\"Unconfined\"")),
          Map.entry("SYSCTL", List.of("\"net.ipv4.tcp_syncookies\"", "\"kernel.msgmax\"")),
          Map.entry("SOURCE", List.of("\"configMap\"", "\"hostPath\"", "\"unknown\"")),
          Map.entry("PORT", List.of("0", "null", "80")),
          Map.entry("USER", List.of("1000", "null", "0")),
          Map.entry("PROC", List.of("\"Default\"", "null", "\"Unmasked\"", "\"\"")),
          Map.entry("SELINUX", List.of("\"container_t\"", "null", "\"\"", "\"spc_t\"")),
          Map.entry("ADD", List.of("\"NET_BIND_SERVICE\"", "\"SYS_ADMIN\"", "null")),
          Map.entry("DROP", List.of("\"ALL\"", "\"all\"", "null")));

  private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z]+)");

  /** A line at which a stream is cut, and what could be taken for a part of a document there. */
  private static final Pattern SEPARATOR = Pattern.compile("(?<=\\A|\\n)---[^\\n]*");

  /** Strings that could be taken for something else. */
  private static final List<String> STRINGS =
      List.of(
          "on",
          "010",
          "1e3",
          "",
          "~",
          "<<",
          "true",
          "null",
          "80",
          "0x1F",
          "1:30",
          "a:b",
          "2020-01-01",
          "a#b",
          "it's",
          "\"q\"",
          "a: b",
          "a #b",
          "- a",
          "? a",
          "[a]",
          "{a}",
          "*a",
          "&a",
          "!a",
          "%a",
          "@a",
          "`a",
          "|",
          ">-",
          "---",
          "...",
          " a",
          "a ",
          "\ta",
          "a\tb",
          "a\nb",
          "a\n\nb\n",
          "\na",
          "a\n\n",
          " a\nb",
          "a\n  b\nc\n",
          "one two three",
          "a - b ... c --- d",
          "a\\nb",
          "\u00e4 \ud83d\ude00",
          "\ufeff",
          "\u0085\u2028",
          "\u0000",
          "a\r\nb",
          "=",
          "-",
          ":",
          "a:",
          ",",
          "#");

  /** What breaks a manifest, or changes what it means. */
  private static final List<String> PIECES =
      List.of(
          " ", "  ", "\n", "\n  ", "\t", "\r", "a", "0", "1", "-", "- ", ":", ": ", "?", "? ", ",",
          "[", "]", "{", "}", "'", "\"", "\\", "|", "|\n", ">", "#", " #", "&a ", "*a", "!", "! ",
          "!!str ", "!!int ", "<<: ", "<<: *a", "~", "null", "true", "yes", "off", "''", ".", "_",
          "e3", "0x", "%", "---\n", "\n---\n", "...\n", "\u00e9", "\u0085", "\ufeff", "\u0000");

  @Provide
  Arbitrary<String> strings() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(STRINGS)),
        Tuple.of(
            3, Arbitraries.strings().withCharRange('a', 'e').withChars(' ', '\n').ofMaxLength(12)),
        Tuple.of(
            1,
            Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\u2030')
                .withChars('\n', '\t', '\u0001')
                .ofMaxLength(20)));
  }

  /** Trees in which some parts stand more than once. */
  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            strings().map(NODES::textNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.longs().between(-1000, 70_000).map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> NODES.arrayNode().addAll(list)),
                inner.list().ofSize(2).map(YamlManifestPropertiesTest::repeated),
                Arbitraries.maps(strings(), inner)
                    .ofMaxSize(5)
                    .map((Map<String, JsonNode> map) -> NODES.objectNode().setAll(map))),
        1,
        4);
  }

  private static JsonNode repeated(List<JsonNode> parts) {
    ArrayNode list = NODES.arrayNode().addAll(parts).addAll(parts);
    ObjectNode object = NODES.objectNode().put("a", 1L);
    object.set("again", parts.get(0));
    return list.add(object);
  }

  /** The only document there; a missing node if there is none. */
  private static JsonNode read(byte[] yaml) {
    YamlDocuments documents = new YamlDocuments(yaml, ReaderLimits.defaults());
    YamlCursor cursor = documents.next();
    if (cursor == null) {
      return NODES.missingNode();
    }
    JsonNode tree = Trees.read(cursor);
    cursor.end();
    YamlCursor another = documents.next();
    if (another != null) {
      throw another.error("one document was expected");
    }
    return tree;
  }

  @Property(seed = "1", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void readsATreeHoweverItIsWritten(@ForAll("trees") JsonNode tree, @ForAll long style) {
    String yaml = RandomYaml.write(tree, style);
    JsonNode expected = tree.isNull() ? NODES.missingNode() : tree;
    assertEquals(expected, read(yaml.getBytes(UTF_8)), yaml);
    assertEquals(Optional.of(expected), ComposedYaml.read(yaml), yaml);
  }

  private static JsonNode pod(Random random) {
    String pod = POD;
    for (Matcher variable = VARIABLE.matcher(pod); variable.find(); ) {
      List<String> values = requireNonNull(VALUES.get(variable.group(1)));
      int choice = random.nextInt(12) == 0 ? random.nextInt(values.size()) : 0;
      pod = pod.substring(0, variable.start()) + values.get(choice) + pod.substring(variable.end());
      variable.reset(pod);
    }
    try {
      return JSON.readTree(pod);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(pod, e);
    }
  }

  private static byte[] edit(byte[] text, Random random) {
    int from = random.nextInt(text.length);
    int to = Math.min(text.length, from + random.nextInt(6));
    byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> replace(text, from, from, piece);
      case 1 -> replace(text, from, to, new byte[0]);
      case 2 -> replace(text, from, to, piece);
      default -> {
        int end = Math.min(text.length, from + random.nextInt(60));
        int place = random.nextInt(text.length);
        yield replace(text, place, place, Arrays.copyOfRange(text, from, end));
      }
    };
  }

  private static byte[] replace(byte[] text, int from, int to, byte[] piece) {
    byte[] replaced = Arrays.copyOf(text, from + piece.length + text.length - to);
    System.arraycopy(piece, 0, replaced, from, piece.length);
    System.arraycopy(text, to, replaced, from + piece.length, text.length - to);
    return replaced;
  }

  /** The evaluation of a pod at both levels; nothing if it is refused. */
  private static Optional<String> verdict(Supplier<Pod> reading) {
    try {
      Pod pod = reading.get();
      return Optional.of(
          Stream.of(Level.BASELINE, Level.RESTRICTED)
              .map(level -> POLICY.evaluate(level, Version.latest(), pod))
              .map(EvaluationJson::toJson)
              .collect(joining("\n")));
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    }
  }

  /** Who reads it; fails unless all who do agree. */
  private static String compare(byte[] yaml) {
    Optional<String> verdict = verdict(() -> new PodReader().readYaml(yaml));
    JsonNode tree;
    try {
      tree = read(yaml);
    } catch (InvalidDocumentException e) {
      assertEquals(Optional.empty(), verdict);
      return "nobody";
    }
    String raw = new String(yaml, UTF_8);
    String text = raw.contains("%YAML") ? raw : SEPARATOR.matcher(raw).replaceAll("---");
    Optional<JsonNode> opinion = ComposedYaml.read(text);
    // A byte order mark belongs to a document here, and to a name there.
    if (opinion.isEmpty() || text.contains("\ufeff")) {
      return "one";
    }
    assertEquals(opinion.get(), tree, text);
    if (verdict.isEmpty()) {
      return "both, as something else";
    }
    String json = opinion.get().toString();
    assertEquals(verdict(() -> new PodReader().readJson(json)), verdict, text);
    return "both";
  }

  /** Was read as null, and allowed. */
  @Example
  void deniesAProcMountThatIsEmpty() {
    String yaml = "spec: {containers: [{name: c, securityContext: {procMount: ! \"\"}}]}";
    Pod pod = new PodReader().readYaml(yaml);
    assertEquals(
        "procMount (container \"c\" must not set securityContext.procMount to \"\")",
        POLICY.evaluate(Level.BASELINE, Version.latest(), pod).detail());
  }

  @Property(seed = "2", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void judgesABrokenManifestAsASecondOpinionDoes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] yaml = RandomYaml.write(pod(random), random.nextLong()).getBytes(UTF_8);
    for (int i = random.nextInt(4); i > 0 && yaml.length > 0; i--) {
      yaml = edit(yaml, random);
    }
    Statistics.label("reads it")
        .collect(compare(yaml))
        .coverage(coverage -> coverage.check("both").percentage(share -> share > 30));
  }
}
