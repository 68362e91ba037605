package io.github.pss4j.webhook;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.pss4j.Policy;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.PodLister;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.policy.PodSecurity;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers AdmissionReviews over HTTPS as Pod Security Admission would, and follows
 * its files as they change. Thread-safe.
 *
 * <pre>{@code
 * try (PodSecurityWebhook webhook =
 *     PodSecurityWebhook.builder()
 *         .address(new InetSocketAddress("0.0.0.0", 8443))
 *         .certificate(Path.of("tls.crt"), Path.of("tls.key"))
 *         .lookups(namespaces, pods)
 *         .build()
 *         .start()) {
 *   webhook.awaitEnd();
 * }
 * }</pre>
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">Dynamic
 *     Admission Control</a>
 */
public final class PodSecurityWebhook implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** In which time a handshake, a head or a body must have come in. */
  private static final Duration LONGEST_PART = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  /** What an API server waits for an answer at most. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Builder options;
  private final ServerLog log;
  private final Fatal fatal;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final List<Source> sources = new ArrayList<>();
  private volatile @Nullable Running running;

  /** What there is once it has been started. */
  private record Running(
      ClusterState cluster,
      ReviewHandler reviews,
      ReviewServer server,
      @Nullable ReviewServer health) {}

  private PodSecurityWebhook(Builder options) {
    this.options = options;
    log = new ServerLog(options.log, options.requestLog);
    fatal = new Fatal(this::died);
  }

  /** Begins a webhook. It needs a certificate and to know where it learns of the cluster. */
  public static Builder builder() {
    return new Builder();
  }

  private void died(Error error) {
    log.say("it ends, since an error has ended a thread: " + error);
    options.onFatal.accept(error);
  }

  /**
   * Starts it.
   *
   * @return this webhook
   * @throws StartException if it cannot be what it was told to be; it is closed then
   * @throws IllegalStateException if it has been started before
   */
  public PodSecurityWebhook start() throws StartException {
    checkState(isStarted.compareAndSet(false, true), "it has been started before");
    try {
      begin();
      return this;
    } catch (StartException e) {
      throw e;
    } catch (Exception e) {
      throw new StartException(Problems.text(e), e);
    } finally {
      if (running == null) {
        stopping.countDown();
        stopped.countDown();
      }
    }
  }

  private void begin() throws Exception {
    ServerCertificate certificate = certificate();
    ClusterState cluster = cluster();
    ReviewHandler reviews = null;
    ReviewServer server = null;
    ReviewServer health = null;
    try {
      sources.addAll(cluster.sources());
      AdmissionMetrics admissionMetrics = new AdmissionMetrics(options.policy.newestVersion());
      ServerMetrics metrics = new ServerMetrics(admissionMetrics);
      Followed<RegularFile, Configured> configured = configuration(cluster, admissionMetrics);
      if (options.configuration != null) {
        sources.add(configured);
      }
      metrics.watch(sources);
      metrics.watch(log);
      metrics.watch(certificate);
      metrics.gauge(
          "pss_webhook_exempt_controllers",
          "Controllers that are exempt, and with them all who make pods by them.",
          () -> configured.get().exemptControllers().size());
      reviews =
          new ReviewHandler(
              () -> configured.get().reviewer(),
              log,
              metrics,
              Memory.of(Runtime.getRuntime().maxMemory()),
              options.maxConcurrent,
              LONGEST_PART,
              fatal);
      Pulse pulse = new Pulse(LONGEST_PAUSE, fatal);
      pulse.watch(log.writer());
      server =
          ReviewServer.start(
              options.address,
              certificate,
              routes(reviews, metrics, pulse, this::isClosing),
              LONGEST_PART,
              fatal);
      if (options.healthAddress != null) {
        health =
            ReviewServer.startPlain(
                options.healthAddress,
                routes(null, metrics, pulse, () -> true),
                LONGEST_PART,
                fatal);
      }
      running = new Running(cluster, reviews, server, health);
      follow(pulse);
      keepAlive(pulse, running);
      log.started(
          Build.version(),
          url(),
          "v1.0 to " + options.policy.newestVersion(),
          options.configuration == null ? "none" : configured.get().digest());
    } finally {
      if (running == null) {
        if (server != null) {
          server.stop();
        }
        if (reviews != null) {
          reviews.stop();
        }
        cluster.close();
      }
    }
  }

  private Routes routes(
      @Nullable ReviewHandler reviews,
      ServerMetrics metrics,
      Pulse pulse,
      BooleanSupplier closing) {
    return new Routes(
        reviews, metrics::scrape, () -> alive(pulse), this::isReady, closing, fatal, log);
  }

  private static Answer alive(Pulse pulse) {
    ImmutableList<String> problems = pulse.problems();
    return problems.isEmpty()
        ? Answer.line(200, "ok")
        : Answer.line(503, String.join("; ", problems));
  }

  private ServerCertificate certificate() throws Exception {
    Path chain = options.certificate;
    Path privateKey = options.privateKey;
    if (options.selfSigned != null) {
      SelfSigned made = SelfSigned.of(options.selfSignedHosts);
      made.writeTo(options.selfSigned);
      return certificate(made.keyPair());
    }
    if (chain == null || privateKey == null) {
      throw new IllegalStateException("a certificate is needed");
    }
    Followed<Pem, KeyPair> pair =
        new Followed<>(
            "certificate",
            "the certificate " + chain + " with the key " + privateKey,
            () -> Pem.read(chain, privateKey),
            KeyPair::of,
            log);
    ServerCertificate certificate = certificate(pair.get());
    pair.onChange(certificate::replace);
    sources.add(pair);
    return certificate;
  }

  private ServerCertificate certificate(KeyPair pair) throws StartException {
    Path file = options.clientAuthority;
    if (file == null) {
      return new ServerCertificate(pair);
    }
    Followed<RegularFile, List<X509Certificate>> authorities =
        new Followed<>(
            "client-authority",
            "the certificate authority of clients " + file,
            () -> RegularFile.read(file),
            it -> KeyPair.certificates(it.text()),
            log);
    ServerCertificate certificate =
        ServerCertificate.forClientsOf(pair, authorities.get(), options.clientNames);
    authorities.onChange(certificate::replaceAuthorities);
    sources.add(authorities);
    return certificate;
  }

  private ClusterState cluster() throws StartException {
    if (options.cluster == null) {
      throw new StartException(
          "a cluster is needed: manifests, a kubeconfig, this cluster, or lookups", null);
    }
    return options.cluster.open(log);
  }

  /** What is made of a configuration. */
  private record Configured(
      AdmissionReviewer reviewer, ImmutableList<String> exemptControllers, String digest) {}

  private Followed<RegularFile, Configured> configuration(
      ClusterState cluster, AdmissionMetrics metrics) throws StartException {
    Path file = options.configuration;
    return file == null
        ? new Followed<>(
            "configuration",
            "the configuration (none)",
            RegularFile::empty,
            none -> configured(PodSecurityConfiguration.standard(), none, cluster, metrics),
            log)
        : new Followed<>(
            "configuration",
            "the configuration " + file,
            () -> RegularFile.read(file),
            it ->
                configured(
                    new PodSecurityConfigurationReader().read(it.bytes()), it, cluster, metrics),
            log);
  }

  private Configured configured(
      PodSecurityConfiguration configuration,
      RegularFile file,
      ClusterState cluster,
      AdmissionMetrics metrics) {
    ImmutableList<String> controllers = ControllerAccounts.in(configuration.exemptions());
    if (!controllers.isEmpty()) {
      log.say(
          "exempt are controllers, and so everybody who may make what they make pods of: "
              + String.join(", ", controllers));
    }
    return new Configured(
        new AdmissionReviewer(
            PodSecurityAdmission.builder(cluster, cluster)
                .policy(options.policy)
                .configuration(configuration)
                .listener(metrics)
                .build()),
        controllers,
        file.digest());
  }

  private void follow(Pulse pulse) {
    for (Source source : sources) {
      Follower follower = new Follower(source, BETWEEN_LOOKS, stopped, fatal, log);
      follower.start();
      pulse.watch(follower);
    }
  }

  /** Asks each thread for a sign of life, and ends slow connections. */
  private void keepAlive(Pulse pulse, Running parts) {
    Thread keeper =
        new Thread(
            () ->
                fatal.guard(
                    () -> {
                      do {
                        lookUnlessEnding(pulse, parts);
                      } while (!awaitStopped());
                    }),
            "pss-keeper");
    keeper.setDaemon(true);
    pulse.beat("pss-keeper");
    keeper.start();
  }

  private boolean awaitStopped() {
    return Uninterruptibles.awaitUninterruptibly(stopped, BETWEEN_LOOKS);
  }

  private void lookUnlessEnding(Pulse pulse, Running parts) {
    try {
      look(pulse, parts);
    } catch (RejectedExecutionException e) {
      if (!isClosing()) {
        throw e;
      }
    }
  }

  private void look(Pulse pulse, Running parts) {
    pulse.beat("pss-keeper");
    parts.server.ping(() -> pulse.beat("the selector"), () -> pulse.beat("pss-http"));
    parts.reviews.timer().execute(() -> pulse.beat("the timer"));
    if (parts.reviews.judges.getQueue().isEmpty()) {
      parts.reviews.judges.execute(() -> pulse.beat("pss-judge"));
    }
    parts.server.endSlowConnections();
    if (parts.health != null) {
      parts.health.endSlowConnections();
    }
  }

  /** Looks at each source until what it says now has been taken in. */
  void look() {
    for (Source source : sources) {
      source.refresh();
      source.refresh();
    }
  }

  /** Waits until what was said so far is in the log. */
  boolean flushLog() {
    return log.flush(Duration.ofSeconds(30));
  }

  private boolean isClosing() {
    return stopping.getCount() == 0;
  }

  private boolean isReady() {
    Running parts = running;
    return parts != null && !isClosing() && parts.cluster.isReady() && !isStale();
  }

  private boolean isStale() {
    Duration most = options.maxStateAge;
    return most != null
        && sources.stream()
            .filter(it -> !it.name().equals("certificate"))
            .anyMatch(it -> it.ageInSeconds() > most.toMillis() / 1e3);
  }

  /** Where it is: {@code https://127.0.0.1:8443}. */
  public String url() {
    return "https://" + hostAndPort(running().server.address());
  }

  /** Where it tells how it is: {@code http://127.0.0.1:8080}; empty if there is no such address. */
  public Optional<String> healthUrl() {
    return Optional.ofNullable(running().health).map(it -> "http://" + hostAndPort(it.address()));
  }

  private Running running() {
    Running parts = running;
    checkState(parts != null, "it has not been started");
    return requireNonNull(parts);
  }

  private static String hostAndPort(InetSocketAddress address) {
    return InetAddresses.toUriString(address.getAddress()) + ":" + address.getPort();
  }

  /**
   * Ends: says that it is not ready any more, waits until those who send requests know, answers
   * what is under way, and closes. Returns when all that is done. Does nothing the second time.
   */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      awaitEnd();
      return;
    }
    stopping.countDown();
    Running parts = running;
    if (parts != null) {
      log.say("ending");
      Uninterruptibles.sleepUninterruptibly(options.shutdownDelay);
      parts.server.drain(() -> parts.reviews.inFlight() == 0, GRACE);
      if (parts.health != null) {
        parts.health.stop();
      }
      parts.reviews.stop();
      parts.cluster.close();
      log.say("ended");
    }
    log.flush(Duration.ofSeconds(1));
    stopped.countDown();
  }

  /** Returns when it has been closed, or could not be started. */
  public void awaitEnd() {
    Uninterruptibles.awaitUninterruptibly(stopped);
  }

  /** Opens what tells of the cluster. */
  private interface Cluster {
    ClusterState open(ServerLog log) throws StartException;
  }

  /** Builds a {@link PodSecurityWebhook}; not thread-safe. */
  public static final class Builder {
    private InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 8443);
    private @Nullable InetSocketAddress healthAddress;
    private @Nullable Path certificate;
    private @Nullable Path privateKey;
    private @Nullable Path selfSigned;
    private ImmutableList<String> selfSignedHosts = ImmutableList.of();
    private @Nullable Path clientAuthority;
    private ImmutableList<String> clientNames = ImmutableList.of();
    private @Nullable Path configuration;
    private @Nullable Cluster cluster;
    private Policy policy = PodSecurity.standard();
    private int maxConcurrent = 100;
    private boolean requestLog = true;
    private PrintStream log = System.err;
    private Duration shutdownDelay = Duration.ZERO;
    private @Nullable Duration maxStateAge;
    private Consumer<? super Error> onFatal = ignored -> {};

    private Builder() {}

    /** Sets where reviews are answered, port 0 for one that is free; by default 127.0.0.1:8443. */
    public Builder address(InetSocketAddress value) {
      address = requireNonNull(value, "address");
      return this;
    }

    /**
     * Sets where it tells how it is, over plain HTTP and with threads of its own: {@code /livez},
     * {@code /healthz}, {@code /readyz} and {@code /metrics}. By default only the address for
     * reviews tells.
     */
    public Builder healthAddress(InetSocketAddress value) {
      healthAddress = requireNonNull(value, "healthAddress");
      return this;
    }

    /** Sets the files of the certificate chain, the server's own first, and its key, in PEM. */
    public Builder certificate(Path chain, Path key) {
      certificate = requireNonNull(chain, "chain");
      privateKey = requireNonNull(key, "key");
      selfSigned = null;
      return this;
    }

    /**
     * For trying out: makes up a certificate for those hosts, and writes it to a file so that a
     * client can be told to trust it.
     */
    public Builder selfSigned(Path writtenTo, List<String> hosts) {
      selfSigned = requireNonNull(writtenTo, "writtenTo");
      selfSignedHosts = ImmutableList.copyOf(hosts);
      return this;
    }

    /**
     * Lets only those ask that have a certificate which an authority of that file has signed.
     *
     * @param names common names or DNS names, of which the certificate must have one; any if empty
     */
    public Builder clientAuthority(Path file, List<String> names) {
      clientAuthority = requireNonNull(file, "file");
      clientNames = ImmutableList.copyOf(names);
      return this;
    }

    /** Sets the file of a PodSecurityConfiguration, alone or in an AdmissionConfiguration. */
    public Builder configuration(Path file) {
      configuration = requireNonNull(file, "file");
      return this;
    }

    /** Takes namespaces and pods from manifests in a directory, which is followed. */
    public Builder manifests(Path directory, ManifestFinder finder) {
      requireNonNull(directory, "directory");
      requireNonNull(finder, "finder");
      cluster = it -> new DirectoryState(directory, finder, it);
      return this;
    }

    /** Takes namespaces and pods from the API server of the current context of that file. */
    public Builder kubeconfig(Path file) {
      requireNonNull(file, "file");
      cluster = it -> ApiServerState.of(file, it);
      return this;
    }

    /** Takes namespaces and pods from the API server of the cluster that this process is in. */
    public Builder thisCluster() {
      cluster = ApiServerState::ofThisCluster;
      return this;
    }

    /** Takes namespaces and pods from functions that know the cluster. */
    public Builder lookups(NamespaceGetter namespaces, PodLister pods) {
      requireNonNull(namespaces, "namespaces");
      requireNonNull(pods, "pods");
      cluster = ignored -> new LookedUp(namespaces, pods);
      return this;
    }

    /** Sets the policy; by default the standard one. */
    public Builder policy(Policy value) {
      policy = requireNonNull(value, "policy");
      return this;
    }

    /** Sets how many reviews are judged at once; by default 100. Others wait in order. */
    public Builder maxConcurrent(int value) {
      checkArgument(value > 0, "maxConcurrent must be positive, but is %s", value);
      maxConcurrent = value;
      return this;
    }

    /** Sets whether each review has a line in the log; by default it has. */
    public Builder requestLog(boolean value) {
      requestLog = value;
      return this;
    }

    /** Sets where the log goes; by default to standard error. */
    public Builder log(PrintStream value) {
      log = requireNonNull(value, "log");
      return this;
    }

    /**
     * Sets how long it still takes requests once it is closed, while those who send them come to
     * know; by default not at all.
     */
    public Builder shutdownDelay(Duration value) {
      checkArgument(!value.isNegative(), "shutdownDelay must not be negative, but is %s", value);
      shutdownDelay = value;
      return this;
    }

    /**
     * Sets how old what it knows of the cluster and its configuration may be before it is not ready
     * any more; by default of any age.
     */
    public Builder maxStateAge(Duration value) {
      checkArgument(
          !value.isNegative() && !value.isZero(), "maxStateAge must be positive, but is %s", value);
      maxStateAge = value;
      return this;
    }

    /**
     * Sets who is told when an {@code Error} has ended a thread, such as that of memory running
     * out. The server cannot be relied on then, and does not say any more that it is alive: end the
     * process. By default the log alone is told.
     */
    public Builder onFatal(Consumer<? super Error> value) {
      onFatal = requireNonNull(value, "onFatal");
      return this;
    }

    /** The webhook, which is yet to be started. */
    public PodSecurityWebhook build() {
      return new PodSecurityWebhook(this);
    }
  }
}
