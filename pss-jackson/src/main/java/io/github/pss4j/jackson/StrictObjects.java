package io.github.pss4j.jackson;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.ConfigurationFault;
import io.github.pss4j.jackson.Tokens.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads objects in which nothing may be unknown, given twice or of the wrong kind. It notes each
 * fault with its path and reads on, so that all of them can be told at once. Not thread-safe.
 */
final class StrictObjects {
  private final List<ConfigurationFault> faults = new ArrayList<>();

  /** What was wrong so far. */
  ImmutableList<ConfigurationFault> faults() {
    return ImmutableList.copyOf(faults);
  }

  void fault(String path, String problem) {
    faults.add(new ConfigurationFault(path, problem));
  }

  /**
   * Reads an object.
   *
   * @param fields the known fields, each with what consumes its value; not called for {@code null}
   */
  void readObject(Tokens in, ImmutableMap<String, Consumer<Tokens>> fields) {
    if (!comes(Kind.OBJECT, in)) {
      return;
    }
    in.beginObject();
    Set<String> seen = new HashSet<>();
    while (in.nextField(Fields.NONE) != Tokens.END) {
      String name = in.fieldName();
      Consumer<Tokens> field = fields.get(name);
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
  }

  void readList(Tokens in, Consumer<Tokens> element) {
    if (comes(Kind.LIST, in)) {
      in.beginList();
      while (in.nextElement()) {
        element.accept(in);
      }
    }
  }

  void readString(Tokens in, Consumer<String> value) {
    if (comes(Kind.STRING, in)) {
      value.accept(in.readString());
    }
  }

  void readStrings(Tokens in, Consumer<List<String>> value) {
    List<String> strings = new ArrayList<>();
    readList(in, element -> readString(element, strings::add));
    value.accept(strings);
  }

  /** Whether a value of that kind comes next; one of another kind is noted and passed over. */
  private boolean comes(Kind wanted, Tokens in) {
    Kind found = in.peek();
    if (found == wanted) {
      return true;
    }
    fault(in.path(), "must be " + wanted + ", but is " + found);
    in.skip();
    return false;
  }
}
