package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server as somebody embeds it, in a process of its own that may have little memory. */
final class EmbeddedWebhook implements AutoCloseable {
  final Process process;
  final String url;

  private EmbeddedWebhook(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts one that writes its certificate to a file, with options for its Java. */
  static EmbeddedWebhook start(Path certificate, String... javaOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedWebhook.class.getName(),
            certificate.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String url =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (url == null) {
      throw new IOException("not started");
    }
    return new EmbeddedWebhook(process, url);
  }

  /** Runs it; the argument is the file for the certificate. */
  public static void main(String... args) throws Exception {
    Namespace team =
        new Namespace(
            "team",
            ImmutableMap.of(
                "pod-security.kubernetes.io/enforce", "restricted",
                "pod-security.kubernetes.io/audit", "restricted"));
    try (PodSecurityWebhook webhook =
        PodSecurityWebhook.builder()
            .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .selfSigned(Path.of(args[0]), List.of("127.0.0.1"))
            .lookups((name, deadline) -> Optional.of(team), (name, deadline) -> List.of())
            .onFatal(error -> Runtime.getRuntime().halt(3))
            .build()
            .start()) {
      System.out.println(webhook.url());
      webhook.awaitEnd();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
