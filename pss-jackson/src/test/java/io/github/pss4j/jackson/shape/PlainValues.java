package io.github.pss4j.jackson.shape;

import io.github.pss4j.jackson.InvalidDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole document as maps, lists and scalars, read in each way that tokens can be read. */
public final class PlainValues {
  /** Stands for a number that is no whole number of 64 bits. */
  public static final String OTHER_NUMBER = "a number that is not a long";

  private static final Fields KNOWN = Fields.of("a", "name", "hostNetwork");

  private PlainValues() {}

  /** The document, which must be over then. */
  public static Object read(Cursor tokens) {
    Object value = value(tokens);
    tokens.end();
    return value;
  }

  private static Object value(Cursor tokens) {
    return switch (tokens.peek()) {
      case OBJECT -> object(tokens);
      case LIST -> list(tokens);
      case STRING -> tokens.readString();
      case BOOLEAN -> tokens.readBoolean();
      case NULL -> {
        tokens.readNull();
        yield "null";
      }
      case NUMBER -> number(tokens.cut().open());
    };
  }

  private static Map<String, Object> object(Cursor tokens) {
    Map<String, Object> fields = new LinkedHashMap<>();
    tokens.beginObject();
    for (int field; (field = tokens.nextField(KNOWN)) != Cursor.END; ) {
      String name = field == Cursor.UNKNOWN ? tokens.fieldName() : KNOWN.name(field);
      fields.put(name, value(tokens));
    }
    return fields;
  }

  private static List<Object> list(Cursor tokens) {
    List<Object> elements = new ArrayList<>();
    tokens.beginList();
    while (tokens.nextElement()) {
      elements.add(value(tokens));
    }
    return elements;
  }

  private static Object number(Cursor tokens) {
    try {
      return tokens.readInteger(Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (InvalidDocumentException e) {
      return OTHER_NUMBER;
    }
  }
}
