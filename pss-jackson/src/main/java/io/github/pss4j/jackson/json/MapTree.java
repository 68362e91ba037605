package io.github.pss4j.jackson.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a tree of maps, lists and scalars, so that it is read by the same cursor as all other
 * JSON. A map in itself ends at the limit of depth.
 */
public final class MapTree {
  /** Below it a {@code double} holds each whole number as it is. */
  private static final double MOST_EXACT = 1L << 53;

  /** A tree has no lines. */
  private static final Places NOWHERE =
      new Places() {
        @Override
        public int line(int index) {
          return 0;
        }

        @Override
        public int column(int index) {
          return 0;
        }

        @Override
        public Places from(int index) {
          return this;
        }
      };

  /** A map or list that has been entered. */
  private static final class Level {
    private final boolean isMap;
    private final Iterator<?> rest;
    private String key = "";
    private int index = -1;

    Level(Map<?, ?> map) {
      this.isMap = true;
      this.rest = map.entrySet().iterator();
    }

    Level(List<?> list) {
      this.isMap = false;
      this.rest = list.iterator();
    }
  }

  private final ReaderLimits limits;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
  private final List<Level> levels = new ArrayList<>();

  private MapTree(ReaderLimits limits) {
    this.limits = limits;
  }

  /** The tree, of which errors tell the path, but neither line nor column. */
  public static JsonCursor read(Map<?, ?> tree, ReaderLimits limits) {
    return new MapTree(limits).read(tree);
  }

  private JsonCursor read(Map<?, ?> tree) {
    try (JsonGenerator json = ParsedJson.JSON.createGenerator(out)) {
      write(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] text = out.toByteArray();
    return new JsonCursor(text, 0, text.length, "", NOWHERE, limits);
  }

  private void write(Map<?, ?> tree, JsonGenerator json) throws IOException {
    writeValue(tree, json);
    while (!levels.isEmpty()) {
      Level level = levels.get(levels.size() - 1);
      if (level.rest.hasNext()) {
        writeValue(next(level, json), json);
      } else {
        levels.remove(levels.size() - 1);
        if (level.isMap) {
          json.writeEndObject();
        } else {
          json.writeEndArray();
        }
      }
      if (out.size() + json.getOutputBuffered() > limits.maxDocumentBytes()) {
        throw error("the document is longer than " + limits.maxDocumentBytes() + " bytes");
      }
    }
  }

  /** Moves on in a map or list: the value that comes next there. */
  private @Nullable Object next(Level level, JsonGenerator json) throws IOException {
    Object next = level.rest.next();
    if (!level.isMap) {
      level.index++;
      return next;
    }
    Map.Entry<?, ?> field = (Map.Entry<?, ?>) next;
    if (!(field.getKey() instanceof String key)) {
      level.key = "";
      throw error("must have strings as keys, but has " + describe(field.getKey()));
    }
    level.key = JsonStrings.wellFormed(key);
    json.writeFieldName(level.key);
    return field.getValue();
  }

  private void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(JsonStrings.wellFormed(text));
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Map<?, ?> map) {
      enter(new Level(map));
      json.writeStartObject();
    } else if (value instanceof List<?> list) {
      enter(new Level(list));
      json.writeStartArray();
    } else if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof Double || value instanceof Float) {
      writeFraction(((Number) value).doubleValue(), json);
    } else {
      throw error("must be a JSON value, but is " + describe(value));
    }
  }

  /**
   * A number with a fraction that is zero is a whole number, as it is in YAML, unless it is so
   * large that it may have been another whole number before it was stored like this.
   */
  private void writeFraction(double number, JsonGenerator json) throws IOException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw error("must be a JSON value, but is " + number);
    }
    if (number == Math.rint(number) && Math.abs(number) < MOST_EXACT) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }

  private void enter(Level level) {
    if (levels.size() == limits.maxDepth()) {
      throw error("nested more than " + limits.maxDepth() + " deep");
    }
    levels.add(level);
  }

  /** The value if it is a simple one, and of what type. */
  private static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    boolean isSimple = value instanceof Number || value instanceof Boolean;
    return (isSimple ? Excerpt.text(value.toString()) + " of " : "")
        + "the type "
        + value.getClass().getName();
  }

  private InvalidDocumentException error(String problem) {
    StringBuilder path = new StringBuilder();
    for (Level level : levels) {
      if (!level.isMap) {
        path.append('[').append(level.index).append(']');
      } else if (!level.key.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".").append(Excerpt.text(level.key));
      }
    }
    return new InvalidDocumentException(problem, path.toString(), 0, 0, null);
  }
}
