package io.github.pss4j.jackson.yaml;

import io.github.pss4j.jackson.shape.Cursor.Kind;
import java.util.List;

/**
 * A value of a YAML document, and where it is written. An alias is the very node that its anchor
 * stands at, so that a small document can be a graph of enormous breadth: walk one only as far as
 * the values that were counted when it was composed, and never compare or print it.
 */
sealed interface YamlNode {
  /** What the value is. */
  Kind kind();

  /** The line on which it begins, counted from 1. */
  int line();

  /** The column at which it begins, counted from 1 in characters. */
  int column();

  /** A value that is neither list nor object. */
  record Scalar(YamlScalar value, int line, int column) implements YamlNode {
    @Override
    public Kind kind() {
      return value.kind();
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> elements, int line, int column) implements YamlNode {
    @Override
    public Kind kind() {
      return Kind.LIST;
    }
  }

  /** An object: its fields as they are written, a name that was given twice among them twice. */
  record Mapping(List<Field> fields, int line, int column) implements YamlNode {
    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }
  }

  /** A field of an object; line and column are those of its name. */
  record Field(String name, YamlNode value, int line, int column) {}
}
