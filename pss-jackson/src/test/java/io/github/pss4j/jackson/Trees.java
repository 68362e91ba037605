package io.github.pss4j.jackson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads whole documents, so that tests can look at them. */
final class Trees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Trees() {}

  /** The value that comes next. A number that is not whole, or too large, becomes an empty list. */
  static JsonNode read(Tokens tokens) {
    switch (tokens.peek()) {
      case OBJECT -> {
        ObjectNode object = NODES.objectNode();
        tokens.beginObject();
        while (tokens.nextField(Fields.NONE) != Tokens.END) {
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

  private static JsonNode number(Tokens tokens) {
    try {
      return NODES.numberNode(tokens.readInteger(Long.MIN_VALUE, Long.MAX_VALUE));
    } catch (InvalidDocumentException e) {
      tokens.skip();
      return NODES.arrayNode();
    }
  }
}
