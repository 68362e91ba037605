package io.github.pss4j.cli;

/** How a report is written. */
enum Format {
  TEXT("text"),
  JSON("json");

  private final String text;

  Format(String text) {
    this.text = text;
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Format parse(String text) {
    for (Format format : values()) {
      if (format.text.equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException("unknown format \"" + text + "\": must be text or json");
  }

  /** The name, as on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
