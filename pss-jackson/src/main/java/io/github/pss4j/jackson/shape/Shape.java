package io.github.pss4j.jackson.shape;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one kind of object that a reader knows, each with what to do with its value.
 *
 * <p>Here is decided, for all objects alike, what Kubernetes' decoder decides for all: unknown
 * fields are passed over; {@code null} is as good as absent, and in a list as good as an empty
 * element. A known field that stands in one object twice is refused, since not all readers of JSON
 * agree which of the two counts.
 *
 * @param <B> what the values of the fields are put into
 * @param <T> what becomes of an object
 */
public final class Shape<B, T> {
  /** Puts the value of a field, which comes next and is not {@code null}, where it belongs. */
  @FunctionalInterface
  public interface FieldReader<B> {
    /** Consumes the value. */
    void read(Cursor in, B into);
  }

  /** Puts an entry of a map where it belongs. */
  @FunctionalInterface
  public interface EntryReader<B> {
    /** Takes the entry. */
    void put(B into, String key, String value);
  }

  /** As many keys are looked through one by one; more are hashed. */
  private static final int FEW_KEYS = 16;

  private static final String TWICE = "is given twice in one object; it must be given once";

  private final Supplier<B> start;
  private final Function<B, T> finish;
  private final Fields fields;
  private final ImmutableList<FieldReader<B>> readers;
  private final ImmutableList<String> required;
  private final ImmutableMap<String, FieldReader<B>> otherSpellings;
  private final Consumer<Cursor> unknown;

  /** Made when first met; if two threads make it, either will do. */
  private volatile @Nullable T empty;

  private Shape(Builder<B, T> builder) {
    this.start = builder.start;
    this.finish = builder.finish;
    this.fields = Fields.of(builder.readers.keySet().toArray(String[]::new));
    this.readers = ImmutableList.copyOf(builder.readers.values());
    this.required = ImmutableList.copyOf(builder.required);
    this.otherSpellings = ImmutableMap.copyOf(builder.otherSpellings);
    this.unknown = builder.unknown;
  }

  /**
   * Begins a shape of objects that are put into what {@code start} makes and {@code finish} ends.
   * An object that says nothing becomes one value that all such objects share, so the values must
   * not be changed any more.
   */
  public static <B, T> Builder<B, T> of(Supplier<B> start, Function<B, T> finish) {
    return new Builder<>(start, finish);
  }

  /**
   * Begins a shape whose objects are only {@linkplain #readInto read into} what is there already.
   */
  public static <B> Builder<B, B> into() {
    return new Builder<>(
        () -> {
          throw new IllegalStateException("what to read into must be given");
        },
        it -> it);
  }

  /** Reads the object that comes next. */
  public T read(Cursor in) {
    B into = readFields(in, null);
    return into == null ? empty() : finish.apply(into);
  }

  /** What an object becomes that says nothing. */
  private T empty() {
    T made = empty;
    if (made == null) {
      made = finish.apply(start.get());
      empty = made;
    }
    return made;
  }

  /** Reads the fields of the object that comes next. */
  public void readInto(Cursor in, B into) {
    readFields(in, into);
  }

  /** Reads fields into what is given, or if nothing is, into what is begun for the first field. */
  private @Nullable B readFields(Cursor in, @Nullable B given) {
    B into = given;
    in.beginObject();
    long seen = 0;
    long present = 0;
    for (int field = in.nextField(fields); field != Cursor.END; field = in.nextField(fields)) {
      if (field == Cursor.UNKNOWN) {
        into = readUnknown(in, into);
        continue;
      }
      long bit = 1L << field;
      if ((seen & bit) != 0) {
        throw in.error(TWICE);
      }
      seen |= bit;
      if (in.peek() == Cursor.Kind.NULL) {
        in.readNull();
      } else {
        present |= bit;
        into = into == null ? start.get() : into;
        readers.get(field).read(in, into);
      }
    }
    for (int i = 0; i < required.size(); i++) {
      if ((present & 1L << fields.indexOf(required.get(i))) == 0) {
        throw in.error("must have the field \"" + required.get(i) + "\", which is absent or null");
      }
    }
    return into;
  }

