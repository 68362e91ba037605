package io.github.pss4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.cli.Shell.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code pss serve} says to a command line that it cannot serve. */
final class ServeCommandTest {
  private final Path directory;

  ServeCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void needsACertificate() {
    String needed =
        "a certificate is needed: give --tls-cert-file and --tls-private-key-file,"
            + " or --self-signed alone to try it out";
    assertRefused(needed, "--cluster-state", directory);
    assertRefused(needed, "--cluster-state", directory, "--tls-cert-file", "a");
    assertRefused(needed, "--cluster-state", directory, "--tls-private-key-file", "a");
    assertRefused(
        needed, "--cluster-state", directory, "--self-signed", "a", "--tls-cert-file", "a");
  }

  @Test
  void needsACluster() {
    String selfSigned = directory.resolve("made.crt").toString();
    assertRefused(
        "a cluster is needed, since this is not a pod of one: give --cluster-state or --kubeconfig",
        "--self-signed",
        selfSigned);
    assertRefused(
        "give --cluster-state or --kubeconfig, not both",
        "--self-signed",
        selfSigned,
        "--cluster-state",
        directory,
        "--kubeconfig",
        directory);
    assertRefused(
        "cannot start: the cluster state /nowhere: there is no file \"/nowhere\"",
        "--self-signed",
        selfSigned,
        "--cluster-state",
        "/nowhere");
  }

  @Test
  void needsAnAddressThatIsFree() throws IOException {
    for (String address : List.of("", "8443", "localhost", ":8443", "h:x", "h:70000", "::1:8443")) {
      assertRefused(
          "the address \"" + address + "\" must be a host and a port, such as 127.0.0.1:8443",
          "--address=" + address);
    }
    assertRefused(
        "the host \"no.such.host.invalid\" is not known", "--address=no.such.host.invalid:1");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "cannot start: the address 127.0.0.1:"
              + taken.getLocalPort()
              + " cannot be used: Address already in use",
          "--address=127.0.0.1:" + taken.getLocalPort(),
          "--self-signed",
          directory.resolve("made.crt"),
          "--cluster-state",
          directory);
    }
  }

  @Test
  void helpNamesEachOption() {
    Result help = Shell.plain().run("serve", "--help");
    assertEquals(0, help.exit());
    for (String option :
        List.of(
            "--address=HOST:PORT",
            "--tls-cert-file=FILE",
            "--tls-private-key-file=FILE",
            "--self-signed=FILE",
            "--cluster-state=DIR",
            "--kubeconfig=FILE",
            "--config=FILE",
            "--max-concurrent=N",
            "--shutdown-delay=SECONDS",
            "--no-request-log")) {
      assertTrue(help.out().contains(option), option);
    }
  }

  private static void assertRefused(String why, Object... options) {
    Object[] words = new Object[options.length + 1];
    words[0] = "serve";
    System.arraycopy(options, 0, words, 1, options.length);
    assertEquals(
        new Result(2, "", "pss serve: " + why + "; see pss serve --help\n"),
        Shell.plain().run(words));
  }
}
