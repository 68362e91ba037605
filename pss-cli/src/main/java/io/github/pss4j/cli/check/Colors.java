package io.github.pss4j.cli.check;

/** Colours by the escape sequences of ANSI terminals, or none. */
public enum Colors {
  ON,
  OFF;

  /** Colours if they are on. */
  public static Colors of(boolean on) {
    return on ? ON : OFF;
  }

  String bold(String text) {
    return sequence("1", text);
  }

  String faint(String text) {
    return sequence("2", text);
  }

  String red(String text) {
    return sequence("31", text);
  }

  String green(String text) {
    return sequence("32", text);
  }

  String yellow(String text) {
    return sequence("33", text);
  }

  private String sequence(String code, String text) {
    return this == ON ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
