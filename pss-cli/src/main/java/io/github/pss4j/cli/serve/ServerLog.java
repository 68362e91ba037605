package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Ascii;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.AdmissionStatus;
import io.github.pss4j.jackson.AnsweredReview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server has to say, one JSON object a line. Thread-safe.
 *
 * <p>Of a review it says what was asked and how it was answered, never what the object holds.
 */
final class ServerLog {
  private static final JsonFactory JSON = new JsonFactory();

  /** No name in Kubernetes is longer; what is has not come from an API server. */
  private static final int LONGEST_NAME = 253;

  private final PrintStream out;
  private final boolean requests;

  /**
   * A log.
   *
   * @param requests whether it is to have a line for each request
   */
  ServerLog(PrintStream out, boolean requests) {
    this.out = requireNonNull(out);
    this.requests = requests;
  }

  /** Says something of the server itself. */
  void say(String message) {
    write(json -> json.writeStringField("message", message));
  }

  /** A review was answered. */
  void answered(AnsweredReview answered, long micros) {
    if (!requests) {
      return;
    }
    AdmissionDecision decision = answered.decision();
    write(
        json -> {
          json.writeStringField("uid", shortened(answered.uid()));
          Optional<AdmissionRequest> request = answered.request();
          if (request.isPresent()) {
            write(request.get(), json);
          }
          json.writeBooleanField("allowed", decision.allowed());
          json.writeNumberField("code", decision.status().map(AdmissionStatus::code).orElse(200));
          json.writeNumberField("micros", micros);
        });
  }

  private static void write(AdmissionRequest request, JsonGenerator json) throws IOException {
    String subresource = request.subresource().isEmpty() ? "" : "/" + request.subresource();
    json.writeStringField("operation", shortened(request.operation()));
    json.writeStringField("resource", shortened(request.resource() + subresource));
    json.writeStringField("namespace", shortened(request.namespace()));
    json.writeStringField("name", shortened(request.name()));
  }

  /** A request was refused before it was known to be a review. */
  void refused(int code, String why, long micros) {
    if (!requests) {
      return;
    }
    write(
        json -> {
          json.writeNumberField("code", code);
          json.writeStringField("error", why);
          json.writeNumberField("micros", micros);
        });
  }

  private static String shortened(String text) {
    return Ascii.truncate(text, LONGEST_NAME, "…");
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void write(Fields fields) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.now().toString());
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    // One call, so that lines of several threads do not mix.
    out.write(line.toByteArray(), 0, line.size());
    out.flush();
  }
}
