package io.github.pss4j.cli.serve;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.pss4j.Policy;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.cli.serve.ServeOptions.Kubeconfig;
import io.github.pss4j.cli.serve.ServeOptions.ManifestsIn;
import io.github.pss4j.cli.serve.ServeOptions.PemFiles;
import io.github.pss4j.cli.serve.ServeOptions.SelfSignedTo;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.policy.PodSecurity;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A server that answers AdmissionReviews over HTTPS, and follows its files as they change.
 * Thread-safe.
 */
public final class Webhook {
  /** For probes, metrics and refusals while every place for a review is taken. */
  private static final int SPARE_THREADS = 64;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** What an API server waits for an answer at most. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ServeOptions options;
  private final ServerLog log;
  private final List<Runnable> looks = new ArrayList<>();
  private final ClusterState cluster;
  private final ReviewHandler reviews;
  private final AdmissionServer server;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Webhook(ServeOptions options, ServerLog log) throws Exception {
    this.options = options;
    this.log = log;
    ServerCertificate certificate = certificate();
    cluster = cluster();
    looks.add(cluster::refresh);
    try {
      Policy policy = PodSecurity.standard();
      AdmissionMetrics metrics = new AdmissionMetrics(policy.newestVersion());
      Followed<PodSecurityConfiguration, AdmissionReviewer> reviewers =
          follow(
              "the configuration " + options.configuration().map(Object::toString).orElse("(none)"),
              this::configuration,
              configuration ->
                  new AdmissionReviewer(
                      PodSecurityAdmission.builder(cluster, cluster)
                          .policy(policy)
                          .configuration(configuration)
                          .listener(metrics)
                          .build()));
      reviews = new ReviewHandler(reviewers, log, options.mostAtOnce());
      server =
          AdmissionServer.start(
              options.address(),
              certificate.context(),
              options.mostAtOnce() + SPARE_THREADS,
              new Routes(reviews, metrics, this::isReady, log));
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    Thread looking = new Thread(this::keepLooking, "pss-serve-files");
    looking.setDaemon(true);
    looking.start();
  }

  /**
   * Starts a server.
   *
   * @param err where its log goes
   * @throws StartException if it cannot be what the options say
   */
  public static Webhook start(ServeOptions options, PrintStream err) throws StartException {
    try {
      return new Webhook(options, new ServerLog(err, options.requestLog()));
    } catch (StartException e) {
      throw e;
    } catch (Exception e) {
      throw new StartException(Problems.text(e), e);
    }
  }

  private ServerCertificate certificate() throws Exception {
    if (options.tls() instanceof SelfSignedTo made) {
      SelfSigned selfSigned = SelfSigned.of(made.hosts());
      Files.writeString(made.certificate(), selfSigned.certificatePem());
      return new ServerCertificate(selfSigned.keyPair());
    }
    PemFiles files = (PemFiles) options.tls();
    Followed<Pem, KeyPair> pair =
        follow(
            "the certificate " + files.certificate() + " with the key " + files.privateKey(),
            () -> Pem.read(files),
            KeyPair::of);
    ServerCertificate certificate = new ServerCertificate(pair.get());
    pair.onChange(certificate::replace);
    return certificate;
  }

  private ClusterState cluster() throws Exception {
    if (options.cluster() instanceof ManifestsIn manifests) {
      return new DirectoryState(manifests, log);
    }
    return options.cluster() instanceof Kubeconfig kubeconfig
        ? ApiServerState.of(kubeconfig.file(), log)
        : ApiServerState.ofThisCluster(log);
  }

  private PodSecurityConfiguration configuration() throws Exception {
    return options.configuration().isPresent()
        ? new PodSecurityConfigurationReader().read(options.configuration().get())
        : PodSecurityConfiguration.standard();
  }

  private <S, T> Followed<S, T> follow(String what, Followed.Look<S> look, Followed.Make<S, T> make)
      throws Exception {
    Followed<S, T> followed = new Followed<>(what, look, make, log);
    looks.add(followed::refresh);
    return followed;
  }

  private void keepLooking() {
    while (!Uninterruptibles.awaitUninterruptibly(stopping, BETWEEN_LOOKS)) {
      look();
    }
  }

  /** Looks whether a file has changed, and takes in what it says now. */
  void look() {
    ImmutableList.copyOf(looks).forEach(Runnable::run);
  }

  private boolean isReady() {
    return stopping.getCount() > 0 && cluster.isReady();
  }

  /** Where it is: {@code https://127.0.0.1:8443}. */
  public String url() {
    InetSocketAddress address = server.address();
    return "https://" + InetAddresses.toUriString(address.getAddress()) + ":" + address.getPort();
  }

  /**
   * Ends: says that it is not ready any more, waits until those who send requests know, answers
   * what is under way, and closes. Returns when all that is done.
   */
  public void stop() {
    stopping.countDown();
    log.say("ending");
    Uninterruptibles.sleepUninterruptibly(options.shutdownDelay());
    server.stop(reviews::isIdle, GRACE);
    cluster.close();
    log.say("ended");
    stopped.countDown();
  }

  /** Returns when it has been stopped. */
  public void awaitEnd() {
    Uninterruptibles.awaitUninterruptibly(stopped);
  }
}
