package io.github.pss4j.jackson.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pss4j.jackson.InvalidDocumentException;

/** Reads whole documents, so that tests can look at them. */
public final class Trees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Trees() {}

  /** The value that comes next. A number that is not whole, or too large, becomes an empty list. */
  public static JsonNode read(Cursor tokens) {
    switch (tokens.peek()) {
      case OBJECT -> {
        ObjectNode object = NODES.objectNode();
        tokens.beginObject();
        while (tokens.nextField(Fields.NONE) != Cursor.END) {
          String name = tokens.fieldName();
          object.set(name, read(tokens));
        }
        return object;
      }
      case LIST -> {
        ArrayNode list = NODES.arrayNode();
        tokens.beginList();
        while (tokens.nextElement()) {
          list.add(read(tokens));
        }
        return list;
      }
      case STRING -> {
        return NODES.textNode(tokens.readString());
      }
      case BOOLEAN -> {
        return NODES.booleanNode(tokens.readBoolean());
      }
      case NULL -> {
        tokens.readNull();
        return NODES.nullNode();
      }
      default -> {
        return number(tokens);
      }
    }
  }

  private static JsonNode number(Cursor tokens) {
    try {
      return NODES.numberNode(tokens.readInteger(Long.MIN_VALUE, Long.MAX_VALUE));
    } catch (InvalidDocumentException e) {
      tokens.skip();
      return NODES.arrayNode();
    }
  }
}
