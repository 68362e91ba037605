package io.github.pss4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples, and what {@code pss check examples} says of them. */
final class ExamplesTest {
  private static final Path EXPECTED =
      Path.of("src/test/resources/io/github/pss4j/cli/examples.txt");

  /** The text that is expected from the root of the repository. */
  static String expected() throws IOException {
    return Files.readString(EXPECTED);
  }

  @Test
  void outputIsTheExpectedOne() throws IOException {
    Result result = Shell.plain().run("check", "../examples");
    assertEquals(
        new Result(1, expected(), ""),
        new Result(result.exit(), result.out().replace("../examples/", "examples/"), result.err()));
  }

  @Test
  void aPodInAUserNamespaceMayBeRootSince35() {
    assertEquals(1, check("user-namespace-pod.yaml", "v1.34"));
    assertEquals(0, check("user-namespace-pod.yaml", "v1.35"));
  }

  @Test
  void aWindowsPodIsJudgedAsSuchSince25() {
    assertEquals(1, check("windows-pod.yaml", "v1.24"));
    assertEquals(0, check("windows-pod.yaml", "v1.25"));
  }

  private static int check(String example, String version) {
    return Shell.plain().run("check", "-p", version, "../examples/" + example).exit();
  }
}
