package io.github.pss4j.cli;

/**
 * How many there were of each.
 *
 * @param skipped objects that bear no pod
 * @param errors what could not be read
 */
record Summary(int allowed, int violating, int skipped, int errors) {
  static final Summary NOTHING = new Summary(0, 0, 0, 0);

  /** How many workloads were judged. */
  int checked() {
    return allowed + violating;
  }

  Summary plusChecked(boolean isAllowed) {
    return isAllowed
        ? new Summary(allowed + 1, violating, skipped, errors)
        : new Summary(allowed, violating + 1, skipped, errors);
  }

  Summary plusSkipped() {
    return new Summary(allowed, violating, skipped + 1, errors);
  }

  Summary plusError() {
    return new Summary(allowed, violating, skipped, errors + 1);
  }

  /** The exit code: what could not be read weighs more than what is not allowed. */
  int exitCode() {
    return errors > 0 ? Exit.ERROR : violating > 0 ? Exit.VIOLATIONS : Exit.OK;
  }
}
