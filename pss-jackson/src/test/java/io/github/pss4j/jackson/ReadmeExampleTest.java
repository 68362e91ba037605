package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Evaluation;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the example of README.md true: what it shows is what is compiled and run here. */
final class ReadmeExampleTest {
  private static final String YAML =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
        - name: web
          image: registry.example.com/web:1.4
          ports: [{containerPort: 8080, hostPort: 80}]
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      """;

  private static List<String> example(String yaml) {
    List<String> lines = new ArrayList<>();
    Policy policy = PodSecurity.standard();
    Pod pod = new PodReader().readYaml(yaml);

    Evaluation evaluation = policy.evaluate(Level.RESTRICTED, Version.parse("v1.35"), pod);
    evaluation.violatesMessage().ifPresent(lines::add);
    for (Violation violation : evaluation.violations()) {
      for (Finding finding : violation.findings()) {
        lines.add(
            finding.path()
                + " is "
                + finding.actual().map(FieldValue::toString).orElse("absent")
                + "; allowed: "
                + finding.allowed());
      }
    }
    return lines;
  }

  @Test
  void theExampleSaysWhatTheReadmeSays() {
    assertEquals(
        List.of(
            "violates PodSecurity \"restricted:v1.35\": hostPort (container \"web\" uses hostPort 80)",
            "spec.containers[0].ports[0].hostPort is 80; allowed: 0, or absent"),
        example(YAML));
  }

  @Test
  void theReadmeShowsThisExample() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String source =
        Files.readString(Path.of("src/test/java/io/github/pss4j/jackson/ReadmeExampleTest.java"));
    String shown = readme.substring(readme.indexOf("```java\n") + 8);
    shown = shown.substring(0, shown.indexOf("```"));
    String compiled = source.substring(source.indexOf("    Policy policy"));
    compiled = compiled.substring(0, compiled.indexOf("    return lines;"));
    assertEquals(words(compiled), words(shown));
    for (String line : example(YAML)) {
      assertTrue(readme.contains(line), line);
    }
  }

  /** The code without its white space, which the two files lay out differently. */
  private static String words(String code) {
    return code.replaceAll("\\s+", "")
        .replace("lines::add", "System.out::println")
        .replace("lines.add", "System.out.println");
  }
}
