package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.cli.Pss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code pss serve} in a process of its own, on a port that it chooses. */
final class ServeProcess implements AutoCloseable {
  final Process process;
  final String url;
  private final BufferedReader log;

  private ServeProcess(Process process) throws IOException {
    this.process = process;
    log = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    String first =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    String listening = "listening on ";
    if (first == null || !first.startsWith(listening)) {
      throw new IOException("not started: " + log.readLine());
    }
    url = first.substring(listening.length());
  }

  /** Starts one, in a directory, and waits until it listens. */
  static ServeProcess start(Path directory, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Pss.class.getName(),
                "serve",
                "--address",
                "127.0.0.1:0"));
    command.addAll(options);
    return new ServeProcess(new ProcessBuilder(command).directory(directory.toFile()).start());
  }

  /** Sends it SIGTERM; what it says can still be read, unlike after {@link Process#destroy}. */
  void terminate() {
    assertTrue(process.toHandle().destroy());
  }

  /** Waits until it says something, and returns the whole line. */
  String awaitLog(String text) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new IOException("it ended without saying \"" + text + "\"");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    assertTrue(process.onExit().join() != null);
  }
}
