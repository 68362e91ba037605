package io.github.pss4j.kubernetesclient;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests run against the version of the client that they are meant to run against. */
final class ClientVersionTest {
  @Test
  void theClientIsOfTheVersionThatTheBuildNames() {
    String version = System.getProperty("kubernetes-java.version");
    for (Class<?> type : List.of(V1Pod.class, KubernetesObject.class)) {
      String jar = type.getProtectionDomain().getCodeSource().getLocation().toString();
      assertTrue(jar.endsWith("-" + version + ".jar"), () -> jar + " is not of " + version);
    }
  }
}
