package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.cli.Shell.Result;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be read is told with its place, is never taken for allowed, and does not keep the
 * input behind it from being checked.
 */
final class BadInputTest {
  private static final String LIST_BEFORE_LONG_POD =
      """
      {"kind": "List", "items": [
      {"kind": "Pod", "metadata": {"name": "short"}, "spec": {}},
      {"kind": "Pod", "x": "\
      """;

  private final Path directory;
  private final Path good;

  BadInputTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.good =
        Files.writeString(
            directory.resolve("good.yaml"),
            "{kind: Pod, metadata: {name: good}, spec: {containers: [{name: a}]}}");
  }

  @Test
  void missingFile() throws IOException {
    assertProblem(": no such file or directory", directory.resolve("missing.yaml"));
  }

  @Test
  void directoryWithoutManifest() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.writeString(empty.resolve("notes.txt"), "none");
    assertProblem(": has no object in it; nothing was checked", empty);
  }

  @Test
  void fileWithoutObject() throws IOException {
    assertProblem(
        ": has no object in it; nothing was checked",
        write("comment.yaml", "# nothing yet\n---\n"));
  }

  @Test
  void binaryRubbish() throws IOException {
    Path yaml = directory.resolve("rubbish.yaml");
    Files.write(yaml, "ab\n c\u00a3\u0000\u00ff".getBytes(ISO_8859_1));
    assertProblem(":2:3: must be UTF-8, but has the byte 0xA3", yaml);
    Path json = directory.resolve("rubbish.json");
    Files.write(json, "\u00a3\u0000\u00ff".getBytes(ISO_8859_1));
    assertProblem(":1:1: unexpected byte 0xa3; a value was expected", json);
  }

  @Test
  void truncatedJson() throws IOException {
    assertProblem(
        ":2:17: spec: the document ends inside a string",
        write("cut.json", "{\"kind\": \"Pod\",\n\"spec\": {\"contai"));
  }

  @Test
  void wrongType() throws IOException {
    assertProblem(
        ":3:16: spec.hostNetwork: must be true or false, but is the string \"false\"",
        write("type.yaml", "kind: Pod\nspec:\n  hostNetwork: \"false\"\n"));
  }

  @Test
  void duplicateField() throws IOException {
    assertProblem(
        ":1:72: spec.containers[0].securityContext: is given twice in one object; it must be given"
            + " once",
        write(
            "twice.yaml",
            "{kind: Pod, spec: {containers: [{securityContext: {}, securityContext: {}}]}}"));
  }

  @Test
  void unknownKind() throws IOException {
    assertProblem(
        ":2:7: kind: the kind \"Deploiment\" is not known in group \"apps\"; a pod, or a kind that"
            + " bears one, was expected",
        write("kind.yaml", "apiVersion: apps/v1\nkind: Deploiment\n"));
  }

  @Test
  void aliasBomb() throws IOException {
    StringBuilder bomb = new StringBuilder("kind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    assertProblem(
        ":7:45: must have at most 1000000 values, aliases resolved",
        write("bomb.yaml", bomb.toString()));
  }

  @Test
  void tenThousandLevels() throws IOException {
    String deep = "{\"kind\": \"Pod\", \"x\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertProblem(":1:1021: x: nested more than 1000 deep", write("deep.json", deep));
    assertProblem(":1:1021: nested more than 1000 deep", write("deep.yaml", deep));
  }

  @Test
  void lineOfAHundredMegabytes() throws IOException {
    assertProblem(
        ":1:1: the document is longer than 16777216 bytes",
        writeLong("long.yaml", "kind: Pod\nx: '", "'"));
    Result result =
        Shell.plain()
            .run("check", "-l", "baseline", writeLong("long.json", LIST_BEFORE_LONG_POD, "\"}]}"));
    assertEquals(
        new Result(
            2,
            """
            %1$s/long.json:2: Pod short is allowed

            checked 1 workload at baseline:latest: 1 allowed, 0 violating; 1 error
            """
                .formatted(directory),
            directory + "/long.json:3:1: items[1]: the value is longer than 16777216 bytes\n"),
        result);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path writeLong(String name, String before, String after) throws IOException {
    Path file = directory.resolve(name);
    String piece = "x".repeat(1_000_000);
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(before);
      for (int i = 0; i < 100; i++) {
        out.write(piece);
      }
      out.write(after);
    }
    return file;
  }

  /** The file has exactly that problem, and what is named behind it is checked all the same. */
  private void assertProblem(String problem, Path file) {
    assertEquals(
        new Result(
            2,
            """
            %s:1: Pod good is allowed

            checked 1 workload at baseline:latest: 1 allowed, 0 violating; 1 error
            """
                .formatted(good),
            file + problem + "\n"),
        Shell.plain().run("check", "-l", "baseline", file, good));
  }
}
