package io.github.pss4j.jackson;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.ConfigurationFault;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Cursor.Kind;
import io.github.pss4j.jackson.shape.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads objects in which nothing may be unknown, given twice or of the wrong kind. It notes each
 * fault with its path and reads on, so that all of them can be told at once. Not thread-safe.
 */
final class StrictObjects {
  /** By path: of what is wrong in several ways only the first is told. */
  private final Map<String, ConfigurationFault> faults = new LinkedHashMap<>();

  /** What was wrong so far. */
  ImmutableList<ConfigurationFault> faults() {
    return ImmutableList.copyOf(faults.values());
  }

  void fault(String path, String problem) {
    faults.putIfAbsent(path, new ConfigurationFault(path, problem));
  }

  /**
   * Reads an object.
   *
   * @param fields the known fields, each with what consumes its value; not called for {@code null}
   * @return whether there was an object
   */
  boolean readObject(Cursor in, ImmutableMap<String, Consumer<Cursor>> fields) {
    if (!comes(Kind.OBJECT, in)) {
      return false;
    }
    in.beginObject();
    Set<String> seen = new HashSet<>();
    while (in.nextField(Fields.NONE) != Cursor.END) {
      String name = in.fieldName();
      Consumer<Cursor> field = fields.get(name);
      if (field == null) {
        fault(in.path(), "is not known; must be one of " + String.join(", ", fields.keySet()));
        in.skip();
      } else if (!seen.add(name)) {
        fault(in.path(), "is given twice; it must be given once");
        in.skip();
      } else if (in.peek() == Kind.NULL) {
        in.readNull();
      } else {
        field.accept(in);
      }
    }
    return true;
  }

  void readList(Cursor in, Consumer<Cursor> element) {
    if (comes(Kind.LIST, in)) {
      in.beginList();
      while (in.nextElement()) {
        element.accept(in);
      }
    }
  }

  void readString(Cursor in, Consumer<String> value) {
    if (comes(Kind.STRING, in)) {
      value.accept(in.readString());
    }
  }

  /** Reads a list of strings; where an element is none, an empty one takes its place. */
  void readStrings(Cursor in, Consumer<List<String>> value) {
    List<String> strings = new ArrayList<>();
    readList(in, element -> strings.add(comes(Kind.STRING, element) ? element.readString() : ""));
    value.accept(strings);
  }

  /** Whether a value of that kind comes next; one of another kind is noted and passed over. */
  private boolean comes(Kind wanted, Cursor in) {
    Kind found = in.peek();
    if (found == wanted) {
      return true;
    }
    fault(in.path(), "must be " + wanted + ", but is " + found);
    in.skip();
    return false;
  }
}
