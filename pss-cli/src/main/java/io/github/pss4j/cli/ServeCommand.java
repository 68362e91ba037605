package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.net.HostAndPort;
import io.github.pss4j.cli.check.Manifests;
import io.github.pss4j.webhook.PodSecurityWebhook;
import io.github.pss4j.webhook.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    footer = {"  2  it cannot start", "  3  an error has ended it, such as no memory being left"})
final class ServeCommand implements Subcommand {
  /** What it needs to be told when it is a pod of a cluster. */
  private static final String IN_A_CLUSTER = "KUBERNETES_SERVICE_HOST";

  /** The exit code after an error that nothing can be done about. */
  private static final int FATAL = 3;

  private final Console console;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "where to listen; port 0 for one that is free (default: ${DEFAULT-VALUE})")
  private String address = "127.0.0.1:8443";

  @Option(
      names = "--health-address",
      paramLabel = "HOST:PORT",
      description =
          "where to say how it is over plain HTTP, with threads of its own: /livez, /healthz,"
              + " /readyz, /metrics")
  private @Nullable String healthAddress;

  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description = "only those may ask whose certificate is signed by one of this file, in PEM")
  private @Nullable Path clientCa;

  @Option(
      names = "--client-name",
      paramLabel = "NAME",
      description =
          "and has this common name or DNS name; may be given several times, any if not given")
  private List<String> clientNames = List.of();

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
          "how many reviews are answered at once; others wait for half of their time, then get 503"
              + " (default: ${DEFAULT-VALUE})")
  private int maxConcurrent = 100;

  @Option(
      names = "--shutdown-delay",
      paramLabel = "SECONDS",
      description =
          "how long it still answers, but is not ready, once it is told to end (default:"
              + " ${DEFAULT-VALUE})")
  private int shutdownDelay;

  @Option(
      names = "--max-state-age",
      paramLabel = "SECONDS",
      description =
          "how old what it knows may be before it is not ready any more (default: of any age)")
  private int maxStateAge;

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
    if (maxStateAge < 0) {
      throw new UsageException("--max-state-age must not be below 0");
    }
    PodSecurityWebhook.Builder options =
        PodSecurityWebhook.builder()
            .address(socketAddress("address", address))
            .maxConcurrent(maxConcurrent)
            .requestLog(!noRequestLog)
            .log(console.err())
            .shutdownDelay(Duration.ofSeconds(shutdownDelay))
            .onFatal(ServeCommand::halt);
    setCertificate(options);
    setCluster(options);
    if (configuration != null) {
      options.configuration(configuration);
    }
    if (healthAddress != null) {
      options.healthAddress(socketAddress("health address", healthAddress));
    }
    if (maxStateAge > 0) {
      options.maxStateAge(Duration.ofSeconds(maxStateAge));
    }
    LibraryLog.writeTo(console.err(), ServeCommand::halt);
    PodSecurityWebhook webhook = options.build();
    try {
      webhook.start();
    } catch (StartException e) {
      throw new UsageException("cannot start: " + e.getMessage());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(webhook::close));
    console.out().println("listening on " + webhook.url());
    webhook.healthUrl().ifPresent(url -> console.out().println("health on " + url));
    console.out().flush();
    webhook.awaitEnd();
    return Exit.OK;
  }

  /** Ends the process without its hooks, which need threads and memory that may not be there. */
  private static void halt(Error error) {
    byte[] line =
        ("{\"message\":\"ended by " + error.getClass().getName() + "\"}\n").getBytes(UTF_8);
    try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
      err.write(line);
    } catch (IOException e) {
      // It ends all the same.
    } finally {
      Runtime.getRuntime().halt(FATAL);
    }
  }

  private static InetSocketAddress socketAddress(String what, String address) {
    HostAndPort parsed;
    try {
      parsed = HostAndPort.fromString(address).requireBracketsForIPv6();
    } catch (IllegalArgumentException e) {
      parsed = HostAndPort.fromHost("");
    }
    if (!parsed.hasPort() || parsed.getHost().isEmpty()) {
      throw new UsageException(
          "the " + what + " \"" + address + "\" must be a host and a port, such as 127.0.0.1:8443");
    }
    InetSocketAddress resolved = new InetSocketAddress(parsed.getHost(), parsed.getPort());
    if (resolved.isUnresolved()) {
      throw new UsageException("the host \"" + parsed.getHost() + "\" is not known");
    }
    return resolved;
  }

  private void setCertificate(PodSecurityWebhook.Builder options) {
    if (clientCa != null) {
      options.clientAuthority(clientCa, clientNames);
    } else if (!clientNames.isEmpty()) {
      throw new UsageException("--client-name needs --client-ca-file");
    }
    if (selfSigned != null && certificate == null && privateKey == null) {
      options.selfSigned(selfSigned, List.of("localhost", "127.0.0.1", "::1"));
    } else if (selfSigned == null && certificate != null && privateKey != null) {
      options.certificate(certificate, privateKey);
    } else {
      throw new UsageException(
          "a certificate is needed: give --tls-cert-file and --tls-private-key-file,"
              + " or --self-signed alone to try it out");
    }
  }

  private void setCluster(PodSecurityWebhook.Builder options) {
    if (clusterState != null && kubeconfig != null) {
      throw new UsageException("give --cluster-state or --kubeconfig, not both");
    }
    if (clusterState != null) {
      options.manifests(clusterState, ServeCommand::manifestsIn);
    } else if (kubeconfig != null) {
      options.kubeconfig(kubeconfig);
    } else if (console.env().containsKey(IN_A_CLUSTER)) {
      options.thisCluster();
    } else {
      throw new UsageException(
          "a cluster is needed, since this is not a pod of one: give --cluster-state or"
              + " --kubeconfig");
    }
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
