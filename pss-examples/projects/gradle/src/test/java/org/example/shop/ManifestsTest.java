package org.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  @Test
  void cleanupIsRestricted() throws IOException {
    byte[] manifest = Files.readAllBytes(Path.of("src/main/k8s/cleanup.yaml"));
    Workload cleanup = new ManifestReader().read(manifest, "cleanup.yaml").get(0);
    assertEquals(
        Optional.empty(),
        PodSecurity.standard()
            .evaluate(Level.RESTRICTED, Version.parse("v1.35"), cleanup.asAdmitted())
            .violatesMessage());
  }
}
