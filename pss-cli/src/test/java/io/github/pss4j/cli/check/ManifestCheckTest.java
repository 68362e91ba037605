package io.github.pss4j.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check as another program than the command line makes it. */
final class ManifestCheckTest {
  private static final LevelVersion BASELINE = LevelVersion.of(Level.BASELINE, Version.latest());
  private static final String GOOD = "{kind: Pod, metadata: {name: good}, spec: {}}";
  private static final String BAD = "{kind: Pod, metadata: {name: bad}, spec: {hostPID: true}}";

  private final Path directory;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);
  private final ManifestCheck check;

  ManifestCheckTest(@TempDir Path directory) {
    this.directory = directory;
    this.check =
        new ManifestCheck(
            BASELINE,
            false,
            path -> directory.relativize(path).toString(),
            new TextReport(BASELINE, out, out));
  }

  @Test
  void severalPathsAreOneInput() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path k8s = Files.createDirectory(directory.resolve("k8s"));
    Files.writeString(k8s.resolve("good.yaml"), GOOD);
    check.check("both", List.of(empty, k8s));
    Summary summary = check.finish();
    assertEquals(new Summary(1, 0, 0, 0, 0, 0), summary);
    assertEquals(Outcome.ALLOWED, summary.outcome(false));
    assertEquals(
        """
        k8s/good.yaml:1: Pod good is allowed

        checked 1 workload at baseline:latest: 1 allowed, 0 violating
        """,
        written.toString(UTF_8));
  }

  @Test
  void nothingIsNeverAllowed() throws IOException {
    check.check("none", List.of(Files.createDirectory(directory.resolve("empty"))));
    check.check("no paths", List.of());
    check.check("no text", new ByteArrayInputStream(new byte[0]));
    check.check("missing", List.of(directory.resolve("missing.yaml")));
    check.fail(Problem.of("elsewhere", "cannot be found"));
    Summary summary = check.finish();
    assertEquals(new Summary(0, 0, 0, 0, 5, 0), summary);
    assertEquals(Outcome.INCOMPLETE, summary.outcome(true));
    assertEquals(
        """
        none: has no object in it; nothing was checked
        no paths: has no object in it; nothing was checked
        no text: has no object in it; nothing was checked
        missing.yaml: no such file or directory
        elsewhere: cannot be found
        checked 0 workloads at baseline:latest: 0 allowed, 0 violating; 5 errors
        """,
        written.toString(UTF_8));
  }

  @Test
  void whatWasNotJudgedWeighsMoreThanAViolation() {
    String unknown =
        "{apiVersion: a.example/v1, kind: A, spec: {template: {spec: {containers: [{name: a}]}}}}";
    check.check("a.yaml", new ByteArrayInputStream((BAD + "\n---\n" + unknown).getBytes(UTF_8)));
    Summary summary = check.finish();
    assertEquals(new Summary(0, 1, 0, 1, 0, 0), summary);
    assertEquals(1, summary.checked());
    assertEquals(Outcome.INCOMPLETE, summary.outcome(false));
    assertEquals(Outcome.VIOLATING, summary.outcome(true));
  }
}
