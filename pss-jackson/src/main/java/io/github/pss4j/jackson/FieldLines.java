package io.github.pss4j.jackson;

import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of fields of an object, in one pass however many they are. Not thread-safe.
 *
 * <p>Those that are asked for make a tree; only what it leads to is looked into.
 */
final class FieldLines {
  private final Map<String, FieldLines> below = new HashMap<>();
  private int line;
  private boolean found;

  /** The lines of the fields of an object that begins on that line. */
  FieldLines(int line) {
    this.line = line;
  }

  /** Asks for the field that these names, and numbers of elements, lead to. */
  void ask(List<String> steps) {
    FieldLines at = this;
    for (String step : steps) {
      at = at.below.computeIfAbsent(step, name -> new FieldLines(0));
    }
  }

  /** Finds what was asked for in the object that comes next. */
  void read(Cursor in) {
    found = true;
    line = in.line();
    if (below.isEmpty()) {
      in.skip();
      return;
    }
    switch (in.peek()) {
      case OBJECT -> {
        in.beginObject();
        while (in.nextField(Fields.NONE) != Cursor.END) {
          read(in.fieldName(), in);
        }
      }
      case LIST -> {
        in.beginList();
        for (int i = 0; in.nextElement(); i++) {
          read(Integer.toString(i), in);
        }
      }
      default -> in.skip();
    }
  }

  private void read(String step, Cursor in) {
    FieldLines field = below.get(step);
    if (field == null || field.found) {
      in.skip();
    } else {
      field.read(in);
    }
  }

  /** The line of a field that was asked for, or of the nearest object or list around it. */
  int of(List<String> steps) {
    FieldLines at = this;
    for (String step : steps) {
      FieldLines next = at.below.get(step);
      if (next == null || !next.found) {
        break;
      }
      at = next;
    }
    return at.line;
  }
}
