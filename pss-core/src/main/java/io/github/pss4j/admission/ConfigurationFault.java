package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a configuration. Immutable.
 *
 * @param path where, such as {@code exemptions.namespaces[2]}; empty for the document as a whole
 * @param problem what is there and what would be right
 */
public record ConfigurationFault(String path, String problem) {
  /** Checks that each part is given. */
  public ConfigurationFault {
    requireNonNull(path, "path");
    requireNonNull(problem, "problem");
  }

  /** Path and problem. */
  @Override
  public String toString() {
    return path.isEmpty() ? problem : path + ": " + problem;
  }
}
