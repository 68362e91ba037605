package io.github.pss4j.jackson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole document as maps, lists and scalars, read in each way that tokens can be read. */
final class PlainValues {
  /** Stands for a number that is no whole number of 64 bits. */
  static final String OTHER_NUMBER = "a number that is not a long";

  private static final Fields KNOWN = Fields.of("a", "name", "hostNetwork");

  private PlainValues() {}

  /** The document, which must be over then. */
  static Object read(Tokens tokens) {
    Object value = value(tokens);
    tokens.end();
    return value;
  }

  private static Object value(Tokens tokens) {
    return switch (tokens.peek()) {
      case OBJECT -> object(tokens);
      case LIST -> list(tokens);
      case STRING -> tokens.readString();
      case BOOLEAN -> tokens.readBoolean();
      case NULL -> {
        tokens.readNull();
        yield "null";
      }
      case NUMBER -> number(tokens.subdocument());
    };
  }

  private static Map<String, Object> object(Tokens tokens) {
    Map<String, Object> fields = new LinkedHashMap<>();
    tokens.beginObject();
    for (int field; (field = tokens.nextField(KNOWN)) != Tokens.END; ) {
      String name = field == Tokens.UNKNOWN ? tokens.fieldName() : KNOWN.name(field);
      fields.put(name, value(tokens));
    }
    return fields;
  }

  private static List<Object> list(Tokens tokens) {
    List<Object> elements = new ArrayList<>();
    tokens.beginList();
    while (tokens.nextElement()) {
      elements.add(value(tokens));
    }
    return elements;
  }

  private static Object number(Tokens tokens) {
    try {
      return tokens.readInteger(Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (InvalidDocumentException e) {
      return OTHER_NUMBER;
    }
  }
}
