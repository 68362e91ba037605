package io.github.pss4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the benchmarks of admission measure is what they say. */
final class AdmissionBenchmarkTest {
  private static final int PODS = 400;

  private final AdmissionBenchmark benchmark = new AdmissionBenchmark();

  @Test
  void eachReviewIsAnsweredByTheVerdictOnItsPod() throws IOException {
    List<byte[]> pods = RealisticPods.distinct(PODS).toList();
    for (byte[] json : pods) {
      Pod pod = new PodReader().readJson(json);
      JsonNode response = new ObjectMapper().readTree(benchmark.review()).get("response");
      assertEquals("705ab4f5-6393-11e8-b7cc-42010a800002", response.get("uid").asText());
      assertEquals(
          PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), pod).allowed(),
          response.get("allowed").asBoolean());
    }
  }

  @Test
  void theScanSeesTheWholeReview() throws IOException {
    assertTrue(benchmark.scanReview() > 500);
  }

  @Test
  void theDryRunWarnsOfThePodsThatViolate() {
    AdmissionDecision decision = benchmark.dryRun();
    assertEquals(
        "existing pods in namespace \"shop\" violate the new PodSecurity enforce level"
            + " \"restricted:latest\"",
        decision.warnings().get(0));
    assertTrue(decision.warnings().size() > 2);
  }
}
