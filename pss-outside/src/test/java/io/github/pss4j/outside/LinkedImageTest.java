package io.github.pss4j.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on the module path, and an image of Java that holds it and what it needs. */
final class LinkedImageTest {
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod", "spec": {"hostNetwork": true, "containers": []}}""";
  private static final String JUDGED =
      """
      baseline:v1.35: host namespaces (hostNetwork=true)
      baseline:v1.35: hostPort (container "web" uses hostPort 80)
      """;

  private static final String MAIN = "stranger/stranger.Main";

  private final Path directory;
  private final String modulePath;

  LinkedImageTest(@TempDir Path directory) {
    this.directory = directory;
    this.modulePath = ModulePath.text() + File.pathSeparator + directory.resolve("stranger");
  }

  @BeforeEach
  void compile() {
    assertEquals(
        List.of(),
        Stranger.compile(
            directory.resolve("stranger"),
            Stranger.files(
                Path.of("src/test/stranger/module-info.java"),
                Path.of("src/test/stranger/stranger/Main.java"))));
  }

  @Test
  void aProgramOnTheModulePathJudges() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    assertEquals(JUDGED, run(java, "--module-path", modulePath, "-m", MAIN, "baseline:v1.35", POD));
  }

  @Test
  void aLinkedImageJudges() throws Exception {
    Path image = directory.resolve("image");
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int exit =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                out,
                out,
                "--module-path",
                modulePath,
                "--add-modules",
                "stranger",
                "--output",
                image.toString());
    assertEquals("0", exit + messages.toString());

    Path java = image.resolve("bin/java");
    assertEquals(JUDGED, run(java, "-m", MAIN, "baseline:v1.35", POD));
    assertEquals(
        """
        com.fasterxml.jackson.annotation
        com.fasterxml.jackson.core
        com.fasterxml.jackson.databind
        com.google.common
        com.google.common.util.concurrent.internal
        io.github.pss4j
        io.github.pss4j.core
        io.github.pss4j.jackson
        io.github.pss4j.rules
        java.base
        java.logging
        org.jspecify
        org.yaml.snakeyaml
        stranger
        """,
        run(java, "--list-modules").replaceAll("(?m)@.*$", ""));
  }

  private static String run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
