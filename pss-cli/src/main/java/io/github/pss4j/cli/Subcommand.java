package io.github.pss4j.cli;

/** What comes after {@code pss} on a command line: a class with picocli's annotations. */
interface Subcommand {
  /** Does what was asked and returns one of the exit codes of {@link Exit}. */
  int run();
}
