package io.github.pss4j.jackson.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Writes a tree as a YAML document that means it, each time in another way: in blocks and brackets,
 * with all styles of scalars, tags, anchors and aliases, merges, comments and blank lines.
 *
 * <p>What a scalar means is not asked of the code under test, but known from the lists here.
 */
final class RandomYaml {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TRUE =
      List.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final List<String> FALSE =
      List.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final List<String> NULL = List.of("~", "null", "Null", "NULL");

  /** Strings that need no quotes although one might think so. */
  private static final List<String> BARE =
      List.of("1:30", "2020-01-01", "a:b", "a#b", "it's", "-a", ".a", "1.2.3", "0x", "tRue", "=");

  /** What can stand without quotes anywhere. */
  private static final Pattern WORDS =
      Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

  /** What is a number or {@code null} or {@code <<} unless it has a tag. */
  private static final Pattern NEEDS_TAG = Pattern.compile("[0-9][0-9a-zA-Z.]*|~|<<");

  /** What can stand as it is in quotes and in a block. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "[\\n\\t\\x20-\\x7e\\xa0-\\u2027\\u2030-\\ud7ff\\ue000-\\ufefe\\x{10000}-\\x{10fffd}]*");

  private static final Pattern SPACE_BETWEEN_WORDS =
      Pattern.compile("(?<=[^ \\t\\n]) (?=[^ \\t\\n])");

  /** Where a folded block does not fold. */
  private static final Pattern NOT_FOLDED = Pattern.compile("^\\n|(^|\\n)[ \\t]");

  private record Field(String name, JsonNode value, boolean merges) {
    Field(Map.Entry<String, JsonNode> field) {
      this(field.getKey(), field.getValue(), false);
    }
  }

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, JsonNode> anchors = new TreeMap<>();

  private RandomYaml(long seed) {
    this.random = new Random(seed);
  }

