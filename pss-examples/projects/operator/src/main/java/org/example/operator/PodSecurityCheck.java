package org.example.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.pss4j.Evaluation;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.PodSecurity;
import java.util.Optional;

/** Says what an API server would say of an object of fabric8. */
final class PodSecurityCheck {
  private final Policy standard = PodSecurity.standard();
  private final ManifestReader reader = new ManifestReader();
  private final LevelVersion policy;

  PodSecurityCheck(LevelVersion policy) {
    this.policy = policy;
  }

  /** Why the object's pods would not be admitted; empty if they would. */
  Optional<String> violation(HasMetadata object) {
    byte[] json = Serialization.asJson(object).getBytes(UTF_8);
    for (Workload workload : reader.read(json, object.getMetadata().getName() + ".json")) {
      Evaluation evaluation =
          standard.evaluate(policy.level(), policy.version(), workload.asAdmitted());
      if (!evaluation.allowed()) {
        return evaluation.violatesMessage();
      }
    }
    return Optional.empty();
  }
}
