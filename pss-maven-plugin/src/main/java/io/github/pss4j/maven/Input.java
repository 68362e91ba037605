package io.github.pss4j.maven;

import io.github.pss4j.cli.check.ManifestCheck;
import io.github.pss4j.cli.check.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What one entry of the configuration stands for. Immutable.
 *
 * @param name what to call it, as it is configured
 * @param paths files and directories, in the order in which they are checked
 * @param problems what kept others from being found
 */
record Input(String name, List<Path> paths, List<Problem> problems) {
  void giveTo(ManifestCheck check) {
    problems.forEach(check::fail);
    if (!paths.isEmpty()) {
      check.check(name, paths);
    } else if (problems.isEmpty()) {
      check.fail(Problem.of(name, "matches no file or directory; nothing was checked"));
    }
  }
}
