package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.remediation.PatchOperation;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remediations as JSON: as a JSON Patch, as a JSON merge patch, as the object with the changes, and
 * with all that is known of them: {@code {"level", "version", "allowedBefore", "allowedAfter",
 * "patch": [{"op", "path", "value", "class", "controls", "findings"}], "manual": [{"control",
 * "path", "pointer", "advice"}]}}, where {@code findings} are the JSON Pointers of the fields that
 * an operation answers for, and {@code class} is {@code safe} or {@code behavioural}.
 *
 * <p>Stateless and thread-safe. Where an object bears the pod, {@code path} turns a field's place
 * in the pod into the one in the object, as {@link PodBearingKind#pathInObject} does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902, JSON Patch</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7386">RFC 7386, JSON Merge Patch</a>
 */
public final class RemediationJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper VALUES = new ObjectMapper();

  private RemediationJson() {}

  /** The remediation of a pod as a JSON object, with all that is known of it. */
  public static String toJson(Remediation remediation) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeFields(remediation, UnaryOperator.identity(), json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Writes the fields of that object into one that is open already.
   *
   * @throws IOException if the generator does
   */
  public static void writeFields(
      Remediation remediation, UnaryOperator<FieldPath> path, JsonGenerator json)
      throws IOException {
    requireNonNull(remediation, "remediation");
    requireNonNull(path, "path");
    json.writeStringField("level", remediation.before().level().toString());
    json.writeStringField("version", remediation.before().version().toString());
    json.writeBooleanField("allowedBefore", remediation.before().allowed());
    json.writeBooleanField("allowedAfter", remediation.allowedAfter());
    json.writeArrayFieldStart("patch");
    for (PatchOperation operation : remediation.operations()) {
      json.writeStartObject();
      writeOperation(operation, path, json);
      json.writeStringField("class", operation.impact().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("controls");
      for (String control : operation.controls()) {
        json.writeString(control);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("findings");
      for (Finding finding : operation.findings()) {
        json.writeString(path.apply(finding.path()).pointer());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("manual");
    for (Remediation.Manual manual : remediation.manual()) {
      FieldPath place = path.apply(manual.finding().path());
      json.writeStartObject();
      json.writeStringField("control", manual.control());
      json.writeStringField("path", place.toString());
      json.writeStringField("pointer", place.pointer());
      json.writeStringField("advice", manual.advice());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The changes of a pod as a JSON Patch. */
  public static String toJsonPatch(Remediation remediation) {
    return toJsonPatch(remediation, UnaryOperator.identity());
  }

  /** The changes of an object that bears a pod as a JSON Patch. */
  public static String toJsonPatch(Remediation remediation, UnaryOperator<FieldPath> path) {
    requireNonNull(remediation, "remediation");
    requireNonNull(path, "path");
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (PatchOperation operation : remediation.operations()) {
        json.writeStartObject();
        writeOperation(operation, path, json);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * The object with the changes; the one that is given stays as it is.
   *
   * @param object the pod, or the object that bears it, of which the remediation was made
   * @throws IllegalArgumentException if the object is another one, which lacks a place that is to
   *     be changed
   */
  public static JsonNode apply(
      JsonNode object, Remediation remediation, UnaryOperator<FieldPath> path) {
    requireNonNull(remediation, "remediation");
    requireNonNull(path, "path");
    JsonNode changed = requireNonNull(object, "object").deepCopy();
    for (PatchOperation operation : remediation.operations()) {
      List<String> steps = path.apply(operation.path()).steps();
      JsonNode parent = changed;
      for (String step : steps.subList(0, steps.size() - 1)) {
        parent = parent.isArray() ? parent.path(Integer.parseInt(step)) : parent.path(step);
      }
      String last = steps.get(steps.size() - 1);
      JsonNode value = operation.value().<JsonNode>map(VALUES::valueToTree).orElse(null);
      boolean done =
          parent instanceof ObjectNode fields
              ? change(fields, last, operation.type(), value)
              : parent instanceof ArrayNode list
                  && change(list, Integer.parseInt(last), operation.type(), value);
      if (!done) {
        throw new IllegalArgumentException(
            "the object has nothing at %s: the remediation was made of another one"
                .formatted(path.apply(operation.path())));
      }
    }
    return changed;
  }

  private static boolean change(
      ObjectNode fields, String name, PatchOperation.Type type, @Nullable JsonNode value) {
    if (value == null) {
      return fields.remove(name) != null;
    }
    boolean isThere = fields.has(name);
    fields.set(name, value);
    return isThere || type == PatchOperation.Type.ADD;
  }

  private static boolean change(
      ArrayNode list, int index, PatchOperation.Type type, @Nullable JsonNode value) {
    if (index > list.size() || (index == list.size() && type != PatchOperation.Type.ADD)) {
      return false;
    }
    if (value == null) {
      list.remove(index);
    } else if (type == PatchOperation.Type.ADD) {
      list.insert(index, value);
    } else {
      list.set(index, value);
    }
    return true;
  }

  /**
   * The changes of an object as a JSON merge patch. Since such a patch replaces lists as a whole,
   * it repeats those in which something changes, with all that stands in them.
   *
   * @throws IllegalArgumentException as {@link #apply} does
   */
  public static JsonNode toMergePatch(
      JsonNode object, Remediation remediation, UnaryOperator<FieldPath> path) {
    return difference(object, apply(object, remediation, path));
  }

  private static JsonNode difference(JsonNode before, JsonNode after) {
    if (!before.isObject() || !after.isObject()) {
      return after;
    }
    ObjectNode difference = JsonNodeFactory.instance.objectNode();
    for (Iterator<String> names = before.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!after.has(name)) {
        difference.putNull(name);
      }
    }
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      JsonNode old = before.get(field.getKey());
      if (!field.getValue().equals(old)) {
        difference.set(
            field.getKey(), old == null ? field.getValue() : difference(old, field.getValue()));
      }
    }
    return difference;
  }

  private static void writeOperation(
      PatchOperation operation, UnaryOperator<FieldPath> path, JsonGenerator json)
      throws IOException {
    json.writeStringField("op", operation.type().toString());
    json.writeStringField("path", path.apply(operation.path()).pointer());
    if (operation.value().isPresent()) {
      json.writeFieldName("value");
      write(operation.value().get(), json);
    }
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Boolean it) {
      json.writeBoolean(it);
    } else if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        json.writeFieldName((String) field.getKey());
        write(field.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        write(element, json);
      }
      json.writeEndArray();
    } else {
      json.writeString((String) value);
    }
  }
}