  /** That tree in the way that belongs to the seed. */
  static String write(JsonNode tree, long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    yaml.document(tree);
    String text = yaml.out.toString();
    return yaml.chance(10) ? text.replace("\n", "\r\n") : text;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String spaces(int least, int most) {
    return " ".repeat(between(least, most));
  }

  private void document(JsonNode tree) {
    lines();
    if (chance(10)) {
      out.append("%YAML 1.1\n---\n");
    } else if (chance(30)) {
      out.append(oneOf(List.of("---\n", "--- # first\n", "---  \n")));
      lines();
    }
    value(tree, -1, false);
    if (chance(10)) {
      out.append("...\n");
    }
  }

  /** Lines without meaning. */
  private void lines() {
    while (chance(8)) {
      out.append(oneOf(List.of("\n", "  \n", "# c: [d\n", "    # 'e\n", "#\n")));
    }
  }

  private void endLine() {
    out.append(oneOf(List.of("", "", "", "", " ", " # c", "  #: {")));
    out.append('\n');
    lines();
  }

  /**
   * A value and the end of its line, behind the colon or dash that belongs to the block at that
   * column; -1 for the whole document.
   */
  private void value(JsonNode value, int column, boolean isElement) {
    if (alias(value)) {
      endLine();
      return;
    }
    String anchor = anchor(10);
    if (!value.isContainerNode()) {
      scalar(value, anchor, column);
    } else if (value.isEmpty() || chance(25)) {
      out.append(space(column)).append(properties(anchor, value));
      brackets(value, column);
      endLine();
    } else {
      container(value, properties(anchor, value), column, isElement);
    }
    anchored(anchor, value);
  }

  private void container(JsonNode value, String properties, int column, boolean isElement) {
    if (isElement && properties.isEmpty() && chance(70)) {
      String gap = spaces(1, 3);
      out.append(gap);
      block(value, column + 1 + gap.length(), true);
      return;
    }
    if (column >= 0 || !properties.isEmpty()) {
      out.append(space(column)).append(properties.stripTrailing());
      endLine();
    }
    boolean isLevel = value.isArray() && !isElement && column >= 0 && chance(30);
    block(value, isLevel ? column : column < 0 ? 0 : column + between(1, 4), false);
  }

  private String space(int column) {
    return column < 0 ? "" : spaces(1, 2);
  }

  private boolean alias(JsonNode value) {
    List<String> aliases = aliases(value);
    if (aliases.isEmpty() || chance(40)) {
      return false;
    }
    out.append(' ').append(oneOf(aliases));
    return true;
  }

  private List<String> aliases(JsonNode value) {
    List<String> aliases = new ArrayList<>();
    anchors.forEach(
        (name, anchored) -> {
          if (anchored.equals(value)) {
            aliases.add('*' + name);
          }
        });
    return aliases;
  }

  /** An anchor that nothing refers to until its value has been written, or none. */
  private String anchor(int percent) {
    if (!chance(percent)) {
      return "";
    }
    String name = oneOf(List.of("a", "B-1", "_c", "0", "d"));
    anchors.remove(name);
    return "&" + name + " ";
  }

  /** To be called when the value has been written; within it, its name may have been given anew. */
  private void anchored(String anchor, JsonNode value) {
    if (!anchor.isEmpty()) {
      anchors.putIfAbsent(anchor.substring(1).strip(), value);
    }
  }

  private String properties(String anchor, JsonNode value) {
    String standard = value.isObject() ? "!!map " : "!!seq ";
    String tag = chance(90) ? "" : oneOf(List.of(standard, "! "));
    return chance(50) ? anchor + tag : tag + anchor;
  }

  /** An object or list at that column, whose first line may have been begun. */
  private void block(JsonNode value, int column, boolean begun) {
    String indentation = " ".repeat(column);
    String next = begun ? "" : indentation;
    if (value.isArray()) {
      for (JsonNode element : value) {
        out.append(next).append('-');
        value(element, column, true);
        next = indentation;
      }
      return;
    }
    for (Field field : fields((ObjectNode) value)) {
      out.append(next);
      next = indentation;
      if (field.merges()) {
        out.append("<<:");
        merged(field.value(), column);
      } else if (!field.name().equals("<<") && chance(8)) {
        out.append('?');
        value(NODES.textNode(field.name()), column, false);
        out.append(indentation).append(':');
        value(field.value(), column, false);
      } else {
        out.append(key(field.name())).append(chance(10) ? " :" : ":");
        value(field.value(), column, false);
      }
    }
  }

  /** A list of what is merged must not stand behind an alias. */
  private void merged(JsonNode sources, int column) {
    if (sources.isObject()) {
      value(sources, column, false);
      return;
    }
    if (chance(50)) {
      out.append(' ');
      brackets(sources, column);
      endLine();
    } else {
      endLine();
      block(sources, column + between(0, 3), false);
    }
  }

  private static List<Field> fieldsOf(JsonNode object) {
    List<Field> fields = new ArrayList<>();
    object.properties().forEach(field -> fields.add(new Field(field)));
    return fields;
  }

  /** The fields of an object in any order, some of them merged into it. */
  private List<Field> fields(ObjectNode object) {
    List<Field> fields = fieldsOf(object);
    Collections.shuffle(fields, random);
    if (fields.isEmpty() || !chance(12)) {
      return fields;
    }
    int count = between(1, fields.size());
    List<ObjectNode> sources = new ArrayList<>();
    for (int i = between(1, 2); i > 0; i--) {
      sources.add(NODES.objectNode());
    }
    List<Field> rest = fields.subList(count, fields.size());
    for (Field field : fields.subList(0, count)) {
      int source = random.nextInt(sources.size());
      sources.get(source).set(field.name(), field.value());
      for (int later = source + 1; later < sources.size(); later++) {
        sources.get(later).put(field.name(), "overridden");
      }
    }
    List<Field> before = new ArrayList<>();
    List<Field> after = new ArrayList<>();
    for (Field field : rest) {
      if (chance(30)) {
        before.add(field);
        continue;
      }
      after.add(field);
      if (chance(30)) {
        oneOf(sources).put(field.name(), "overridden");
      }
    }
    boolean isOne = sources.size() == 1 && chance(70);
    JsonNode value = isOne ? sources.get(0) : NODES.arrayNode().addAll(sources);
    before.add(new Field("<<", value, true));
    before.addAll(after);
    return before;
  }

  private void brackets(JsonNode value, int column) {
    boolean isObject = value.isObject();
    out.append(isObject ? '{' : '[');
    String separator = "";
    if (value instanceof ArrayNode array) {
      for (JsonNode element : array) {
        out.append(separator);
        gap(column);
        boolean isPair = element.isObject() && element.size() == 1 && chance(20);
        List<Field> pair = isPair ? fieldsOf(element) : List.of();
        if (isPair && !pair.get(0).value().isNull()) {
          field(pair.get(0), column);
        } else {
          inBrackets(element, column);
        }
        separator = chance(20) ? " ," : ",";
      }
    } else {
      for (Field field : fields((ObjectNode) value)) {
        out.append(separator);
        gap(column);
        field(field, column);
        separator = chance(20) ? " ," : ",";
      }
    }
    if (!value.isEmpty() && chance(10)) {
      out.append(separator);
    }
    gap(column);
    out.append(isObject ? '}' : ']');
  }

  private void field(Field field, int column) {
    JsonNode value = field.value();
    if (field.merges()) {
      out.append("<<: ");
      if (value.isArray()) {
        brackets(value, column);
      } else {
        inBrackets(value, column);
      }
      return;
    }
    if (chance(8)) {
      out.append("? ");
    }
    String key = key(field.name());
    out.append(key);
    if (value.isNull() && chance(30)) {
      out.append(oneOf(List.of("", " : ", ": ")));
    } else {
      boolean isTight = key.endsWith("\"") && !key.startsWith("&") && chance(20);
      out.append(isTight ? ":" : oneOf(List.of(": ", " : ", ":  ")));
      inBrackets(value, column);
    }
  }

  private void inBrackets(JsonNode value, int column) {
    if (alias(value)) {
      out.append(' ');
      return;
    }
    String anchor = anchor(6);
    if (value.isContainerNode()) {
      out.append(properties(anchor, value));
      brackets(value, column);
    } else {
      out.append(anchor).append(inLine(value));
    }
    anchored(anchor, value);
  }

  /** Between tokens inside of brackets. */
  private void gap(int column) {
    if (chance(12)) {
      out.append(oneOf(List.of("\n", " # c\n", "\n\n", " #]\n")));
      out.append(" ".repeat(column + between(1, 5)));
    } else {
      out.append(spaces(0, 1));
    }
  }

  private void scalar(JsonNode value, String anchor, int column) {
    if (value.isNull() && column >= 0 && chance(30)) {
      out.append(anchor.isEmpty() ? "" : ' ' + anchor.strip());
      endLine();
      return;
    }
    out.append(space(column));
    if (!value.isTextual()) {
      out.append(anchor).append(inLine(value));
      endLine();
      return;
    }
    String text = value.textValue();
    String tag = stringTag(false);
    out.append(chance(50) ? anchor + tag : tag + anchor);
    if (text.isEmpty() && !tag.isEmpty() && column >= 0 && chance(30)) {
      endLine();
    } else if (isBlock(text) && chance(50)) {
      blockOfText(text, column);
    } else {
      String indentation = " ".repeat(column + between(2, 4));
      out.append(string(text, tag, '\n' + indentation));
      endLine();
    }
  }

  private String key(String name) {
    JsonNode value = NODES.textNode(name);
    List<String> aliases = aliases(value);
    if (!aliases.isEmpty() && chance(50)) {
      return oneOf(aliases) + ' ';
    }
    if (name.equals("true") && chance(20)) {
      return oneOf(TRUE);
    }
    if (name.equals("80") && chance(20)) {
      return name;
    }
    String anchor = anchor(4);
    anchored(anchor, value);
    String tag = stringTag(name.equals("<<"));
    return anchor + tag + string(name, tag, " ");
  }

  /** A tag that leaves a string a string; of one that stands for a merge, only the full one. */
  private String stringTag(boolean mayMerge) {
    if (chance(80)) {
      return "";
    }
    List<String> full = List.of("!!str ", "!<tag:yaml.org,2002:str> ");
    return oneOf(mayMerge || chance(50) ? full : List.of("! ", "!<!> "));
  }

  private String inLine(JsonNode value) {
    if (value.isTextual()) {
      String tag = stringTag(false);
      return tag + string(value.textValue(), tag, " ");
    }
    if (value.isNull()) {
      return chance(80) ? oneOf(NULL) : "!!null " + oneOf(List.of("''", "~", "\"null\""));
    }
    if (value.isBoolean()) {
      String word = oneOf(value.booleanValue() ? TRUE : FALSE);
      return chance(80) ? word : "!!bool " + oneOf(List.of(word, '"' + word + '"'));
    }
    return number(value.longValue());
  }

  private String number(long value) {
    String decimal = Long.toString(value);
    if (Math.abs(value) >= 1L << 53 || value == Long.MIN_VALUE || chance(40)) {
      return decimal;
    }
    String sign = value < 0 ? "-" : oneOf(List.of("", "+"));
    long size = Math.abs(value);
    List<Supplier<String>> whole =
        List.of(
            () -> sign + size,
            () -> sign + "0x" + Long.toHexString(size),
            () -> sign + "0X" + Long.toHexString(size).toUpperCase(Locale.ROOT),
            () -> sign + "0o" + Long.toOctalString(size),
            () -> sign + "0" + Long.toOctalString(size),
            () -> sign + "0b" + Long.toBinaryString(size),
            () -> sign + size + "_",
            () -> sign + Long.toString(size).replaceAll("(?<=.)(?=(...)+$)", "_"));
    List<Supplier<String>> floating =
        List.of(
            () -> sign + size + ".0",
            () -> sign + size + ".",
            () -> sign + size + "e0",
            () -> sign + size + "0E-1",
            () -> sign + "0." + size + "e" + Long.toString(size).length());
    boolean isWhole = chance(60);
    String text = oneOf(isWhole ? whole : floating).get();
    String tag = isWhole && chance(50) ? "!!int " : "!!float ";
    return chance(80) ? text : tag + oneOf(List.of(text, '\'' + text + '\''));
  }

  /** A string in which a space between words may be replaced by the beginning of a line. */
  private String string(String text, String tag, String line) {
    if ((isBare(text) || (!tag.isEmpty() && isBareWithTag(text))) && chance(60)) {
      return fold(text, line);
    }
    if (SHOWN.matcher(text).matches() && !text.contains("\n") && chance(50)) {
      return '\'' + fold(text.replace("'", "''"), line) + '\'';
    }
    return '"' + fold(escape(text), line) + '"';
  }

  private static boolean isBare(String text) {
    boolean isResolved = TRUE.contains(text) || FALSE.contains(text) || NULL.contains(text);
    return BARE.contains(text) || (WORDS.matcher(text).matches() && !isResolved);
  }

  private static boolean isBareWithTag(String text) {
    return WORDS.matcher(text).matches() || NEEDS_TAG.matcher(text).matches();
  }

  /** Breaks the line at some of the spaces between words, which means the same. */
  private String fold(String text, String line) {
    return line.equals(" ")
        ? text
        : SPACE_BETWEEN_WORDS.matcher(text).replaceAll(space -> chance(20) ? line : " ");
  }

  private String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String shown = Character.toString(c);
              if (c == '"' || c == '\\') {
                escaped.append('\\').append(shown);
              } else if (c == '\n' && chance(50)) {
                escaped.append("\\n");
              } else if (c == '\t' && chance(50)) {
                escaped.append("\\t");
              } else if (c == '\n' || !SHOWN.matcher(shown).matches() || chance(3)) {
                escaped.append(
                    c <= 0xff && chance(50)
                        ? String.format("\\x%02x", c)
                        : c <= 0xffff && chance(50)
                            ? String.format("\\u%04X", c)
                            : String.format("\\U%08x", c));
              } else {
                escaped.append(shown);
              }
            });
    return escaped.toString();
  }

  /** Whether it can be written behind {@code |} or {@code >}. */
  private static boolean isBlock(String text) {
    return SHOWN.matcher(text).matches() && !text.strip().isEmpty();
  }

  private void blockOfText(String text, int column) {
    int end = text.length();
    while (text.charAt(end - 1) == '\n') {
      end--;
    }
    String body = text.substring(0, end);
    int breaks = text.length() - end;
    boolean isFolded = !NOT_FOLDED.matcher(body).find() && chance(50);
    boolean needsIndentation = " \t\n".indexOf(body.charAt(0)) >= 0;
    int deeper = between(1, 4);
    String chomping = breaks == 0 ? "-" : breaks == 1 ? "" : "+";
    String indentation = needsIndentation || chance(20) ? Integer.toString(deeper) : "";
    out.append(isFolded ? '>' : '|')
        .append(chance(50) ? chomping + indentation : indentation + chomping)
        .append(oneOf(List.of("\n", " \n", " # c\n")));
    if (isFolded) {
      body = body.replaceAll("\\n+", "$0\n");
      body = SPACE_BETWEEN_WORDS.matcher(body).replaceAll(space -> chance(20) ? "\n" : " ");
    }
    String prefix = " ".repeat(Math.max(column, 0) + deeper);
    for (String line : body.split("\n", -1)) {
      out.append(line.isEmpty() ? "" : prefix + line).append('\n');
    }
    out.append("\n".repeat(Math.max(0, breaks - 1)));
  }
}
