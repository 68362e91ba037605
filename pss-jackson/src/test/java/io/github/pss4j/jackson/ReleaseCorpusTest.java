package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.Corpus.Answer;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.jackson.Corpus.Query;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.policy.ReleaseUpgrade;
import io.github.pss4j.policy.UpgradeEffect;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the library against the recorded answers of each API server release's own code. */
final class ReleaseCorpusTest {
  private static final List<Query> QUERIES = Corpus.queries();
  private static List<Recorded> corpus = List.of();

  /** A pod with the line that its answers are in, and those of each run once they are read. */
  private record Recorded(Line line, Pod pod, Map<JsonNode, List<Answer>> answers) {
    static List<Answer> read(JsonNode run) {
      Line line = new Line("", "", false, false, run);
      return QUERIES.stream().map(line::answer).map(Objects::requireNonNull).toList();
    }
  }

  @BeforeAll
  static void read() throws IOException {
    PodReader reader = new PodReader();
    corpus =
        Corpus.read("releases").stream()
            .map(
                line ->
                    new Recorded(line, reader.readJson(line.document()), new IdentityHashMap<>()))
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

  @Test
  void eachDifferenceBetweenTheOldestAndTheNewestReleaseHasACause() {
    ReleaseUpgrade upgrade = ReleaseUpgrade.between(Version.of(22), Version.of(37));
    Policy oldest = PodSecurity.builder().emulateRelease(Version.of(22)).build();
    for (Recorded it : corpus) {
      for (String asked : List.of("baseline:latest", "restricted:v1.20", "restricted:latest")) {
        LevelVersion policy = LevelVersion.parse(asked);
        UpgradeEffect effect = upgrade.effectOn(policy, it.pod());
        assertEquals(oldest.evaluate(policy, it.pod()), effect.before());
        assertEquals(PodSecurity.standard().evaluate(policy, it.pod()), effect.after());
        boolean same = effect.before().detail().equals(effect.after().detail());
        assertEquals(same, effect.kind() == UpgradeEffect.Kind.NONE, it.line().id());
        assertEachHasACause(effect);
      }
    }
  }

  @Test
  void eachDifferenceOfAManifestHasACause() {
    ReleaseUpgrade upgrade = ReleaseUpgrade.between(Version.of(22), Version.of(37));
    for (Recorded it : corpus) {
      for (String kind : List.of("Pod", "Deployment")) {
        PodBearer bearer =
            new PodBearer(PodBearingKind.named(kind).orElseThrow(), "shop", "web", it.pod());
        assertEachHasACause(upgrade.effectOn(LevelVersion.parse("restricted:latest"), bearer));
      }
    }
  }

  private static void assertEachHasACause(UpgradeEffect effect) {
    for (UpgradeEffect.ControlChange change : effect.changes()) {
      assertFalse(change.causes().isEmpty(), change::toString);
    }
  }

  private static void check(Policy policy, Version release, Recorded recorded, JsonNode runs) {
    List<Answer> answers = recorded.answers().computeIfAbsent(run(runs, release), Recorded::read);
    Assessment assessment = policy.assess(recorded.pod());
    for (int i = 0; i < QUERIES.size(); i++) {
      Query query = QUERIES.get(i);
      Evaluation evaluation = policy.evaluate(query.level(), query.version(), recorded.pod());
      assertEquals(
          answers.get(i),
          answer(evaluation),
          () -> recorded.line().id() + " " + release + " " + query);
      boolean allowed = assessment.allowed(query.level(), query.version());
      assertEquals(evaluation.allowed(), allowed);
      if (query.version().isLatest()) {
        assertEquals(evaluation, assessment.evaluation(query.level(), query.version()));
      }
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
