package io.github.pss4j.cli;

/** What a process answers to the shell. */
final class Exit {
  /** All is as it should be. */
  static final int OK = 0;

  /** Something was checked and is not allowed. */
  static final int VIOLATIONS = 1;

  /** Something could not be read or not be told, or nothing was asked that could be done. */
  static final int ERROR = 2;

  private Exit() {}
}
