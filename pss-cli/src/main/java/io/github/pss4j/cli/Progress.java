package io.github.pss4j.cli;

import java.util.Locale;

/**
 * One line on the terminal that tells how far a long check is; nothing if standard error is none.
 * Where the report goes to the same terminal, the line stands below it.
 */
final class Progress {
  private static final int FIRST = 1_000;
  private static final int STEP = 100;
  private static final String CLEAR = "\r\033[K";

  private final Console console;
  private boolean shown;

  Progress(Console console) {
    this.console = console;
  }

  /** So many workloads have been judged, and the last of them reported. */
  void checked(int count) {
    int step = console.outIsTerminal() ? 1 : STEP;
    if (console.errIsTerminal() && count >= FIRST && count % step == 0) {
      console.out().flush();
      console.err().print(String.format(Locale.ROOT, "%schecked %,d …", CLEAR, count));
      shown = true;
    }
  }

  /** To be called before something is written to standard output. */
  void beforeOutput() {
    if (console.outIsTerminal()) {
      clear();
    }
  }

  /** Takes the line away. */
  void clear() {
    if (shown) {
      console.err().print(CLEAR);
      shown = false;
    }
  }
}
