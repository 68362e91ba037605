package org.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What we deploy is admitted to a namespace that enforces restricted. */
class ManifestsTest {
  private static final Version CLUSTER = Version.parse("v1.35");

  @TestFactory
  Stream<DynamicTest> eachWorkloadIsRestricted() throws IOException {
    List<Workload> workloads = workloadsIn(Path.of("src/main/k8s"));
    assertEquals(2, workloads.size());
    return workloads.stream()
        .map(
            workload ->
                dynamicTest(
                    workload.toString(),
                    () -> assertEquals(Optional.empty(), violation(Level.RESTRICTED, workload))));
  }

  @Test
  void aPodOnTheNetworkOfItsNodeIsNotEvenBaseline() throws IOException {
    Workload trace = workloadsIn(Path.of("src/test/resources")).get(0);
    assertEquals(
        Optional.of("violates PodSecurity \"baseline:v1.35\": host namespaces (hostNetwork=true)"),
        violation(Level.BASELINE, trace));
  }

  /** What the API server would say against a workload; empty if nothing. */
  private static Optional<String> violation(Level level, Workload workload) {
    Evaluation evaluation =
        PodSecurity.standard().evaluate(level, CLUSTER, workload.asAdmitted());
    return evaluation.violatesMessage();
  }

  private static List<Workload> workloadsIn(Path directory) throws IOException {
    ManifestReader reader = new ManifestReader();
    List<Workload> workloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        workloads.addAll(reader.read(Files.readAllBytes(file), file.toString()));
      }
    }
    return workloads;
  }
}
