package io.github.pss4j.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.google.common.base.Ascii;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.EvaluationJson;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.UpgradeEffect;
import io.github.pss4j.workload.GroupKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A report for programs: one JSON object, as {@code docs/check.md} describes it. Results are
 * written as they come; only what was not judged and the errors are held until the end. Not
 * thread-safe.
 */
public final class JsonReport implements Report {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Unjudged> unjudged = new ArrayList<>();
  private final List<Upgraded> upgrades = new ArrayList<>();

  /** A workload of which an upgraded cluster says something else. */
  private record Upgraded(
      String file,
      int line,
      String kind,
      String namespace,
      String name,
      Version release,
      UpgradeEffect effect) {}

  /** A report to that stream, which is begun here and not closed. */
  public JsonReport(OutputStream out) {
    try {
      json = JSON.createGenerator(out);
      json.setPrettyPrinter(printer());
      json.writeStartObject();
      json.writeArrayFieldStart("results");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return printer;
  }

  @Override
  public void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn) {
    try {
      json.writeStartObject();
      writeSource(workload.file(), workload.line());
      json.writeStringField("kind", workload.kind().toString());
      json.writeStringField("namespace", workload.namespace());
      json.writeStringField("name", workload.name());
      EvaluationJson.writeFields(evaluation, workload::pathOf, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeSource(String file, int line) throws IOException {
    json.writeFieldName("source");
    writePlace(file, line);
  }

  private void writePlace(String file, int line) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file);
    json.writeNumberField("line", line);
    json.writeEndObject();
  }

  private void writeKind(GroupKind kind) throws IOException {
    json.writeStringField("group", kind.group());
    json.writeStringField("kind", kind.kind());
  }

  @Override
  public void upgraded(Workload workload, Version release, UpgradeEffect effect) {
    upgrades.add(
        new Upgraded(
            workload.file(),
            workload.line(),
            workload.kind().toString(),
            workload.namespace(),
            workload.name(),
            release,
            effect));
  }

  private void write(Upgraded upgraded) throws IOException {
    json.writeStartObject();
    writeSource(upgraded.file(), upgraded.line());
    json.writeStringField("kind", upgraded.kind());
    json.writeStringField("namespace", upgraded.namespace());
    json.writeStringField("name", upgraded.name());
    json.writeStringField("release", upgraded.release().toString());
    json.writeStringField("effect", words(upgraded.effect().kind()));
    json.writeArrayFieldStart("changes");
    for (UpgradeEffect.ControlChange change : upgraded.effect().changes()) {
      json.writeStartObject();
      json.writeStringField("control", change.control());
      json.writeStringField("effect", words(change.kind()));
      json.writeArrayFieldStart("causes");
      for (UpgradeEffect.Cause cause : change.causes()) {
        json.writeString(cause.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String words(UpgradeEffect.Kind kind) {
    return Ascii.toLowerCase(kind.name()).replace('_', ' ');
  }

  @Override
  public void notJudged(Unjudged object) {
    unjudged.add(object);
  }

  @Override
  public void failed(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void finished(Summary summary, Skipped skipped) {
    try {
      json.writeEndArray();
      if (!upgrades.isEmpty()) {
        json.writeArrayFieldStart("upgrades");
        for (Upgraded upgraded : upgrades) {
          write(upgraded);
        }
        json.writeEndArray();
      }
      json.writeArrayFieldStart("notJudged");
      for (Unjudged object : unjudged) {
        json.writeStartObject();
        writeSource(object.file(), object.line());
        writeKind(object.kind());
        json.writeStringField("path", object.path());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("skipped");
      for (Skipped.OfKind kind : skipped.kinds()) {
        json.writeStartObject();
        writeKind(kind.kind());
        json.writeNumberField("count", kind.count());
        json.writeFieldName("first");
        writePlace(kind.file(), kind.line());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("errors");
      for (Problem problem : problems) {
        json.writeStartObject();
        json.writeStringField("file", problem.file());
        json.writeNumberField("line", problem.line());
        json.writeNumberField("column", problem.column());
        json.writeStringField("message", problem.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("summary");
      json.writeNumberField("checked", summary.checked());
      json.writeNumberField("allowed", summary.allowed());
      json.writeNumberField("violating", summary.violating());
      json.writeNumberField("skipped", summary.skipped());
      json.writeNumberField("notJudged", summary.notJudged());
      json.writeNumberField("errors", summary.errors());
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
