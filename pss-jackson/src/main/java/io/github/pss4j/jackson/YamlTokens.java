package io.github.pss4j.jackson;

import static com.google.common.base.Preconditions.checkState;

import io.github.pss4j.jackson.YamlNode.Field;
import io.github.pss4j.jackson.YamlNode.Mapping;
import io.github.pss4j.jackson.YamlNode.Scalar;
import io.github.pss4j.jackson.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The document that begins at a node of YAML. Skipping a value and cutting one out cost nothing,
 * however large it is.
 *
 * <p>The place of an error in what an alias stands for is where it is written, its path the one
 * that was taken to it.
 */
final class YamlTokens extends Tokens {
  private static final class Open {
    private final YamlNode node;
    private int at = -1;

    private Open(YamlNode node) {
      this.node = node;
    }
  }

  private final YamlNode root;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode next;

  /** The value that comes next or the one last consumed. */
  private YamlNode here;

  private @Nullable Field field;

  YamlTokens(YamlNode root) {
    this("", root);
  }

  private YamlTokens(String path, YamlNode root) {
    super(path);
    this.root = root;
    this.next = root;
    this.here = root;
  }

  private YamlNode next() {
    checkState(next != null, "no value comes next");
    return next;
  }

  private YamlNode take(Kind wanted) {
    YamlNode node = next();
    if (node.kind() != wanted) {
      throw wrongKind(wanted, found());
    }
    next = null;
    return node;
  }

  private YamlScalar scalar(Kind wanted) {
    return ((Scalar) take(wanted)).value();
  }

  private Open top() {
    checkState(next == null, "the value that comes next was not consumed");
    return open.element();
  }

  private void moveTo(YamlNode node) {
    next = node;
    here = node;
  }

  private void close() {
    here = open.pop().node;
    field = null;
    leave();
  }

  @Override
  Kind peek() {
    return next().kind();
  }

  @Override
  void beginObject() {
    open.push(new Open(take(Kind.OBJECT)));
    enterObject();
  }

  @Override
  int nextField(Fields known) {
    Open top = top();
    Mapping mapping = (Mapping) top.node;
    if (++top.at == mapping.fields().size()) {
      close();
      return END;
    }
    Field moved = mapping.fields().get(top.at);
    field = moved;
    moveTo(moved.value());
    int index = known.indexOf(moved.name());
    if (index < 0) {
      atKey(moved.name());
      return UNKNOWN;
    }
    atField(known, index);
    return index;
  }

  @Override
  String fieldName() {
    checkState(field != null, "no field was moved to");
    return field.name();
  }

  @Override
  void beginList() {
    open.push(new Open(take(Kind.LIST)));
    enterList();
  }

  @Override
  boolean nextElement() {
    Open top = top();
    Sequence sequence = (Sequence) top.node;
    if (++top.at == sequence.elements().size()) {
      close();
      return false;
    }
    moveTo(sequence.elements().get(top.at));
    atElement();
    return true;
  }

  @Override
  String readString() {
    return scalar(Kind.STRING).text();
  }

  @Override
  boolean readBoolean() {
    return scalar(Kind.BOOLEAN).isTrue();
  }

  @Override
  long readInteger(long min, long max) {
    if (!(next() instanceof Scalar scalar && scalar.value().isWhole())) {
      throw error("must be a whole number, but is " + found());
    }
    Long whole = scalar.value().whole();
    if (whole == null || whole < min || whole > max) {
      throw notBetween(min, max, found());
    }
    next = null;
    return whole;
  }

  @Override
  void readNull() {
    take(Kind.NULL);
  }

  @Override
  void skip() {
    next();
    next = null;
  }

  @Override
  Tokens subdocument() {
    Tokens document = new YamlTokens(path(), next());
    next = null;
    return document;
  }

  @Override
  Tokens again() {
    return new YamlTokens(root(), root);
  }

  @Override
  int line() {
    return next().line();
  }

  @Override
  void end() {
    checkState(next == null && depth() == 0, "the document was not read to its end");
  }

  @Override
  InvalidDocumentException error(String problem) {
    return new InvalidDocumentException(problem, path(), here.line(), here.column(), null);
  }

  /** What stands here, in words; a boolean that JSON would not know is told as one. */
  private String found() {
    if (!(here instanceof Scalar scalar)) {
      return here.kind().toString();
    }
    String text = scalar.value().text();
    return switch (scalar.kind()) {
      case STRING -> Excerpt.string(text);
      case NULL -> "null";
      case BOOLEAN -> {
        String value = scalar.value().isTrue() ? "true" : "false";
        yield text.equals(value) ? text : text + ", which is " + value + " in YAML";
      }
      default -> Excerpt.text(text);
    };
  }
}
