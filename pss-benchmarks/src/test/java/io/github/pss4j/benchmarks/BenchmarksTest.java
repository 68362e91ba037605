package io.github.pss4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the benchmarks measure is what they say. */
final class BenchmarksTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());

  private static EvaluateBenchmark evaluateBenchmark(JudgedPods pods) {
    EvaluateBenchmark benchmark = new EvaluateBenchmark();
    benchmark.pods = pods;
    benchmark.take();
    return benchmark;
  }

  private static ReadBenchmark readBenchmark(ReadBenchmark.Pods pods) {
    ReadBenchmark benchmark = new ReadBenchmark();
    benchmark.pods = pods;
    benchmark.take();
    return benchmark;
  }

  @Test
  void thePodsAreDividedByTheirVerdict() {
    assertEquals(67, JudgedPods.PASSING.pods().size());
    assertEquals(133, JudgedPods.FAILING.pods().size());
  }

  @ParameterizedTest
  @EnumSource
  void eachPodIsJudgedAsItsSetSays(JudgedPods pods) {
    EvaluateBenchmark evaluate = evaluateBenchmark(pods);
    EvaluateBenchmark assess = evaluateBenchmark(pods);
    EvaluateBenchmark fused = evaluateBenchmark(pods);
    for (int i = 0; i < RealisticPods.RECORDED; i++) {
      Evaluation evaluation = evaluate.evaluate();
      Assessment assessment = assess.assess();
      assertEquals(Level.RESTRICTED, evaluation.level());
      assertEquals(Version.latest(), evaluation.version());
      assertEquals(pods == JudgedPods.PASSING, evaluation.allowed());
      assertEquals(evaluation, assessment.evaluation(Level.RESTRICTED, Version.latest()));
      assertEquals(evaluation.allowed(), fused.fused());
    }
  }

  @Test
  void aPassingPodAllocatesNothing() {
    EvaluateBenchmark benchmark = evaluateBenchmark(JudgedPods.PASSING);
    long few = allocatedBy(benchmark, 1_000);
    long many = allocatedBy(benchmark, 11_000);
    // The counter itself, and what the virtual machine does meanwhile, may cost a little.
    assertTrue(many - few < 10_000, (many - few) + " bytes in 10,000 evaluations");
  }

  private static long allocatedBy(EvaluateBenchmark benchmark, int evaluations) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < evaluations; i++) {
      assertTrue(benchmark.evaluate().allowed());
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void theDetailIsOfThreeViolationsInTwoContainers() {
    assertEquals(2, JudgedPods.withThreeViolations().spec().containers().size());
    assertEquals(
        "allowPrivilegeEscalation != false (containers \"web\", \"metrics-exporter\" must set"
            + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
            + " (containers \"web\", \"metrics-exporter\" must set"
            + " securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or"
            + " containers \"web\", \"metrics-exporter\" must set"
            + " securityContext.runAsNonRoot=true)",
        new DetailBenchmark().detail());
  }

  @ParameterizedTest
  @EnumSource
  void readingAnswersForEachPodInTurn(ReadBenchmark.Pods pods) throws IOException {
    ReadBenchmark read = readBenchmark(pods);
    ReadBenchmark verdict = readBenchmark(pods);
    for (byte[] json : pods.json().subList(0, 200)) {
      Pod pod = read.read();
      Evaluation evaluation = verdict.verdict();
      assertEquals(tree(json).at("/metadata/uid").textValue(), pod.metadata().uid());
      assertEquals(FusedRestricted.allows(pod), evaluation.allowed());
      assertEquals(evaluation.allowed(), evaluation.violations().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothScansSeeEachToken(ReadBenchmark.Pods pods) throws IOException {
    ReadBenchmark scan = readBenchmark(pods);
    ReadBenchmark without = readBenchmark(pods);
    for (byte[] json : pods.json().subList(0, 200)) {
      int tokens = tokens(tree(json));
      assertEquals(tokens, scan.scan());
      assertEquals(tokens, without.scanWithoutCanonicalNames());
    }
  }

  @Test
  void theSameNumbersOfPodsAreRead() {
    assertEquals(4_000, ReadBenchmark.Pods.DISTINCT.json().size());
    assertEquals(200, ReadBenchmark.Pods.REPEATED.json().size());
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  private static int tokens(JsonNode node) {
    int tokens = node.isContainerNode() ? 2 : 1;
    for (JsonNode child : node) {
      tokens += tokens(child) + (node.isObject() ? 1 : 0);
    }
    return tokens;
  }

  @Test
  void theCycleBeginsAnew() {
    Cycle<String> cycle = new Cycle<>(List.of("a", "b"));
    assertEquals("a", cycle.next());
    assertEquals("b", cycle.next());
    assertEquals("a", cycle.next());
  }

  @Test
  void aFailingPodSaysWhy() {
    EvaluateBenchmark benchmark = evaluateBenchmark(JudgedPods.FAILING);
    List<Violation> violations = benchmark.evaluate().violations();
    assertFalse(violations.isEmpty());
    violations.forEach(violation -> assertFalse(violation.findings().isEmpty()));
  }
}
