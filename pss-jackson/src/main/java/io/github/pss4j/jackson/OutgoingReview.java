package io.github.pss4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A decision as the AdmissionReview that an API server is answered; what is empty is left out. */
final class OutgoingReview {
  /** Without escapes, half of a surrogate pair in a string would fail instead of being written. */
  static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final int MOST_CHARACTERS = 1 << 18;

  private OutgoingReview() {}

  static byte[] write(String uid, AdmissionDecision decision) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("kind", "AdmissionReview");
      json.writeStringField("apiVersion", "admission.k8s.io/v1");
      json.writeObjectFieldStart("response");
      json.writeStringField("uid", uid);
      json.writeBooleanField("allowed", decision.allowed());
      if (decision.status().isPresent()) {
        write(decision.status().get(), json);
      }
      if (!decision.auditAnnotations().isEmpty()) {
        json.writeObjectFieldStart("auditAnnotations");
        for (Map.Entry<String, String> annotation : decision.auditAnnotations().entrySet()) {
          json.writeStringField(annotation.getKey(), capped(annotation.getValue()));
        }
        json.writeEndObject();
      }
      if (!decision.warnings().isEmpty()) {
        json.writeArrayFieldStart("warnings");
        for (String warning : decision.warnings()) {
          json.writeString(capped(warning));
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(AdmissionStatus status, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeObjectFieldStart("metadata");
    json.writeEndObject();
    json.writeStringField("status", "Failure");
    json.writeStringField("message", capped(status.message()));
    json.writeStringField("reason", status.reason());
    if (status.details().isPresent()) {
      write(status.details().get(), json);
    }
    json.writeNumberField("code", status.code());
    json.writeEndObject();
  }

  private static void write(AdmissionStatus.Details details, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("details");
    writeUnlessEmpty("name", details.name(), json);
    writeUnlessEmpty("group", details.group(), json);
    writeUnlessEmpty("kind", details.kind(), json);
    if (!details.causes().isEmpty()) {
      json.writeArrayFieldStart("causes");
      for (AdmissionStatus.Cause cause : details.causes()) {
        json.writeStartObject();
        writeUnlessEmpty("reason", cause.reason(), json);
        writeUnlessEmpty("message", cause.message(), json);
        writeUnlessEmpty("field", cause.field(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** A text that quotes a request of megabytes says how much of it is left out. */
  private static String capped(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS)
            + "… (and "
            + (text.length() - MOST_CHARACTERS)
            + " characters more)";
  }

  private static void writeUnlessEmpty(String name, String value, JsonGenerator json)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, capped(value));
    }
  }
}
