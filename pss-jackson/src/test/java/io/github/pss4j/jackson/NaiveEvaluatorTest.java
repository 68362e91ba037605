package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.jackson.Corpus.Answer;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.jackson.Corpus.Query;
import io.github.pss4j.model.Pod;
import io.github.pss4j.reference.NaiveEvaluator;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Holds the naive evaluator, with which the library is compared over generated pods, against the
 * recorded answers of the reference evaluator.
 */
final class NaiveEvaluatorTest {
  @Test
  void everyPodGetsTheReferenceAnswerToEveryQuery() throws IOException {
    PodReader reader = new PodReader();
    for (Line line : Corpus.read("pods")) {
      Pod pod = reader.readJson(line.document());
      for (Query query : Corpus.queries()) {
        NaiveEvaluator.Answer answer =
            NaiveEvaluator.evaluate(query.level().toString(), query.version().toString(), pod);
        assertEquals(
            line.answer(query),
            new Answer(answer.controls(), answer.reason(), answer.detail()),
            () -> line.id() + " " + query);
      }
    }
  }
}
