package io.github.pss4j.jackson.yaml;

import static com.google.common.base.Preconditions.checkState;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Excerpt;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.yaml.YamlNode.Field;
import io.github.pss4j.jackson.yaml.YamlNode.Mapping;
import io.github.pss4j.jackson.yaml.YamlNode.Scalar;
import io.github.pss4j.jackson.yaml.YamlNode.Sequence;
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
public final class YamlCursor extends Cursor {
  private static final class Open {
    private final YamlNode node;
    private int at = -1;

    private Open(YamlNode node) {
      this.node = node;
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode next;

  /** The value that comes next or the one last consumed. */
  private YamlNode here;

  private @Nullable Field field;

  YamlCursor(YamlNode root) {
    this("", root);
  }

  private YamlCursor(String path, YamlNode root) {
    super(path);
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
  public Kind peek() {
    return next().kind();
  }

  @Override
  public void beginObject() {
    open.push(new Open(take(Kind.OBJECT)));
    enterObject();
  }

  @Override
  public int nextField(Fields known) {
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
  public String fieldName() {
    checkState(field != null, "no field was moved to");
    return field.name();
  }

  @Override
  public void beginList() {
    open.push(new Open(take(Kind.LIST)));
    enterList();
  }

  @Override
  public boolean nextElement() {
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
  public String readString() {
    return scalar(Kind.STRING).text();
  }

  @Override
  public boolean readBoolean() {
    return scalar(Kind.BOOLEAN).isTrue();
  }

  @Override
  public long readInteger(long min, long max) {
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
  public void readNull() {
    take(Kind.NULL);
  }

  @Override
  public void skip() {
    next();
    next = null;
  }

  /**
   * Where a cursor was.
   *
   * @param at which field or element the innermost object or list was at
   */
  private record Place(@Nullable YamlNode next, YamlNode here, int depth, int at) implements Mark {}

  @Override
  public Mark mark() {
    Open top = open.peek();
    return new Place(next, here, open.size(), top == null ? -1 : top.at);
  }

  @Override
  public void backTo(Mark mark) {
    Place place = (Place) mark;
    while (open.size() > place.depth()) {
      open.pop();
    }
    leaveTo(place.depth());
    Open top = open.peek();
    if (top != null) {
      top.at = place.at();
      if (top.node instanceof Sequence) {
        atElement(place.at());
      }
    }
    next = place.next();
    here = place.here();
  }

  @Override
  public Document since(Mark mark) {
    YamlNode node = ((Place) mark).next();
    checkState(node != null, "no value came next at the mark");
    String path = path();
    return () -> new YamlCursor(path, node);
  }

  @Override
  public boolean isBroken() {
    // It was read as a whole before.
    return false;
  }

  @Override
  public int line() {
    return next().line();
  }

  @Override
  public int column() {
    return next().column();
  }

  @Override
  public void end() {
    checkState(next == null && depth() == 0, "the document was not read to its end");
  }

  @Override
  public InvalidDocumentException error(String problem) {
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
