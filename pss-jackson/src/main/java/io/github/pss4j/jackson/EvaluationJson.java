package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Violation;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Evaluations as JSON: {@code {"level", "version", "allowed", "message", "violations": [{"control",
 * "level", "reason", "detail", "findings": [{"path", "pointer", "actual", "allowed"}]}]}}.
 *
 * <p>{@code message} is that of the API server, and empty for an allowed pod. {@code actual} is the
 * value that stands in the field, {@code null} where it is absent. {@code allowed} says in words
 * what would be right. Stateless and thread-safe.
 */
public final class EvaluationJson {
  private static final JsonFactory JSON = new JsonFactory();

  private EvaluationJson() {}

  /** The evaluation as a JSON object. */
  public static String toJson(Evaluation evaluation) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeFields(evaluation, UnaryOperator.identity(), json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Writes the fields of the object into an object that is open already.
   *
   * @param path turns a field's place in the pod into the one to tell, as {@link
   *     PodBearingKind#pathInObject} does
   * @throws IOException if the generator does
   */
  public static void writeFields(
      Evaluation evaluation, UnaryOperator<FieldPath> path, JsonGenerator json) throws IOException {
    requireNonNull(path, "path");
    json.writeStringField("level", evaluation.level().toString());
    json.writeStringField("version", evaluation.version().toString());
    json.writeBooleanField("allowed", evaluation.allowed());
    json.writeStringField("message", evaluation.violatesMessage().orElse(""));
    json.writeArrayFieldStart("violations");
    for (Violation violation : evaluation.violations()) {
      json.writeStartObject();
      json.writeStringField("control", violation.control());
      json.writeStringField("level", violation.level().toString());
      json.writeStringField("reason", violation.reason());
      json.writeStringField("detail", violation.detail());
      json.writeArrayFieldStart("findings");
      for (Finding finding : violation.findings()) {
        write(finding, path.apply(finding.path()), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Finding finding, FieldPath path, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path.toString());
    json.writeStringField("pointer", path.pointer());
    json.writeFieldName("actual");
    Optional<FieldValue> actual = finding.actual();
    if (actual.isPresent()) {
      write(actual.get(), json);
    } else {
      json.writeNull();
    }
    json.writeStringField("allowed", finding.allowed().toString());
    json.writeEndObject();
  }

  private static void write(FieldValue value, JsonGenerator json) throws IOException {
    if (value instanceof FieldValue.Bool it) {
      json.writeBoolean(it.value());
    } else if (value instanceof FieldValue.WholeNumber it) {
      json.writeNumber(it.value());
    } else if (value instanceof FieldValue.Text it) {
      json.writeString(it.value());
    } else if (value instanceof FieldValue.TextList it) {
      json.writeStartArray();
      for (String element : it.values()) {
        json.writeString(element);
      }
      json.writeEndArray();
    } else {
      json.writeStartObject();
      json.writeEndObject();
    }
  }
}
