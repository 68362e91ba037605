package io.github.pss4j.cli.check;

/** How a check ended. */
public enum Outcome {
  /** Everything was checked and is allowed. */
  ALLOWED,

  /** Everything was checked, and something is not allowed. */
  VIOLATING,

  /** Something could not be read or was not judged; what was, may be allowed or not. */
  INCOMPLETE
}
