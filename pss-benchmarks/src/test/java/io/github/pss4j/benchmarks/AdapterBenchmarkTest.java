package io.github.pss4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import org.junit.jupiter.api.Test;

final class AdapterBenchmarkTest {
  @Test
  void eachWayMakesTheSameOfThePod() throws JsonProcessingException {
    AdapterBenchmark benchmark = new AdapterBenchmark();
    Pod pod = new PodReader().readJson(AdapterBenchmark.POD);
    assertEquals(2, pod.spec().containers().size());
    assertEquals(pod, benchmark.fromFabric8());
    assertEquals(pod, benchmark.fromOfficial());
    assertTrue(benchmark.fabric8Verdict().allowed());
    assertEquals(benchmark.fabric8Verdict(), benchmark.fabric8VerdictThroughJson());
  }
}
