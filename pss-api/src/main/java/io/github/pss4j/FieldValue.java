package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of a field of a Kubernetes object. Immutable and thread-safe. */
public sealed interface FieldValue {
  /** Either of the booleans. */
  static FieldValue of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  /** A whole number. */
  static FieldValue of(long value) {
    return new WholeNumber(value);
  }

  /** A string. */
  static FieldValue of(String value) {
    return new Text(value);
  }

  /** A list of strings. */
  static FieldValue of(ImmutableList<String> values) {
    return new TextList(values);
  }

  /** An object, whatever its own fields are. */
  static FieldValue object() {
    return ObjectValue.INSTANCE;
  }

  /** A string, or null where there is none. */
  static @Nullable FieldValue ofNullable(@Nullable String value) {
    return value == null ? null : of(value);
  }

  /** The value as JSON: {@code true}, {@code 80}, {@code "Unconfined"}, {@code ["ALL"]}. */
  @Override
  String toString();

  /** A boolean. */
  record Bool(boolean value) implements FieldValue {
    private static final Bool TRUE = new Bool(true);
    private static final Bool FALSE = new Bool(false);

    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A whole number. */
  record WholeNumber(long value) implements FieldValue {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A string. */
  record Text(String value) implements FieldValue {
    /** Checks that the string is given. */
    public Text {
      requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return JsonString.quote(value);
    }
  }

  /** A list of strings. */
  record TextList(ImmutableList<String> values) implements FieldValue {
    /** Checks that the list is given. */
    public TextList {
      requireNonNull(values, "values");
    }

    @Override
    public String toString() {
      return values.stream().map(JsonString::quote).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** An object, of which nothing is told but that it is there. */
  record ObjectValue() implements FieldValue {
    private static final ObjectValue INSTANCE = new ObjectValue();

    @Override
    public String toString() {
      return "{}";
    }
  }
}
