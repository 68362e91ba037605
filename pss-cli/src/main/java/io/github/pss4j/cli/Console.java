package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Whom a command talks to: the three streams, which of them are terminals, and the environment.
 *
 * @param terminals the numbers of those of the three streams, 0 to 2, that are terminals
 */
record Console(
    InputStream in, PrintStream out, PrintStream err, String terminals, Map<String, String> env) {
  private static final int BUFFER = 1 << 16;

  /** A console on these streams. */
  static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      String terminals,
      Map<String, String> env) {
    return new Console(
        in,
        Output.to(new BufferedOutputStream(out, BUFFER)),
        new PrintStream(err, true, UTF_8),
        terminals,
        env);
  }

  /** That of this process. */
  static Console ofProcess() {
    return of(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        terminalsOfProcess(),
        System.getenv());
  }

  /**
   * The launcher knows which streams are terminals. Java knows only whether both input and output
   * are, and newer releases tell it only if asked to do as the older ones.
   */
  @SuppressWarnings("SystemConsoleNull") // it is null again if newer releases are asked so
  private static String terminalsOfProcess() {
    String told = System.getProperty("pss.terminals");
    if (told != null) {
      return told;
    }
    System.setProperty("jdk.console", "java.base");
    return System.console() == null ? "" : "01";
  }

  boolean inIsTerminal() {
    return terminals.contains("0");
  }

  boolean outIsTerminal() {
    return terminals.contains("1");
  }

  boolean errIsTerminal() {
    return terminals.contains("2");
  }

  /** Whether what goes to standard output may have colours. */
  boolean colorsOutput() {
    return outIsTerminal() && allowsColors();
  }

  /** Whether what goes to standard error may have colours. */
  boolean colorsErrors() {
    return errIsTerminal() && allowsColors();
  }

  /** See https://no-color.org. */
  private boolean allowsColors() {
    String term = env.getOrDefault("TERM", "dumb");
    return !term.equals("dumb") && env.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
