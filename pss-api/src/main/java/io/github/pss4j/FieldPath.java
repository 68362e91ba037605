package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path to a field of a Kubernetes object, such as {@code spec.containers[0].ports[1].hostPort}.
 *
 * <p>Immutable and thread-safe. A path refers to the one that it extends, so making one is cheap;
 * it is rendered only on request.
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

  /** The path to a field of the root object. */
  public static FieldPath of(String field) {
    return new FieldPath(null, Step.FIELD, requireNonNull(field, "field"), -1);
  }

  /** The path to a field of the object at this path. */
  public FieldPath field(String field) {
    return new FieldPath(this, Step.FIELD, requireNonNull(field, "field"), -1);
  }

  /** The path to an element of the list at this path, counted from 0. */
  public FieldPath index(int element) {
    return new FieldPath(this, Step.INDEX, "", element);
  }

  /** The path to an entry of the map at this path, such as an annotation. */
  public FieldPath key(String key) {
    return new FieldPath(this, Step.KEY, requireNonNull(key, "key"), -1);
  }

  /** This path followed by another one. */
  public FieldPath append(FieldPath rest) {
    requireNonNull(rest, "rest");
    FieldPath start = rest.parent == null ? this : append(rest.parent);
    return new FieldPath(start, rest.step, rest.name, rest.index);
  }

  /**
   * The steps from the root to this place, in order: the names of fields, the keys of maps, and the
   * numbers of elements in decimal.
   */
  public ImmutableList<String> steps() {
    ImmutableList.Builder<String> steps = ImmutableList.builder();
    addSteps(steps);
    return steps.build();
  }

  private void addSteps(ImmutableList.Builder<String> steps) {
    if (parent != null) {
      parent.addSteps(steps);
    }
    steps.add(step == Step.INDEX ? Integer.toString(index) : name);
  }

  /**
   * This path as a JSON Pointer, such as {@code /spec/containers/0/ports/1/hostPort}.
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

  /** This path as Kubernetes writes it in errors. */
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
    return Objects.hash(parent, step, name, index);
  }
}
