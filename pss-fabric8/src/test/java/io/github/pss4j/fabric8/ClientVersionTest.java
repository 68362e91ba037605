package io.github.pss4j.fabric8;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests run against the version of the client that they are meant to run against. */
final class ClientVersionTest {
  @Test
  void theClientIsOfTheVersionThatTheBuildNames() {
    String version = System.getProperty("fabric8.version");
    for (Class<?> type :
        List.of(
            Pod.class,
            Deployment.class,
            Job.class,
            HasMetadata.class,
            io.fabric8.kubernetes.api.model.extensions.Deployment.class,
            KubernetesSerialization.class)) {
      String jar = type.getProtectionDomain().getCodeSource().getLocation().toString();
      assertTrue(jar.endsWith("-" + version + ".jar"), () -> jar + " is not of " + version);
    }
  }
}
