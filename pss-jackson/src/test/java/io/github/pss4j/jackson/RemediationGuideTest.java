package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.remediation.PatchOperation;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/remediation.md} shows is what is compiled and run here. */
final class RemediationGuideTest {
  private static List<String> example(Pod pod) {
    List<String> lines = new ArrayList<>();
    Remediator remediator = Remediator.of(PodSecurity.standard());
    Remediation remediation = remediator.remediate(Level.RESTRICTED, Version.parse("v1.35"), pod);

    for (PatchOperation operation : remediation.operations()) {
      lines.add(operation + " for " + operation.controls());
    }
    for (Remediation.Manual manual : remediation.manual()) {
      lines.add(manual.finding().path() + ": " + manual.advice());
    }
    return lines;
  }

  @Test
  void theExampleTellsChangesAndWhatRemains() {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: web
            ports: [{containerPort: 8080, hostPort: 80}]
            securityContext: {allowPrivilegeEscalation: true, capabilities: {drop: [ALL]}}
        """;
    assertEquals(
        List.of(
            "replace spec.containers[0].securityContext.allowPrivilegeEscalation: false for"
                + " [allowPrivilegeEscalation]",
            "spec.containers[0].ports[0].hostPort: let a service of the type NodePort or"
                + " LoadBalancer, or an ingress, take the port, and leave hostPort out"),
        example(new PodReader().readYaml(yaml)));
  }

  @Test
  void theGuideShowsThisExample() throws IOException {
    String guide = Files.readString(Path.of("../docs/remediation.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/pss4j/jackson/RemediationGuideTest.java"));
    String shown = guide.substring(guide.indexOf("```java\n") + 8);
    shown = shown.substring(0, shown.indexOf("```"));
    String compiled = source.substring(source.indexOf("    Remediator remediator"));
    compiled = compiled.substring(0, compiled.indexOf("    return lines;"));
    assertEquals(
        compiled.replaceAll("\\s+", "").replace("lines.add", "System.out.println"),
        shown.replaceAll("\\s+", ""));
  }
}
