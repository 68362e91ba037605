package io.github.pss4j.jackson;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of one kind of object that a reader knows, each with what to do with its value. All
 * others are passed over.
 *
 * <p>Here is decided, for all objects alike, what Kubernetes' decoder decides for all: {@code null}
 * is as good as absent, and in a list as good as an empty element. A known field that stands in one
 * object twice is refused, since not all readers of JSON agree which of the two counts.
 *
 * @param <B> what the values of the fields are put into
 * @param <T> what becomes of an object
 */
final class Shape<B, T> {
  /** Puts the value of a field, which comes next and is not {@code null}, where it belongs. */
  interface FieldReader<B> {
    void read(Tokens in, B into);
  }

  private final Supplier<B> start;
  private final Function<B, T> finish;
  private final Fields fields;
  private final ImmutableList<FieldReader<B>> readers;
  private final ImmutableList<String> required;

  private Shape(Builder<B, T> builder) {
    this.start = builder.start;
    this.finish = builder.finish;
    this.fields = Fields.of(builder.readers.keySet().toArray(String[]::new));
    this.readers = ImmutableList.copyOf(builder.readers.values());
    this.required = ImmutableList.copyOf(builder.required);
  }

  /**
   * Begins a shape of objects that are put into what {@code start} makes and {@code finish} ends.
   */
  static <B, T> Builder<B, T> of(Supplier<B> start, Function<B, T> finish) {
    return new Builder<>(start, finish);
  }

  /** Reads the object that comes next. */
  T read(Tokens in) {
    B into = start.get();
    in.beginObject();
    long seen = 0;
    long present = 0;
    for (int field = in.nextField(fields); field != Tokens.END; field = in.nextField(fields)) {
      if (field == Tokens.UNKNOWN) {
        in.skip();
        continue;
      }
      long bit = 1L << field;
      if ((seen & bit) != 0) {
        throw in.error("is given twice in one object; it must be given once");
      }
      seen |= bit;
      if (in.peek() == Tokens.Kind.NULL) {
        in.readNull();
      } else {
        present |= bit;
        readers.get(field).read(in, into);
      }
    }
    for (String name : required) {
      if ((present & 1L << fields.indexOf(name)) == 0) {
        throw in.error("must have the field \"" + name + "\", which is absent or null");
      }
    }
    return finish.apply(into);
  }

  /** Reads a list of such objects; a null element is an empty object. */
  ImmutableList<T> readList(Tokens in) {
    return list(in, this::read, () -> finish.apply(start.get()));
  }

  private static <E> ImmutableList<E> list(
      Tokens in, Function<Tokens, E> element, Supplier<E> empty) {
    in.beginList();
    if (!in.nextElement()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<E> list = ImmutableList.builder();
    do {
      if (in.peek() == Tokens.Kind.NULL) {
        in.readNull();
        list.add(empty.get());
      } else {
        list.add(element.apply(in));
      }
    } while (in.nextElement());
    return list.build();
  }

  /** Reads a list of strings; a null element is the empty string. */
  static ImmutableList<String> strings(Tokens in) {
    return list(in, Tokens::readString, () -> "");
  }

  /** Reads a map of strings; a null value is the empty string. */
  static ImmutableMap<String, String> stringMap(Tokens in) {
    in.beginObject();
    Map<String, String> map = new LinkedHashMap<>();
    while (in.nextField(Fields.NONE) != Tokens.END) {
      String key = in.fieldName();
      if (map.containsKey(key)) {
        throw in.error("is given twice in one object; it must be given once");
      }
      if (in.peek() == Tokens.Kind.NULL) {
        in.readNull();
        map.put(key, "");
      } else {
        map.put(key, in.readString());
      }
    }
    return ImmutableMap.copyOf(map);
  }

  /** Passes over an object whose fields do not matter; anything else is refused. */
  static void anyObject(Tokens in) {
    if (in.peek() == Tokens.Kind.OBJECT) {
      in.skip();
    } else {
      in.beginObject();
    }
  }

  /** Builds a {@link Shape}. */
  static final class Builder<B, T> {
    private final Supplier<B> start;
    private final Function<B, T> finish;
    private final Map<String, FieldReader<B>> readers = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private Builder(Supplier<B> start, Function<B, T> finish) {
      this.start = start;
      this.finish = finish;
    }

    Builder<B, T> field(String name, FieldReader<B> reader) {
      checkState(readers.put(name, reader) == null, "field %s is there twice", name);
      return this;
    }

    /** A field without which the object is refused. */
    Builder<B, T> requiredField(String name, FieldReader<B> reader) {
      required.add(name);
      return field(name, reader);
    }

    Shape<B, T> build() {
      return new Shape<>(this);
    }
  }
}
