package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The place of a field in a Kubernetes object, such as {@code
 * spec.containers[0].ports[1].hostPort}.
 *
 * <p>Immutable and thread-safe. A path shares its beginning with the path it was made from, so that
 * making one is cheap; it is rendered only when somebody asks.
 */
public final class FieldPath {
  private enum Step {
    FIELD,
    INDEX,
    KEY
  }

  private final @Nullable FieldPath parent;
  private final Step step;
  private final String name;
  private final int index;

  private FieldPath(@Nullable FieldPath parent, Step step, String name, int index) {
    this.parent = parent;
    this.step = step;
    this.name = name;
    this.index = index;
  }

  /** A path of one field, from the root of an object. */
  public static FieldPath of(String field) {
    return new FieldPath(null, Step.FIELD, requireNonNull(field, "field"), -1);
  }

  /** The field of that name in the object at this place. */
  public FieldPath field(String field) {
    return new FieldPath(this, Step.FIELD, requireNonNull(field, "field"), -1);
  }

  /** The element of the list at this place, counted from 0. */
  public FieldPath index(int element) {
    return new FieldPath(this, Step.INDEX, "", element);
  }

  /** The entry of the map at this place, such as one annotation. */
  public FieldPath key(String key) {
    return new FieldPath(this, Step.KEY, requireNonNull(key, "key"), -1);
  }

  /** This path continued by another one, which is read as starting here. */
  public FieldPath append(FieldPath rest) {
    requireNonNull(rest, "rest");
    FieldPath start = rest.parent == null ? this : append(rest.parent);
    return new FieldPath(start, rest.step, rest.name, rest.index);
  }

  /**
   * This place as a JSON Pointer, such as {@code /spec/containers/0/ports/1/hostPort}.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
   */
  public String pointer() {
    StringBuilder out = new StringBuilder(64);
    appendPointer(out);
    return out.toString();
  }

  private void appendPointer(StringBuilder out) {
    if (parent != null) {
      parent.appendPointer(out);
    }
    out.append('/');
    if (step == Step.INDEX) {
      out.append(index);
    } else {
      out.append(name.replace("~", "~0").replace("/", "~1"));
    }
  }

  /** This place as Kubernetes writes it in its own errors. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(64);
    appendPath(out);
    return out.toString();
  }

  private void appendPath(StringBuilder out) {
    if (parent != null) {
      parent.appendPath(out);
    }
    switch (step) {
      case FIELD -> {
        if (parent != null) {
          out.append('.');
        }
        out.append(name);
      }
      case INDEX -> out.append('[').append(index).append(']');
      case KEY -> out.append('[').append(name).append(']');
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath that
        && step == that.step
        && index == that.index
        && name.equals(that.name)
        && (parent == null ? that.parent == null : parent.equals(that.parent));
  }

  @Override
  public int hashCode() {
    int hash = parent == null ? 17 : parent.hashCode();
    return 31 * (31 * hash + index) + name.hashCode();
  }
}
