package io.github.pss4j.jackson;

import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where the fields of an object stand, in one pass however many they are. Not thread-safe.
 *
 * <p>Those that are asked for make a tree; only what it leads to is looked into.
 */
final class FieldPlaces {
  private final Map<String, FieldPlaces> below = new HashMap<>();
  private int line;
  private int column;
  private boolean found;

  /** Asks for the field that these names, and numbers of elements, lead to. */
  void ask(List<String> steps) {
    FieldPlaces at = this;
    for (String step : steps) {
      at = at.below.computeIfAbsent(step, name -> new FieldPlaces());
    }
  }

  /** Finds what was asked for in the object that comes next, and reads no further than that. */
  void readObject(Cursor in) {
    begin(in);
    in.beginObject();
    for (int missing = below.size(); missing > 0 && in.nextField(Fields.NONE) != Cursor.END; ) {
      missing -= read(in.fieldName(), in) ? 1 : 0;
    }
  }

  private void begin(Cursor in) {
    found = true;
    line = in.line();
    column = in.column();
  }

  private void read(Cursor in) {
    begin(in);
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

  /** Reads the value of a step; true if it was asked for and is the first of that name. */
  private boolean read(String step, Cursor in) {
    FieldPlaces field = below.get(step);
    if (field == null || field.found) {
      in.skip();
      return false;
    }
    field.read(in);
    return true;
  }

  /** The place of a field that was asked for, or of the nearest object or list around it. */
  Place of(List<String> steps) {
    FieldPlaces at = this;
    for (String step : steps) {
      FieldPlaces next = at.below.get(step);
      if (next == null || !next.found) {
        return new Place(at.line, at.column, false);
      }
      at = next;
    }
    return new Place(at.line, at.column, true);
  }
}
