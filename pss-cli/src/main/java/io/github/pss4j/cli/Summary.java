package io.github.pss4j.cli;

/**
 * How many there were of each.
 *
 * @param skipped objects that bear no pod
 * @param notJudged what looks like a pod and is of a kind that is not known
 * @param errors what could not be read
 */
record Summary(int allowed, int violating, int skipped, int notJudged, int errors) {
  static final Summary NOTHING = new Summary(0, 0, 0, 0, 0);

  /** How many workloads were judged. */
  int checked() {
    return allowed + violating;
  }

  Summary plusChecked(boolean isAllowed) {
    return isAllowed
        ? new Summary(allowed + 1, violating, skipped, notJudged, errors)
        : new Summary(allowed, violating + 1, skipped, notJudged, errors);
  }

  Summary plusSkipped() {
    return new Summary(allowed, violating, skipped + 1, notJudged, errors);
  }

  Summary plusNotJudged() {
    return new Summary(allowed, violating, skipped, notJudged + 1, errors);
  }

  Summary plusError() {
    return new Summary(allowed, violating, skipped, notJudged, errors + 1);
  }

  /**
   * The exit code: what could not be read or judged weighs more than what is not allowed.
   *
   * @param allowUnknown whether what was not judged is passed over
   */
  int exitCode(boolean allowUnknown) {
    if (errors > 0 || (notJudged > 0 && !allowUnknown)) {
      return Exit.ERROR;
    }
    return violating > 0 ? Exit.VIOLATIONS : Exit.OK;
  }
}
