package io.github.pss4j.jackson.yaml;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Excerpt;
import io.github.pss4j.jackson.yaml.YamlNode.Field;
import io.github.pss4j.jackson.yaml.YamlNode.Mapping;
import io.github.pss4j.jackson.yaml.YamlNode.Scalar;
import io.github.pss4j.jackson.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Makes nodes of the text of one YAML document.
 *
 * <p>Of SnakeYAML only the scanner and the grammar are used, which come from the same origin as
 * those that kubectl is built with: where both read a document, they read it alike, once {@link
 * GoScanner} has put right what it can. What scalars mean, how aliases are resolved and how {@code
 * <<} merges is decided here. Nothing here or in the grammar calls itself, so that no depth of
 * nesting overflows the stack.
 *
 * <p>Four things are stricter than the reference, where a value could hide: tags other than {@code
 * !!str}, {@code !!bool}, {@code !!int}, {@code !!float}, {@code !!null}, {@code !!map}, {@code
 * !!seq} and {@code !} are refused; {@code <<} stands once in an object; a field that stands before
 * {@code <<} must not be merged in too, since one Go library lets the merged value win there, the
 * next one the field's own; and in brackets a colon needs a space behind it.
 */
final class YamlComposer {
  /** What SnakeYAML is about when it finds a tab between tokens. */
  private static final String NEXT_TOKEN = "while scanning for the next token";

  private static final Pattern ANCHOR_NAME = Pattern.compile("[0-9A-Za-z_-]+");

  private static final Pattern NOT_SHOWN = Pattern.compile("[^\\p{Graph} ]|(?<=.{150}).+");

  /** An anchored value: how many values it is, and how deep, once its aliases are resolved. */
  private static final class Anchor {
    private @Nullable YamlNode node;
    private long size;
    private int height;
  }

  /** An object or list whose end has not come yet. */
  private static final class Open {
    private final boolean isMapping;
    private final int index;
    private final @Nullable Anchor anchor;
    private final long sizeBefore;
    private final List<YamlNode> elements = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private @Nullable String key;
    private int keyIndex;
    private boolean keyMerges;
    private int mergeAt = -1;
    private int mergeIndex;
    private int height;

    private Open(boolean isMapping, int index, @Nullable Anchor anchor, long sizeBefore) {
      this.isMapping = isMapping;
      this.index = index;
      this.anchor = anchor;
      this.sizeBefore = sizeBefore;
    }
  }

  private final YamlText text;
  private final ReaderLimits limits;
  private final ParserImpl parser;
  private final Map<String, Anchor> anchors = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;

  /** The values so far, each alias counted as all that it stands for. */
  private long size;

