package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The recorded answers of the reference evaluator. */
public final class Corpus {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NEWEST = 37;

  private Corpus() {}

  /** The levels and versions of a record: 78 of them. */
  public record Query(Level level, Version version) {}

  /** What the reference says to one query. */
  public record Answer(List<String> controls, String reason, String detail) {}

  /** A line of the corpus. */
  public record Line(String id, String document, boolean error, boolean either, JsonNode json) {
    /** The answer to a query; null where the reference has an error. */
    @Nullable Answer answer(Query query) {
      JsonNode runs = json.get(query.level().toString());
      if (runs == null) {
        return null;
      }
      JsonNode run = runs.get(0);
      for (JsonNode next : runs) {
        if (!Version.parse(next.get("since").asText()).isNewerThan(query.version())) {
          run = next;
        }
      }
      List<String> controls = new ArrayList<>();
      run.get("controls").forEach(control -> controls.add(control.asText()));
      return new Answer(controls, run.get("reason").asText(), run.get("detail").asText());
    }

    @Override
    public String toString() {
      return id;
    }
  }

  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
      for (int minor = 0; minor <= NEWEST; minor++) {
        queries.add(new Query(level, Version.of(minor)));
      }
      queries.add(new Query(level, Version.latest()));
    }
    return queries;
  }

  public static List<Line> read(String name) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        Corpus.class.getResourceAsStream("/corpus/" + name + ".jsonl.gz"))),
                UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        JsonNode json = MAPPER.readTree(text);
        JsonNode document = json.has("json") ? json.get("json") : json.get("yaml");
        lines.add(
            new Line(
                json.get("id").asText(),
                document.asText(),
                json.path("error").asBoolean(),
                json.path("either").asBoolean(),
                json));
      }
    }
    return lines;
  }
}
