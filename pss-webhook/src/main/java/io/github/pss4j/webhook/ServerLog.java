package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Ascii;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.AdmissionStatus;
import io.github.pss4j.jackson.AnsweredReview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What the server has to say, one JSON object a line. Thread-safe.
 *
 * <p>Of a review it says what was asked and how it was answered, never what the object holds. Lines
 * are written by a thread of its own: whoever reads them too slowly loses lines, which are counted,
 * and holds up nobody.
 */
final class ServerLog {
  private static final JsonFactory JSON = new JsonFactory();

  /** No name in Kubernetes is longer; what is has not come from an API server. */
  private static final int LONGEST_NAME = 253;

  private static final int LONGEST_MESSAGE = 1 << 14;
  private static final int MOST_LINES = 10_000;
  private static final long MOST_BYTES = 4 << 20;
  private static final Pattern HALF_OF_A_PAIR =
      Pattern.compile(
          "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

  private final PrintStream out;
  private final boolean requests;
  private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>(MOST_LINES);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = new Thread(this::writeLines, "pss-log");
  private long droppedAndTold;

  /**
   * A log.
   *
   * @param requests whether it is to have a line for each request
   */
  ServerLog(PrintStream out, boolean requests) {
    this.out = requireNonNull(out);
    this.requests = requests;
    writer.setDaemon(true);
    writer.start();
  }

  /** The thread that writes. */
  Thread writer() {
    return writer;
  }

  /** How many lines were lost, since they were not read. */
  long dropped() {
    return dropped.get();
  }

  /** Says something of the server itself. */
  void say(String message) {
    write(json -> json.writeStringField("message", whole(message, LONGEST_MESSAGE)));
  }

  /** Says what it is that begins to answer. */
  void started(String version, String address, String policy, String configuration) {
    write(
        json -> {
          json.writeStringField("message", "started");
          json.writeStringField("version", whole(version, LONGEST_NAME));
          json.writeStringField("address", whole(address, LONGEST_NAME));
          json.writeStringField("policy", whole(policy, LONGEST_NAME));
          json.writeStringField("configuration", whole(configuration, LONGEST_NAME));
        });
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
          json.writeStringField("error", whole(why, LONGEST_MESSAGE));
          json.writeNumberField("micros", micros);
        });
  }

  private static String shortened(String text) {
    return whole(text, LONGEST_NAME);
  }

  /** So much of a text, in which each half of a surrogate pair that stands alone is replaced. */
  private static String whole(String text, int most) {
    String cut = Ascii.truncate(text, most, "…");
    return HALF_OF_A_PAIR.matcher(cut).replaceAll("\ufffd");
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void write(Fields fields) {
    byte[] line = line(fields);
    if (waitingBytes.addAndGet(line.length) > MOST_BYTES || !lines.offer(line)) {
      waitingBytes.addAndGet(-line.length);
      dropped.incrementAndGet();
      return;
    }
    taken.incrementAndGet();
  }

  private static byte[] line(Fields fields) {
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
    return line.toByteArray();
  }

  private void writeLines() {
    while (true) {
      byte[] line = Uninterruptibles.takeUninterruptibly(lines);
      long lost = dropped.get();
      if (lost > droppedAndTold) {
        String told =
            (lost - droppedAndTold) + " lines were lost, since they were not read in time";
        droppedAndTold = lost;
        byte[] more = line(json -> json.writeStringField("message", told));
        out.write(more, 0, more.length);
      }
      out.write(line, 0, line.length);
      if (lines.isEmpty()) {
        out.flush();
      }
      waitingBytes.addAndGet(-line.length);
      written.incrementAndGet();
    }
  }

  /** Waits until what was said so far has been written, but not for long. */
  boolean flush(Duration longest) {
    long wanted = taken.get();
    long end = System.nanoTime() + longest.toNanos();
    while (written.get() < wanted) {
      if (System.nanoTime() > end || !writer.isAlive()) {
        return false;
      }
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(1));
    }
    return true;
  }
}
