package org.example.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.pss4j.LevelVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodSecurityCheckTest {
  private static final LevelVersion RESTRICTED = LevelVersion.parse("restricted:v1.35");
  private static final Website WEBSITE = new Website("shop", "storefront", "storefront:1", false);
  private static final Website DEBUGGED = new Website("shop", "storefront", "storefront:1", true);

  @Test
  void whatIsGeneratedIsRestricted() {
    PodSecurityCheck check = new PodSecurityCheck(RESTRICTED);
    assertEquals(Optional.empty(), check.violation(Deployments.of(WEBSITE)));
  }

  /** No request is made: there is no cluster here. */
  @Test
  void whatWouldNeverStartIsNotApplied() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      assertEquals(
          "Refused: violates PodSecurity \"restricted:v1.35\": host namespaces (hostPID=true)",
          new WebsiteReconciler(client, RESTRICTED).reconcile(DEBUGGED));
    }
  }
}
