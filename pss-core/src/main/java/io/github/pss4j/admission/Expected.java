package io.github.pss4j.admission;

/** What would be right where a level or a version is not, in the API server's words. */
final class Expected {
  static final String LEVEL = "must be one of privileged, baseline, restricted";

  static final String VERSION = "must be \"latest\" or \"v1.x\"";

  private Expected() {}
}
