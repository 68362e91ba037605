package io.github.pss4j.webhook;

/** An HTTP request that is refused as such, whatever it asks. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;

  RefusedException(int status, String why) {
    super(why);
    this.status = status;
    this.why = why;
  }

  int status() {
    return status;
  }

  String why() {
    return why;
  }
}
