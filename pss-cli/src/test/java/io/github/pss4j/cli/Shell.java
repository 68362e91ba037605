package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Runs a command line inside of this process, with streams of its own. */
record Shell(String stdin, String terminals, Map<String, String> env) {
  /** What a command line wrote and answered. */
  record Result(int exit, String out, String err) {}

  /** A shell without a terminal and with nothing on standard input. */
  static Shell plain() {
    return new Shell("", "", Map.of());
  }

  Shell withStdin(String text) {
    return new Shell(text, terminals, env);
  }

  Shell withTerminals(String numbers, Map<String, String> environment) {
    return new Shell(stdin, numbers, environment);
  }

  Result run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(new ByteArrayInputStream(stdin.getBytes(UTF_8)), out, err, terminals, env);
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exit = Pss.run(console, words);
    return new Result(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
