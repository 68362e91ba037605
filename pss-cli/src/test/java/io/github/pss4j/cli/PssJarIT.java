package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.cli.Shell.Result;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and its launcher as processes of their own. */
final class PssJarIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String LAUNCHER = "pss-cli/pss";

  private final Path directory;

  PssJarIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void launcherChecksTheExamples() throws Exception {
    assertEquals(
        new Result(1, ExamplesTest.expected(), ""), run(Map.of(), LAUNCHER, "check", "examples"));
  }

  @Test
  void badInputIsToldAndTheRestIsChecked() throws Exception {
    Path cut = Files.writeString(directory.resolve("cut.json"), "{\"kind\": \"Po");
    assertEquals(
        new Result(
            2,
            """
            examples/windows-pod.yaml:3: Pod reports/report-renderer is allowed

            checked 1 workload at restricted:latest: 1 allowed, 0 violating; 1 error
            """,
            cut + ":1:13: kind: the document ends inside a string\n"),
        run(Map.of(), LAUNCHER, "check", cut.toString(), "examples/windows-pod.yaml"));
  }

  @Test
  void launcherWorksThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("pss"), ROOT.resolve(LAUNCHER));
    assertEquals(
        new Result(0, "pss 0.1.0-SNAPSHOT\n", ""), run(Map.of(), link.toString(), "--version"));
  }

  @Test
  void launcherSaysWhatIsMissing() throws Exception {
    Path lonely = Files.copy(ROOT.resolve(LAUNCHER), directory.resolve("pss"));
    assertEquals(
        new Result(
            2,
            "",
            "pss: pss.jar is neither in %1$s nor in %1$s/target; build it with: mvn -pl pss-cli -am package\n"
                .formatted(directory)),
        run(Map.of(), lonely.toString(), "--version"));
    assertEquals(
        new Result(2, "", "pss: JAVA_HOME is /nowhere, but there is no /nowhere/bin/java to run\n"),
        run(Map.of("JAVA_HOME", "/nowhere"), LAUNCHER, "--version"));
  }

  @Test
  void nobodyHasToReadToTheEnd() throws Exception {
    Path dump = writeDump(2_000);
    Process process =
        new ProcessBuilder(LAUNCHER, "check", dump.toString())
            .directory(ROOT.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    process.getOutputStream().close();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      assertEquals(dump + ":2: Pod apps/web-0 violates restricted:latest", out.readLine());
    }
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(2, process.exitValue());
    assertEquals("", Files.readString(directory.resolve("err")));
  }

  /** A dump that is longer than the memory is large can only be read as a stream. */
  @Test
  void aClusterDumpIsStreamed() throws Exception {
    Path dump = writeDump(6_000);
    assertTrue(Files.size(dump) > 80_000_000);
    Result result = run(Map.of("PSS_JAVA_OPTS", "-Xmx64m"), LAUNCHER, "check", dump.toString());
    assertEquals(1, result.exit());
    assertEquals("", result.err());
    assertEquals(
        "checked 6,000 workloads at restricted:latest: 0 allowed, 6,000 violating",
        result.out().lines().reduce((first, last) -> last).orElseThrow());
    assertEquals(
        2,
        result.out().lines().filter(line -> line.contains("container \"c5999\"")).count(),
        "the last pod is explained");
  }

  @Test
  void jarHoldsNoLeftovers() throws IOException {
    try (JarFile jar = new JarFile("target/pss.jar")) {
      List<String> leftovers =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(
                  name ->
                      name.endsWith("module-info.class")
                          || name.matches("META-INF/(.*\\.(SF|RSA|DSA)|versions/.*|maven/.*)"))
              .toList();
      assertEquals(List.of(), leftovers);
    }
  }

  @Test
  void jarHoldsTheLicencesAndNoticesOfWhatIsInIt() throws IOException {
    Pattern library = Pattern.compile("(?m)^ +\\((.*?)\\) .* \\((\\S+:\\S+):\\S+ - \\S+\\)$");
    try (JarFile jar = new JarFile("target/pss.jar")) {
      List<MatchResult> lines =
          library.matcher(read(jar, "META-INF/THIRD-PARTY.txt")).results().toList();
      List<String> licences =
          lines.stream().map(line -> line.group(1)).distinct().sorted().toList();
      List<String> libraries = lines.stream().map(line -> line.group(2)).toList();
      assertEquals(List.of("Apache-2.0", "Bouncy Castle Licence", "MIT"), licences);
      assertTrue(
          libraries.containsAll(
              List.of(
                  "com.google.guava:guava",
                  "io.fabric8:kubernetes-client",
                  "org.bouncycastle:bcprov-jdk18on",
                  "org.slf4j:slf4j-api")),
          libraries::toString);

      assertEquals(Files.readString(ROOT.resolve("LICENSE")), read(jar, "META-INF/LICENSE"));
      assertTrue(read(jar, "META-INF/LICENSE.txt").contains("QOS.ch"));
      assertTrue(read(jar, "META-INF/bouncycastle-LICENSE.txt").contains("Bouncy Castle"));

      String notice = read(jar, "META-INF/NOTICE");
      assertTrue(notice.startsWith(Files.readString(ROOT.resolve("NOTICE"))), notice);
      assertEquals(notice.indexOf("pss4j authors"), notice.lastIndexOf("pss4j authors"), notice);
      assertTrue(notice.contains("# Jackson JSON processor"), notice);
      assertTrue(notice.contains("Prometheus"), notice);
    }
  }

  private static String read(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), UTF_8);
  }

  /** A list of pods as a cluster has them, each of 14 KB and most of it of no interest. */
  private Path writeDump(int pods) throws IOException {
    Path file = directory.resolve("dump.json");
    String managed =
        "{\"manager\":\"kubelet\",\"fieldsV1\":{\"f:status\":{%s\".\":{}}}}"
            .formatted("\"k:{\\\"uid\\\":\\\"%1$08d\\\"}\":{\"f:type\":{}},".repeat(380));
    String pod =
        """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-%1$d","namespace":"apps",\
        "managedFields":["""
            + managed
            + """
            ]},"spec":{"containers":[{"name":"c%1$d","securityContext":{"runAsNonRoot":true,\
            "seccompProfile":{"type":"RuntimeDefault"}}}]},"status":{"phase":"Running"}}""";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"apiVersion\":\"v1\",\"items\":[");
      for (int i = 0; i < pods; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        out.write(pod.formatted(i));
      }
      out.write("\n],\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"}}\n");
    }
    return file;
  }

  private Result run(Map<String, String> env, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().putAll(env);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the process is over");
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
