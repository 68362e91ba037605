package io.github.pss4j.cli.check;

/**
 * How many there were of each. Immutable.
 *
 * @param skipped objects that bear no pod
 * @param notJudged what looks like a pod and is of a kind that is not known
 * @param errors what could not be read
 * @param newlyDenied allowed workloads that an upgraded cluster would deny
 */
public record Summary(
    int allowed, int violating, int skipped, int notJudged, int errors, int newlyDenied) {
  static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0);

  /** How many workloads were judged. */
  public int checked() {
    return allowed + violating;
  }

  /**
   * How the check ended: what could not be read or judged weighs more than what is not allowed.
   *
   * @param allowUnknown whether what was not judged is passed over
   */
  public Outcome outcome(boolean allowUnknown) {
    if (errors > 0 || (notJudged > 0 && !allowUnknown)) {
      return Outcome.INCOMPLETE;
    }
    return violating + newlyDenied > 0 ? Outcome.VIOLATING : Outcome.ALLOWED;
  }

  Summary plusChecked(boolean isAllowed) {
    return isAllowed
        ? new Summary(allowed + 1, violating, skipped, notJudged, errors, newlyDenied)
        : new Summary(allowed, violating + 1, skipped, notJudged, errors, newlyDenied);
  }

  Summary plusNewlyDenied() {
    return new Summary(allowed, violating, skipped, notJudged, errors, newlyDenied + 1);
  }

  Summary plusSkipped() {
    return new Summary(allowed, violating, skipped + 1, notJudged, errors, newlyDenied);
  }

  Summary plusNotJudged() {
    return new Summary(allowed, violating, skipped, notJudged + 1, errors, newlyDenied);
  }

  Summary plusError() {
    return new Summary(allowed, violating, skipped, notJudged, errors + 1, newlyDenied);
  }
}
