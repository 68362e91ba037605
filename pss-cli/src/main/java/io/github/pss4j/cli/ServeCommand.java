package io.github.pss4j.cli;

import com.google.common.net.HostAndPort;
import io.github.pss4j.cli.check.Manifests;
import io.github.pss4j.cli.serve.ServeOptions;
import io.github.pss4j.cli.serve.ServeOptions.Cluster;
import io.github.pss4j.cli.serve.ServeOptions.Kubeconfig;
import io.github.pss4j.cli.serve.ServeOptions.ManifestsIn;
import io.github.pss4j.cli.serve.ServeOptions.PemFiles;
import io.github.pss4j.cli.serve.ServeOptions.SelfSignedTo;
import io.github.pss4j.cli.serve.ServeOptions.ThisCluster;
import io.github.pss4j.cli.serve.ServeOptions.Tls;
import io.github.pss4j.cli.serve.StartException;
import io.github.pss4j.cli.serve.Webhook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers an API server: {@code pss serve}. */
@Command(
    name = "serve",
    header = "Answers AdmissionReviews over HTTPS as Pod Security Admission would.",
    description = {
      "",
      "A validating webhook: POST /validate takes reviews; /healthz, /readyz and /metrics say how it"
          + " is. Certificate, configuration and cluster state are followed as their files change."
    },
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = "  2  it cannot start")
final class ServeCommand implements Subcommand {
  /** What it needs to be told when it is a pod of a cluster. */
  private static final String IN_A_CLUSTER = "KUBERNETES_SERVICE_HOST";

  private final Console console;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "where to listen; port 0 for one that is free (default: ${DEFAULT-VALUE})")
  private String address = "127.0.0.1:8443";

  @Option(
      names = "--tls-cert-file",
      paramLabel = "FILE",
      description = "the server's certificate in PEM, followed by those that it was signed with")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-private-key-file",
      paramLabel = "FILE",
      description = "the private key of the certificate in PEM")
  private @Nullable Path privateKey;

  @Option(
      names = "--self-signed",
      paramLabel = "FILE",
      description =
          "for trying out: make a certificate that signs itself, and write it to a file so that a"
              + " client can trust it")
  private @Nullable Path selfSigned;

  @Option(
      names = "--cluster-state",
      paramLabel = "DIR",
      description = "take namespaces and pods from the manifests in a directory")
  private @Nullable Path clusterState;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "take namespaces and pods from the API server of the current context; in a pod, from its"
              + " own cluster if neither is given")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a PodSecurityConfiguration, alone or in an AdmissionConfiguration")
  private @Nullable Path configuration;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description =
          "how many reviews are answered at once; others get 503 (default: ${DEFAULT-VALUE})")
  private int maxConcurrent = 100;

  @Option(
      names = "--shutdown-delay",
      paramLabel = "SECONDS",
      description =
          "how long it still answers, but is not ready, once it is told to end (default:"
              + " ${DEFAULT-VALUE})")
  private int shutdownDelay;

  @Option(names = "--no-request-log", description = "no line on standard error for each review")
  private boolean noRequestLog;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  boolean help;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() {
    if (maxConcurrent < 1 || shutdownDelay < 0) {
      throw new UsageException(
          "--max-concurrent must be 1 or more, and --shutdown-delay must not be below 0");
    }
    ServeOptions options =
        new ServeOptions(
            socketAddress(),
            tls(),
            Optional.ofNullable(configuration),
            cluster(),
            maxConcurrent,
            !noRequestLog,
            Duration.ofSeconds(shutdownDelay));
    Webhook webhook;
    try {
      webhook = Webhook.start(options, console.err());
    } catch (StartException e) {
      throw new UsageException("cannot start: " + e.getMessage());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(webhook::stop));
    console.out().println("listening on " + webhook.url());
    console.out().flush();
    webhook.awaitEnd();
    return Exit.OK;
  }

  private InetSocketAddress socketAddress() {
    HostAndPort parsed;
    try {
      parsed = HostAndPort.fromString(address).requireBracketsForIPv6();
    } catch (IllegalArgumentException e) {
      parsed = HostAndPort.fromHost("");
    }
    if (!parsed.hasPort() || parsed.getHost().isEmpty()) {
      throw new UsageException(
          "the address \"" + address + "\" must be a host and a port, such as 127.0.0.1:8443");
    }
    InetSocketAddress resolved = new InetSocketAddress(parsed.getHost(), parsed.getPort());
    if (resolved.isUnresolved()) {
      throw new UsageException("the host \"" + parsed.getHost() + "\" is not known");
    }
    return resolved;
  }

  private Tls tls() {
    if (selfSigned != null && certificate == null && privateKey == null) {
      List<String> hosts = List.of("localhost", "127.0.0.1", "::1");
      return new SelfSignedTo(selfSigned, hosts);
    }
    if (selfSigned == null && certificate != null && privateKey != null) {
      return new PemFiles(certificate, privateKey);
    }
    throw new UsageException(
        "a certificate is needed: give --tls-cert-file and --tls-private-key-file,"
            + " or --self-signed alone to try it out");
  }

  private Cluster cluster() {
    if (clusterState != null && kubeconfig != null) {
      throw new UsageException("give --cluster-state or --kubeconfig, not both");
    }
    if (clusterState != null) {
      return new ManifestsIn(clusterState, ServeCommand::manifestsIn);
    }
    if (kubeconfig != null) {
      return new Kubeconfig(kubeconfig);
    }
    if (console.env().containsKey(IN_A_CLUSTER)) {
      return new ThisCluster();
    }
    throw new UsageException(
        "a cluster is needed, since this is not a pod of one: give --cluster-state or --kubeconfig");
  }

  private static List<Path> manifestsIn(Path directory) throws IOException {
    List<Path> manifests = new ArrayList<>();
    List<IOException> problems = new ArrayList<>();
    Manifests.in(directory, manifests::add, (unreadable, problem) -> problems.add(problem));
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    return manifests;
  }
}