  private YamlComposer(YamlText text, ReaderLimits limits) {
    this.text = text;
    this.limits = limits;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new GoScanner(new ScannerImpl(text, options)));
  }

  /**
   * The value of the document; null if it has none.
   *
   * @throws InvalidDocumentException if the text is not exactly one document that JSON could say
   */
  static @Nullable YamlNode compose(YamlText text, ReaderLimits limits) {
    return new YamlComposer(text, limits).compose();
  }

  private @Nullable YamlNode compose() {
    boolean over = false;
    for (Event event = next(); !event.is(Event.ID.StreamEnd); event = next()) {
      int index = event.getStartMark().getIndex();
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (over) {
            throw text.error(
                "must be one document; begin the next one with --- on a line", index, null);
          }
        }
        case DocumentEnd -> over = true;
        case Alias -> alias((AliasEvent) event, index);
        case Scalar -> scalar((ScalarEvent) event, index);
        case MappingStart, SequenceStart -> begin((CollectionStartEvent) event, index);
        case MappingEnd, SequenceEnd -> end();
        default -> {}
      }
    }
    return root;
  }

  private Event next() {
    try {
      return parser.getEvent();
    } catch (InvalidDocumentException e) {
      throw e;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? text.getMark() : e.getProblemMark();
      String problem =
          isTab(e)
              ? "a tab cannot stand here; use spaces"
              : NOT_SHOWN.matcher(e.getProblem()).replaceAll("?");
      throw text.error("cannot be read as YAML: " + problem, mark.getIndex(), e);
    } catch (RuntimeException e) {
      // SnakeYAML lets through what its scanner stumbles over, such as a number format.
      throw text.error("cannot be read as YAML", text.getIndex(), e);
    }
  }

  private boolean isTab(MarkedYAMLException e) {
    return text.peek() == '\t' && NEXT_TOKEN.equals(e.getContext());
  }

  private void alias(AliasEvent event, int index) {
    Anchor anchor = anchors.get(event.getAnchor());
    if (anchor == null) {
      String name = Excerpt.text(event.getAnchor());
      throw text.error("alias *" + name + " has no anchor before it", index, null);
    }
    if (anchor.node == null) {
      String name = Excerpt.text(event.getAnchor());
      throw text.error("alias *" + name + " stands in its own anchor", index, null);
    }
    Open top = open.peek();
    if (top != null && top.keyMerges && anchor.node instanceof Sequence) {
      throw mergeError("an alias of a list", top.keyIndex);
    }
    count(anchor.size, index);
    nest(anchor.height, index);
    add(anchor.node, index, anchor.height);
  }

  private void scalar(ScalarEvent event, int index) {
    String tag = event.getTag();
    YamlScalar value;
    if ("!".equals(tag)) {
      // Not only of a quoted one: kubectl looks up what a plain scalar means for known tags alone.
      value = YamlScalar.string(event.getValue());
    } else if (event.isPlain() && tag == null) {
      value = YamlScalar.plain(event.getValue());
    } else if (tag == null) {
      value = YamlScalar.string(event.getValue());
    } else {
      value = YamlScalar.tagged(tag, event.getValue());
      if (value == null) {
        throw tagError(tag, index);
      }
    }
    if (value.isNotFinite()) {
      throw text.error("must be a finite number, but is " + value.text(), index, null);
    }
    if (hasLoneSurrogate(value.text())) {
      throw text.error("must not have half of a surrogate pair in a string", index, null);
    }
    count(1, index);
    Scalar node = new Scalar(value, text.lineOf(index), text.columnOf(index));
    Anchor anchor = anchor(event);
    if (anchor != null) {
      anchor.node = node;
      anchor.size = 1;
    }
    Open top = open.peek();
    if (top != null && top.isMapping && top.key == null) {
      // Any << behind a "!" merges, for kubectl does not look at its quotes.
      top.keyMerges =
          event.getImplicit().canOmitTagInPlainScalar() && event.getValue().equals("<<");
    }
    add(node, index, 0);
  }

  private InvalidDocumentException tagError(String tag, int index) {
    String shown = tag.startsWith("tag:yaml.org,2002:") ? "!!" + tag.substring(18) : tag;
    return text.error(
        "tag " + Excerpt.text(shown) + " is not supported here; leave it out", index, null);
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private void begin(CollectionStartEvent event, int index) {
    boolean isMapping = event instanceof MappingStartEvent;
    Open top = open.peek();
    if (top != null && top.isMapping && top.key == null) {
      throw keyError(
          isMapping ? Cursor.Kind.OBJECT.toString() : Cursor.Kind.LIST.toString(), index);
    }
    String tag = event.getTag();
    if (tag != null
        && !tag.equals("!")
        && !tag.equals("tag:yaml.org,2002:" + (isMapping ? "map" : "seq"))) {
      throw tagError(tag, index);
    }
    count(1, index);
    nest(1, index);
    open.push(new Open(isMapping, index, anchor(event), size - 1));
  }

  private void end() {
    Open ended = open.pop();
    int line = text.lineOf(ended.index);
    int column = text.columnOf(ended.index);
    YamlNode node =
        ended.isMapping
            ? new Mapping(ended.mergeAt < 0 ? ended.fields : merge(ended), line, column)
            : new Sequence(ended.elements, line, column);
    int height = ended.height + 1;
    Anchor anchor = ended.anchor;
    if (anchor != null) {
      anchor.node = node;
      anchor.size = size - ended.sizeBefore;
      anchor.height = height;
    }
    add(node, ended.index, height);
  }

  private @Nullable Anchor anchor(NodeEvent event) {
    String name = event.getAnchor();
    if (name == null) {
      return null;
    }
    Anchor anchor = new Anchor();
    anchors.put(name, anchor);
    return anchor;
  }

  private void count(long values, int index) {
    size += values;
    if (size > limits.maxYamlNodes()) {
      throw text.error(
          "must have at most " + limits.maxYamlNodes() + " values, aliases resolved", index, null);
    }
  }

  private void nest(int levels, int index) {
    if (open.size() + levels > limits.maxDepth()) {
      throw text.error("nested more than " + limits.maxDepth() + " deep", index, null);
    }
  }

  private void add(YamlNode node, int index, int height) {
    Open top = open.peek();
    if (top == null) {
      root = node;
    } else if (!top.isMapping) {
      top.elements.add(node);
      top.height = Math.max(top.height, height);
    } else if (top.key == null) {
      top.key = key(node, index);
      top.keyIndex = index;
      // A key is no value.
      size--;
    } else {
      if (top.keyMerges) {
        if (top.mergeAt >= 0) {
          throw text.error("<< must stand once; merge a list: <<: [*a, *b]", top.keyIndex, null);
        }
        top.mergeAt = top.fields.size();
        top.mergeIndex = top.keyIndex;
      }
      int line = text.lineOf(top.keyIndex);
      top.fields.add(new Field(top.key, node, line, text.columnOf(top.keyIndex)));
      top.height = Math.max(top.height, height);
      top.key = null;
      top.keyMerges = false;
    }
  }

  private String key(YamlNode node, int index) {
    if (!(node instanceof Scalar scalar)) {
      throw keyError(node.kind().toString(), index);
    }
    String key = scalar.value().asKey();
    if (key == null) {
      String found = Excerpt.text(scalar.value().text());
      throw keyError(found.isEmpty() ? "empty" : found + "; quote it", index);
    }
    return key;
  }

  private InvalidDocumentException keyError(String found, int index) {
    return text.error("a key must be a string, but is " + found, index, null);
  }

  private List<Field> merge(Open ended) {
    YamlNode merged = ended.fields.remove(ended.mergeAt).value();
    List<YamlNode> sources = merged instanceof Sequence list ? list.elements() : List.of(merged);
    Set<String> before = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ended.fields.size(); i++) {
      String name = ended.fields.get(i).name();
      taken.add(name);
      if (i < ended.mergeAt) {
        before.add(name);
      }
    }
    List<Field> all = new ArrayList<>(ended.fields);
    for (YamlNode source : sources) {
      if (!(source instanceof Mapping mapping)) {
        throw mergeError(source.kind().toString(), ended.mergeIndex);
      }
      for (Field field : mapping.fields()) {
        if (before.contains(field.name())) {
          throw text.error(
              "<< must stand before " + Excerpt.text(field.name()) + ", which it merges too",
              ended.mergeIndex,
              null);
        }
        if (!taken.contains(field.name())) {
          all.add(field);
        }
      }
      mapping.fields().forEach(field -> taken.add(field.name()));
    }
    return all;
  }

  private InvalidDocumentException mergeError(String found, int index) {
    return text.error(
        "<< must merge an object or a list of objects, but has " + found, index, null);
  }

  /**
   * The scanner, put right where it is stricter or laxer than the reference's.
   *
   * <p>Outside of brackets it refuses every tab between tokens, kubectl only those that could be
   * taken for indentation; inside of them it refuses the space behind a tab. It has taken nothing
   * in when it says so, and goes on behind it.
   *
   * <p>It lets through any directive, most characters in the name of an anchor, and inside of
   * brackets a colon with no space behind it, as in {@code {a:{b: c}}}. All of that fails in
   * kubectl, except that in {@code {a:}} the colon is a part of the name.
   */
  private final class GoScanner implements Scanner {
    private final Scanner scanner;

    /** How many brackets are open. */
    private int brackets;

    private GoScanner(Scanner scanner) {
      this.scanner = scanner;
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
      while (true) {
        try {
          return scanner.checkToken(choices);
        } catch (ScannerException e) {
          passTab(e);
        }
      }
    }

    @Override
    public Token peekToken() {
      while (true) {
        try {
          return scanner.peekToken();
        } catch (ScannerException e) {
          passTab(e);
        }
      }
    }

    private void passTab(ScannerException e) {
      boolean isSpace = text.peek() == ' ' && NEXT_TOKEN.equals(e.getContext());
      if (!isSpace && (!isTab(e) || text.isIndentation())) {
        throw e;
      }
      text.blankTabs();
    }

    @Override
    public Token getToken() {
      Token token = scanner.getToken();
      switch (token.getTokenId()) {
        case FlowMappingStart, FlowSequenceStart -> brackets++;
        case FlowMappingEnd, FlowSequenceEnd -> brackets--;
        case Anchor -> check((AnchorToken) token);
        case Directive -> check((DirectiveToken<?>) token);
        case Scalar -> check((ScalarToken) token);
        default -> {}
      }
      return token;
    }

    private void check(AnchorToken anchor) {
      if (!ANCHOR_NAME.matcher(anchor.getValue()).matches()) {
        String name = Excerpt.text(anchor.getValue());
        throw text.error(
            "an anchor's name must be ASCII letters, digits, - and _, but is " + name,
            anchor.getStartMark().getIndex(),
            null);
      }
    }

    private void check(ScalarToken scalar) {
      int colon =
          brackets > 0 && scalar.getPlain() ? text.tightColon(scalar.getEndMark().getIndex()) : -1;
      if (colon >= 0) {
        throw text.error("must have a space behind the colon", colon, null);
      }
    }

    private void check(DirectiveToken<?> directive) {
      int index = directive.getStartMark().getIndex();
      List<?> value = directive.getValue();
      switch (directive.getName()) {
        case "TAG" -> {}
        case "YAML" -> {
          if (!List.of(1, 1).equals(value)) {
            throw text.error("must be YAML 1.1, as kubectl reads it", index, null);
          }
        }
        default ->
            throw text.error(
                "%" + Excerpt.text(directive.getName()) + " is no directive of YAML", index, null);
      }
    }

    @Override
    public void resetDocumentIndex() {
      scanner.resetDocumentIndex();
    }
  }
}
