package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.Corpus.Answer;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.jackson.Corpus.Query;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the library against the recorded answers of each API server release's own code. */
final class ReleaseCorpusTest {
  private static final List<Query> QUERIES = Corpus.queries();
  private static List<Recorded> corpus = List.of();

  /** A pod with the line that its answers are in. */
  private record Recorded(Line line, Pod pod) {}

  @BeforeAll
  static void read() throws IOException {
    PodReader reader = new PodReader();
    corpus =
        Corpus.read("releases").stream()
            .map(line -> new Recorded(line, reader.readJson(line.document())))
            .toList();
    assertEquals(490, corpus.size());
    assertEquals(43, corpus.stream().filter(it -> it.line().json().has("gated")).count());
  }

  @TestFactory
  Stream<DynamicTest> everyPodGetsTheAnswerOfEachReleaseToEveryQuery() {
    return IntStream.rangeClosed(22, 37)
        .mapToObj(Version::of)
        .map(
            release ->
                dynamicTest(
                    release.toString(),
                    () -> {
                      Policy policy = PodSecurity.builder().emulateRelease(release).build();
                      for (Recorded it : corpus) {
                        check(policy, release, it, it.line().json().get("releases"));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyPodGetsTheAnswerOfEachReleaseWithItsGateOn() {
    FeatureGate gate = FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;
    return IntStream.rangeClosed(29, 34)
        .mapToObj(Version::of)
        .map(
            release ->
                dynamicTest(
                    release + " with the gate",
                    () -> {
                      Policy policy =
                          PodSecurity.builder().emulateRelease(release).enable(gate).build();
                      for (Recorded it : corpus) {
                        JsonNode json = it.line().json();
                        boolean differs = json.has("gated");
                        check(policy, release, it, json.get(differs ? "gated" : "releases"));
                      }
                    }));
  }

  private static void check(Policy policy, Version release, Recorded recorded, JsonNode runs) {
    Line line = recorded.line();
    Line answers = new Line(line.id(), "", false, false, run(runs, release));
    Assessment assessment = policy.assess(recorded.pod());
    for (Query query : QUERIES) {
      Answer expected = answers.answer(query);
      Evaluation evaluation = policy.evaluate(query.level(), query.version(), recorded.pod());
      assertEquals(expected, answer(evaluation), () -> line.id() + " " + release + " " + query);
      assertEquals(evaluation, assessment.evaluation(query.level(), query.version()));
    }
  }

  /** The answers of a release: those of the last release that is not newer and differs. */
  private static JsonNode run(JsonNode runs, Version release) {
    JsonNode run = runs.get(0);
    for (JsonNode next : runs) {
      if (!Version.parse("v" + next.get("release").asText()).isNewerThan(release)) {
        run = next;
      }
    }
    return run;
  }

  private static Answer answer(Evaluation evaluation) {
    return new Answer(
        evaluation.violations().stream().map(Violation::control).toList(),
        evaluation.reason(),
        evaluation.detail());
  }
}
