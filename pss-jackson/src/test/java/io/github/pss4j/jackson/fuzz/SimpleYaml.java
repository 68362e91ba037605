package io.github.pss4j.jackson.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML document as JSON, as simply as can be: composed by SnakeYAML, scalars told apart by the
 * rules of Go's resolver, merge keys put in first. Meant for documents that a reader has accepted;
 * what is no good is read somehow.
 */
final class SimpleYaml {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

  /** In YAML 1.1 they break a line, and within quotes become a space; in JSON they are text. */
  private static final Pattern LINE_BREAK_OF_ITS_OWN =
      Pattern.compile("[\\x{85}\\x{2028}\\x{2029}]");

  private final IdentityHashMap<Node, JsonNode> read = new IdentityHashMap<>();

  private SimpleYaml() {}

  /** The document; nothing if SnakeYAML cannot compose it, or it has tags. */
  static Optional<JsonNode> json(String yaml) {
    if (yaml.contains("!")) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(2_000);
    try {
      // kubectl ends the last line if it has no end.
      String lines = yaml.endsWith("\n") ? yaml : yaml + "\n";
      Node node = new Yaml(options).compose(new StringReader(lines));
      return Optional.ofNullable(node).map(new SimpleYaml()::value);
    } catch (YAMLException e) {
      return Optional.empty();
    }
  }

  /** Whether JSON may mean another thing where it is read as YAML. */
  static boolean maySayOtherThanJson(String json) {
    return LINE_BREAK_OF_ITS_OWN.matcher(json).find();
  }

  private JsonNode value(Node node) {
    JsonNode known = read.get(node);
    if (known == null) {
      known =
          node instanceof MappingNode mapping
              ? object(mapping)
              : node instanceof SequenceNode sequence ? list(sequence) : scalar((ScalarNode) node);
      read.put(node, known);
    }
    return known;
  }

  private ArrayNode list(SequenceNode node) {
    ArrayNode list = NODES.arrayNode();
    node.getValue().forEach(element -> list.add(value(element)));
    return list;
  }

  private ObjectNode object(MappingNode node) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple field : node.getValue()) {
      if (isMerge(field.getKeyNode())) {
        merge(value(field.getValueNode()), object);
      }
    }
    for (NodeTuple field : node.getValue()) {
      if (field.getKeyNode() instanceof ScalarNode key && !isMerge(key)) {
        JsonNode name = scalar(key);
        object.set(name.isBoolean() ? name.asText() : key.getValue(), value(field.getValueNode()));
      }
    }
    return object;
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals("<<");
  }

  /** Of several objects the first counts. */
  private static void merge(JsonNode from, ObjectNode into) {
    if (from.isArray()) {
      from.forEach(element -> merge(element, into));
    } else {
      from.forEachEntry(into::putIfAbsent);
    }
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      return NODES.textNode(text);
    } else if (NULL.contains(text)) {
      return NODES.nullNode();
    } else if (TRUE.contains(text) || FALSE.contains(text)) {
      return NODES.booleanNode(TRUE.contains(text));
    }
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    try {
      BigInteger number =
          unsigned.matches("0[xX][0-9a-fA-F]+")
              ? new BigInteger(unsigned.substring(2), 16)
              : unsigned.matches("0[bB][01]+")
                  ? new BigInteger(unsigned.substring(2), 2)
                  : unsigned.matches("0[oO]?[0-7]+")
                      ? new BigInteger(unsigned.replaceFirst("[oO]", ""), 8)
                      : DECIMAL.matcher(digits).matches()
                          ? new BigInteger(unsigned)
                          : FLOAT.matcher(digits).matches()
                              ? new BigDecimal(unsigned).toBigIntegerExact()
                              : null;
      return number == null
          ? NODES.textNode(text)
          : NODES.numberNode(negative ? number.negate() : number);
    } catch (ArithmeticException e) {
      return NODES.numberNode(0.5);
    }
  }
}
