package io.github.pss4j.jackson.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pss4j.jackson.shape.Trees;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A second opinion on a YAML document: composed by SnakeYAML, its scalars resolved and its merges
 * made by the rules that {@code docs/decoding.md} tells, as simply as can be.
 */
final class ComposedYaml {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern NOT_FINITE =
      Pattern.compile("\\.(nan|NaN|NAN)|[-+]?\\.(inf|Inf|INF)");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final int[] RADIXES = {16, 2, 8, 10};
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("(?s)[^-+.0-9]|\\..*(_(?![0-9])|(?<![0-9])_)");
  private static final BigInteger END_OF_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  /** Of a scalar that has no quotes or stands behind a lone {@code !}, and has no other tag. */
  private static final Tag IMPLICIT = new Tag("implicit");

  private static final Pattern LONE_MARK =
      Pattern.compile("(?s)(&[0-9A-Za-z_-]+(\\s|\\R)+)?(!|!<!>)((\\s|\\R).*)?");

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class ImplicitResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {}

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return kind == NodeId.scalar && implicit ? IMPLICIT : super.resolve(kind, value, implicit);
    }
  }

  private final int[] text;
  private final Deque<Node> open = new ArrayDeque<>();

  private ComposedYaml(String text) {
    this.text = text.codePoints().toArray();
  }

  /**
   * The value of the one document there, as {@link Trees} would read it; a missing node if it is
   * empty or null. Nothing if SnakeYAML or the rules refuse it.
   */
  static Optional<JsonNode> read(String text) {
    String ended = text.endsWith("\n") ? text : text + '\n';
    LoaderOptions options = new LoaderOptions();
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(ended), options);
      Node root = new Composer(parser, new ImplicitResolver(), options).getSingleNode();
      JsonNode value = root == null ? NODES.nullNode() : new ComposedYaml(ended).value(root);
      return Optional.of(value.isNull() ? NODES.missingNode() : value);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private JsonNode value(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (open.contains(node) || !Set.of(Tag.MAP, Tag.SEQ).contains(node.getTag())) {
      throw new Refused();
    }
    open.push(node);
    JsonNode value = node instanceof MappingNode map ? object(map) : list((SequenceNode) node);
    open.pop();
    return value;
  }

  private ArrayNode list(SequenceNode node) {
    ArrayNode list = NODES.arrayNode();
    node.getValue().forEach(element -> list.add(value(element)));
    return list;
  }

  private ObjectNode object(MappingNode node) {
    ObjectNode object = NODES.objectNode();
    ObjectNode merged = NODES.objectNode();
    for (NodeTuple field : node.getValue()) {
      if (field.getKeyNode() instanceof ScalarNode key
          && key.getTag().equals(IMPLICIT)
          && key.getValue().equals("<<")) {
        List<Node> sources =
            field.getValueNode() instanceof SequenceNode list
                ? list.getValue()
                : List.of(field.getValueNode());
        for (Node source : sources) {
          if (!(value(source) instanceof ObjectNode fields)) {
            throw new Refused();
          }
          fields.properties().forEach(e -> merged.putIfAbsent(e.getKey(), e.getValue()));
        }
      } else {
        object.set(key(field.getKeyNode()), value(field.getValueNode()));
      }
    }
    merged.properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
    return object;
  }

  private String key(Node node) {
    JsonNode key = value(node);
    boolean isName = key.isTextual() || key.isBoolean();
    if (!isName && !(key.isNumber() && key.asText().equals(((ScalarNode) node).getValue()))) {
      throw new Refused();
    }
    return key.asText();
  }

  private JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR) || (tag.equals(IMPLICIT) && hasLoneMark(node))) {
      return NODES.textNode(value);
    }
    JsonNode resolved = resolve(value);
    boolean fits =
        tag.equals(IMPLICIT)
            || (tag.equals(Tag.NULL) && resolved.isNull())
            || (tag.equals(Tag.BOOL) && resolved.isBoolean())
            || (tag.equals(Tag.INT) && resolved.isNumber() && integer(value).isPresent())
            || (tag.equals(Tag.FLOAT) && (resolved.isNumber() || resolved.isArray()));
    if (!fits) {
      throw new Refused();
    }
    return resolved;
  }

  /** Whether a {@code !} stands before it, of which the composer tells nothing. */
  private boolean hasLoneMark(ScalarNode node) {
    int start = node.getStartMark().getIndex();
    int end = node.getEndMark().getIndex();
    return LONE_MARK.matcher(new String(text, start, end - start)).matches();
  }

  private static JsonNode resolve(String text) {
    if (NOT_FINITE.matcher(text).matches()) {
      throw new Refused();
    }
    if (NULL.contains(text)) {
      return NODES.nullNode();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return NODES.booleanNode(TRUE.contains(text));
    }
    if (NO_NUMBER.matcher(text).lookingAt()) {
      return NODES.textNode(text);
    }
    Optional<BigInteger> integer = integer(text);
    if (integer.isPresent() && integer.get().compareTo(END_OF_UNSIGNED) < 0) {
      if (integer.get().bitLength() < Long.SIZE) {
        return NODES.numberNode(integer.get().longValue());
      }
      if (integer.get().signum() > 0) {
        return NODES.arrayNode();
      }
    }
    String digits = text.replace("_", "");
    if (!FLOAT.matcher(digits).matches() || Double.isInfinite(Double.parseDouble(digits))) {
      return NODES.textNode(text);
    }
    double number = Double.parseDouble(digits);
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 0x1p63;
    return isWhole ? NODES.numberNode((long) number) : NODES.arrayNode();
  }

  private static Optional<BigInteger> integer(String text) {
    Matcher integer = INTEGER.matcher(text.replace("_", ""));
    if (!integer.matches()) {
      return Optional.empty();
    }
    for (int group = 2; ; group++) {
      if (integer.group(group) != null) {
        BigInteger size = new BigInteger(integer.group(group), RADIXES[group - 2]);
        return Optional.of(integer.group(1).equals("-") ? size.negate() : size);
      }
    }
  }
}
