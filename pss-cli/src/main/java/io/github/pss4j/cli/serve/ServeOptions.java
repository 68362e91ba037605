package io.github.pss4j.cli.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Webhook} is to be. Immutable.
 *
 * @param address where it listens; port 0 for one that is free
 * @param tls the certificate that it shows
 * @param configuration a PodSecurityConfiguration, alone or in an AdmissionConfiguration
 * @param cluster where it learns of namespaces and pods
 * @param mostAtOnce how many reviews are answered at once; others are turned away
 * @param requestLog whether each request has a line in the log
 * @param shutdownDelay how long it still takes requests once it is told to end, while those who
 *     send them come to know
 */
public record ServeOptions(
    InetSocketAddress address,
    Tls tls,
    Optional<Path> configuration,
    Cluster cluster,
    int mostAtOnce,
    boolean requestLog,
    Duration shutdownDelay) {
  /** The certificate of a server. */
  public sealed interface Tls {}

  /** A certificate chain, the server's own first, and its private key, both in PEM. */
  public record PemFiles(Path certificate, Path privateKey) implements Tls {}

  /**
   * A certificate that is made up, for trying out.
   *
   * @param certificate the file that it is written to, so that a client can be told to trust it
   * @param hosts what it is valid for
   */
  public record SelfSignedTo(Path certificate, List<String> hosts) implements Tls {}

  /** Where namespaces and pods are. */
  public sealed interface Cluster {}

  /** Manifests in a directory, found by that. */
  public record ManifestsIn(Path directory, ManifestFinder finder) implements Cluster {}

  /** The API server of the current context. */
  public record Kubeconfig(Path file) implements Cluster {}

  /** The API server of the cluster that this process runs in. */
  public record ThisCluster() implements Cluster {}

  /** Finds the manifests in a directory. */
  public interface ManifestFinder {
    /** All of them, in the order in which they are to be read. */
    List<Path> manifestsIn(Path directory) throws IOException;
  }
}