  private @Nullable B readUnknown(Cursor in, @Nullable B given) {
    FieldReader<B> reader = otherSpellings.isEmpty() ? null : otherSpelling(in.fieldName());
    if (reader == null) {
      unknown.accept(in);
      return given;
    }
    if (in.peek() == Cursor.Kind.NULL) {
      in.readNull();
      return given;
    }
    B into = given == null ? start.get() : given;
    reader.read(in, into);
    return into;
  }

  private @Nullable FieldReader<B> otherSpelling(String name) {
    for (Map.Entry<String, FieldReader<B>> field : otherSpellings.entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  /** Reads a list of such objects into what they belong to; a null element is an empty object. */
  public <O> void readEach(Cursor in, O owner, BiConsumer<O, T> add) {
    in.beginList();
    while (in.nextElement()) {
      if (in.peek() == Cursor.Kind.NULL) {
        in.readNull();
        add.accept(owner, empty());
      } else {
        add.accept(owner, read(in));
      }
    }
  }

  /** Reads a list of strings into what they belong to; a null element is the empty string. */
  static <O> void strings(Cursor in, O owner, BiConsumer<O, String> add) {
    in.beginList();
    while (in.nextElement()) {
      add.accept(owner, stringOrNull(in));
    }
  }

  /** Reads a map of strings into what it belongs to; a null value is the empty string. */
  static <O> void stringMap(Cursor in, O owner, EntryReader<O> put) {
    in.beginObject();
    List<String> keys = in.emptyKeys();
    Set<String> manyKeys = Set.of();
    while (in.nextField(WellKnown.KEYS) != Cursor.END) {
      String key = in.fieldName();
      if (keys.size() == FEW_KEYS && manyKeys.isEmpty()) {
        manyKeys = new HashSet<>(keys);
      }
      if (manyKeys.isEmpty() ? keys.contains(key) : !manyKeys.add(key)) {
        throw in.error(TWICE);
      }
      if (manyKeys.isEmpty()) {
        keys.add(key);
      }
      put.put(owner, key, stringOrNull(in));
    }
  }

  private static String stringOrNull(Cursor in) {
    if (in.peek() == Cursor.Kind.NULL) {
      in.readNull();
      return "";
    }
    return in.readString();
  }

  /** Passes over an object whose fields do not matter; anything else is refused. */
  static void anyObject(Cursor in) {
    if (in.peek() == Cursor.Kind.OBJECT) {
      in.skip();
    } else {
      in.beginObject();
    }
  }

  /** Reads a string that must be the one that is wanted. */
  public static void expect(String wanted, Cursor in) {
    String found = in.readString();
    if (!found.equals(wanted)) {
      throw in.error("must be \"" + wanted + "\", but is " + Excerpt.quoted(found));
    }
  }

  /** Builds a {@link Shape}; not thread-safe. */
  public static final class Builder<B, T> {
    private final Supplier<B> start;
    private final Function<B, T> finish;
    private final Map<String, FieldReader<B>> readers = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final Map<String, FieldReader<B>> otherSpellings = new LinkedHashMap<>();
    private Consumer<Cursor> unknown = Cursor::skip;

    private Builder(Supplier<B> start, Function<B, T> finish) {
      this.start = start;
      this.finish = finish;
    }

    /** A field. */
    public Builder<B, T> field(String name, FieldReader<B> reader) {
      checkState(readers.put(name, reader) == null, "field %s is there twice", name);
      return this;
    }

    /** A field without which the object is refused. */
    public Builder<B, T> requiredField(String name, FieldReader<B> reader) {
      required.add(name);
      return field(name, reader);
    }

    /**
     * What to do with a field whose name differs from this one in letter case only: for those by
     * which the API server tells what an object is, since then it does not mind the case.
     */
    public Builder<B, T> otherSpelling(String name, FieldReader<B> reader) {
      otherSpellings.put(name, reader);
      return this;
    }

    /** What to do with the value of a field that is not known, in place of passing over it. */
    Builder<B, T> unknownField(Consumer<Cursor> reader) {
      unknown = reader;
      return this;
    }

    /** The shape. */
    public Shape<B, T> build() {
      return new Shape<>(this);
    }
  }
}
