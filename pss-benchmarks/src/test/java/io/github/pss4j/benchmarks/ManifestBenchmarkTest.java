package io.github.pss4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestBenchmarkTest {
  @Test
  void theListsHoldThePodsThatAreReadAlone() throws IOException {
    List<Pod> alone = RealisticPods.distinct(50).map(new PodReader()::readJson).toList();
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    ClusterDump.write(50, list);
    byte[] bytes = list.toByteArray();
    assertEquals(
        alone, new ManifestReader().read(bytes, "list.json").stream().map(Workload::pod).toList());
  }

  @Test
  void oneListIsHeldAndTheOtherIsNot() {
    int longest = ReaderLimits.defaults().maxDocumentBytes();
    long pods = RealisticPods.distinct(ManifestBenchmark.HELD).mapToLong(pod -> pod.length).sum();
    assertTrue(pods < longest, pods + " bytes");
    assertTrue(4 * pods > longest, pods + " bytes");
    assertEquals(4 * ManifestBenchmark.HELD, ManifestBenchmark.STREAMED);
  }
}
