package io.github.pss4j.fabric8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import io.github.pss4j.workload.PodBearer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/adapters.md} shows is what is compiled and run here. */
final class GuideTest {
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)    // snippet\n(.*?)    // end");

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("a")
        .endContainer()
        .endSpec()
        .build();
  }

  private static Deployment deployment() {
    return new DeploymentBuilder()
        .withNewMetadata()
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withSpec(pod().getSpec())
        .endTemplate()
        .endSpec()
        .build();
  }

  @Test
  void podsAndBearersAreJudged() {
    Pod pod = pod();
    Deployment deployment = deployment();
    // snippet
    Evaluation evaluation =
        PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), Fabric8Pods.pod(pod));

    Optional<Evaluation> verdict =
        Fabric8Pods.bearer(deployment)
            .map(PodBearer::asAdmitted)
            .map(it -> PodSecurity.standard().evaluate(Level.BASELINE, Version.parse("v1.35"), it));
    // end
    assertFalse(evaluation.allowed());
    assertTrue(verdict.orElseThrow().allowed());
  }

  @Test
  void aRemediationIsAppliedToTheObject() {
    Deployment deployment = deployment();
    // snippet
    Remediation remediation =
        Remediator.of(PodSecurity.standard())
            .remediate(
                LevelVersion.of(Level.RESTRICTED, Version.latest()),
                Fabric8Pods.bearer(deployment).orElseThrow());
    Fabric8Pods.apply(remediation, deployment);
    // end
    assertTrue(remediation.allowedAfter());
    assertEquals(remediation.fixed(), Fabric8Pods.bearer(deployment).orElseThrow().pod());
  }

  @Test
  void theGuideShowsTheseExamples() throws IOException {
    String guide = Files.readString(Path.of("../docs/adapters.md"));
    String source =
        Files.readString(Path.of("src/test/java/io/github/pss4j/fabric8/GuideTest.java"));
    assertEquals(words(EXAMPLE, source), words(SNIPPET, guide));
  }

  private static List<String> words(Pattern code, String text) {
    return code.matcher(text)
        .results()
        .map(found -> found.group(1).replaceAll("\\s+", ""))
        .toList();
  }
}
