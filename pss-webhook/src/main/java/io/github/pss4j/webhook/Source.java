package io.github.pss4j.webhook;

/** Something outside of the process that the server follows as it changes. Thread-safe. */
interface Source {
  /** What to call it in a metric. */
  String name();

  /** Looks for changes. It may take for ever, so each source has a thread of its own. */
  void refresh();

  /** How old what is in use may be: the time since it was last known to be what is there. */
  double ageInSeconds();

  /** How many times a look brought nothing that could be used. */
  long failures();
}
