package io.github.pss4j.admission;

/**
 * One thing that is wrong with a configuration. Immutable.
 *
 * @param path where, such as {@code exemptions.namespaces[2]}; empty for the document as a whole
 * @param problem what stands there and what would be right
 */
public record ConfigurationFault(String path, String problem) {
  /** Path and problem. */
  @Override
  public String toString() {
    return path.isEmpty() ? problem : path + ": " + problem;
  }
}
