package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Policy;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.Corpus.Answer;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.jackson.Corpus.Query;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the library against the recorded answers of the reference evaluator, word for word. */
final class CorpusTest {
  private static final List<Query> QUERIES = Corpus.queries();

  private final Policy policy = PodSecurity.standard();
  private final PodReader reader = new PodReader();

  @Test
  void everyPodGetsTheReferenceAnswerToEveryQuery() throws IOException {
    List<Line> lines = Corpus.read("pods");
    for (Line line : lines) {
      check(line, reader.readJson(line.document()));
    }
    assertEquals(4_000, lines.size());
  }

  @TestFactory
  Stream<DynamicTest> everyUnusualJsonDocumentIsReadAsTheReferenceReadsIt() throws IOException {
    return check("raw", 194, reader::readJson);
  }

  @TestFactory
  Stream<DynamicTest> everyYamlDocumentIsReadAsTheReferenceReadsIt() throws IOException {
    return check("yaml", 157, reader::readYaml);
  }

  private Stream<DynamicTest> check(String corpus, int size, Function<String, Pod> read)
      throws IOException {
    List<Line> lines = Corpus.read(corpus);
    assertEquals(size, lines.size());
    return lines.stream().map(line -> DynamicTest.dynamicTest(line.id(), () -> check(line, read)));
  }

  private void check(Line line, Function<String, Pod> read) {
    Pod pod;
    try {
      pod = read.apply(line.document());
    } catch (InvalidDocumentException problem) {
      assertTrue(line.error() || line.either(), () -> "should be read, but: " + problem);
      return;
    }
    if (line.error()) {
      assertTrue(line.either(), "should be refused: " + line.json().path("why"));
    } else {
      check(line, pod);
    }
  }

  private void check(Line line, Pod pod) {
    Assessment assessment = policy.assess(pod);
    for (Query query : QUERIES) {
      Answer expected = line.answer(query);
      assertNotNull(expected);
      Evaluation evaluation = policy.evaluate(query.level(), query.version(), pod);
      if (!expected.equals(answer(evaluation))) {
        assertEquals(expected, answer(evaluation), line.id() + " " + query);
      }
      if (!evaluation.equals(assessment.evaluation(query.level(), query.version()))) {
        assertEquals(evaluation, assessment.evaluation(query.level(), query.version()));
      }
    }
  }

  private static Answer answer(Evaluation evaluation) {
    return new Answer(
        evaluation.violations().stream().map(Violation::control).toList(),
        evaluation.reason(),
        evaluation.detail());
  }
}
