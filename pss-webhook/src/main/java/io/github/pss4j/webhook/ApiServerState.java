package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A cluster as its API server tells of it: listed once, then watched. Thread-safe. */
final class ApiServerState implements ClusterState {
  /** Less than the API server waits for the webhook as it is deployed, which is five seconds. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

  /** Of a large cluster, so many at a time are read. */
  private static final long PAGE = 250;

  private final KubernetesClient client;
  private final ServerLog log;
  private final SharedIndexInformer<Namespace> namespaces;
  private final PodStore podStore;
  private final SharedIndexInformer<Pod> pods;
  private final NamespaceLookups lookups;
  private final ImmutableList<Source> sources;

  private ApiServerState(Config config, ServerLog log) {
    this.log = requireNonNull(log);
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(config)
                    .withRequestTimeout(Math.toIntExact(REQUEST_TIMEOUT.toMillis()))
                    // A lookup that fails is answered as such; the informers try again themselves.
                    .withRequestRetryBackoffLimit(0)
                    // As kubectl watches; web sockets need more of what stands between.
                    .withOnlyHttpWatches(true)
                    .build())
            .build();
    namespaces = client.namespaces().withLimit(PAGE).runnableInformer(0);
    podStore = new PodStore(client.getKubernetesSerialization(), log);
    pods = client.pods().inAnyNamespace().withLimit(PAGE).runnableInformer(0).itemStore(podStore);
    lookups =
        new NamespaceLookups(
            name ->
                Optional.ofNullable(client.namespaces().withName(name).get())
                    .map(ApiServerState::model));
    sources =
        ImmutableList.of(
            new InformerSource("namespaces", namespaces), new InformerSource("pods", pods));
  }

  /** The cluster that this process is a pod of. */
  static ApiServerState ofThisCluster(ServerLog log) {
    return start(Config.autoConfigure(null), log);
  }

  /** The cluster of the current context of that file. */
  static ApiServerState of(Path kubeconfig, ServerLog log) {
    return start(Config.fromKubeconfig(kubeconfig.toFile()), log);
  }

  private static ApiServerState start(Config config, ServerLog log) {
    ApiServerState state = new ApiServerState(config, log);
    state.start(state.namespaces, "namespaces");
    state.start(state.pods, "pods");
    return state;
  }

  private void start(SharedIndexInformer<?> informer, String what) {
    informer
        .exceptionHandler(
            (started, problem) -> {
              log.say(what + " cannot be listed and watched now: " + problem.getMessage());
              return true;
            })
        .start();
  }

  /**
   * The namespace of that name. One that is not known yet may have been made just now, so the API
   * server is asked, as its own plugin does.
   */
  @Override
  public Optional<io.github.pss4j.admission.Namespace> namespace(String name, Instant deadline)
      throws InterruptedException, TimeoutException {
    Namespace known = namespaces.getStore().getByKey(name);
    return known == null ? lookups.namespace(name, deadline) : Optional.of(model(known));
  }

  private static io.github.pss4j.admission.Namespace model(Namespace namespace) {
    ObjectMeta metadata = namespace.getMetadata();
    return new io.github.pss4j.admission.Namespace(
        metadata.getName(), ImmutableMap.copyOf(metadata.getLabels()));
  }

  @Override
  public List<io.github.pss4j.model.Pod> pods(String namespace, Instant deadline) {
    if (!pods.hasSynced()) {
      throw new IllegalStateException("the pods of the cluster are not known yet");
    }
    return podStore.in(namespace);
  }

  @Override
  public boolean isReady() {
    return namespaces.hasSynced() && pods.hasSynced();
  }

  @Override
  public ImmutableList<Source> sources() {
    return sources;
  }

  @Override
  public void close() {
    lookups.close();
    client.close();
  }
}
