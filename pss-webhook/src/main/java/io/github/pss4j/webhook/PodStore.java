package io.github.pss4j.webhook;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.PodReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster, of which no more is kept than Pod Security asks for. Thread-safe.
 *
 * <p>The informer is given back pods that have a name and a version and nothing else.
 */
final class PodStore implements ItemStore<Pod> {
  private static final PodReader READER = new PodReader();

  private final KubernetesSerialization json;
  private final ServerLog log;

  /** By namespace, then by key. */
  private final Map<String, Map<String, Held>> pods = new ConcurrentHashMap<>();

  PodStore(KubernetesSerialization json, ServerLog log) {
    this.json = requireNonNull(json);
    this.log = requireNonNull(log);
  }

  /**
   * What is kept of a pod.
   *
   * @param model nothing if it could not be read
   */
  private record Held(Pod named, Optional<io.github.pss4j.model.Pod> model) {}

  /** The pods of a namespace, in no order. */
  List<io.github.pss4j.model.Pod> in(String namespace) {
    return pods.getOrDefault(namespace, Map.of()).values().stream()
        .flatMap(held -> held.model().stream())
        .collect(toImmutableList());
  }

  @Override
  public String getKey(Pod pod) {
    return Cache.metaNamespaceKeyFunc(pod);
  }

  @Override
  public @Nullable Pod put(String key, Pod pod) {
    return change(key, new Held(named(pod), model(key, pod)));
  }

  private static Pod named(Pod pod) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .withResourceVersion(pod.getMetadata().getResourceVersion())
        .endMetadata()
        .build();
  }

  private Optional<io.github.pss4j.model.Pod> model(String key, Pod pod) {
    try {
      return Optional.of(READER.readJson(json.asJson(pod)));
    } catch (InvalidDocumentException e) {
      log.say("the pod \"" + key + "\" cannot be read and is left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public @Nullable Pod remove(String key) {
    return change(key, null);
  }

  /** Puts or removes what is held of a pod, and returns the pod that was there before. */
  private @Nullable Pod change(String key, @Nullable Held now) {
    @Nullable Held[] before = new Held[1];
    pods.compute(
        namespace(key),
        (namespace, present) -> {
          Map<String, Held> held = present == null ? new ConcurrentHashMap<>() : present;
          before[0] = now == null ? held.remove(key) : held.put(key, now);
          return held.isEmpty() ? null : held;
        });
    return named(before[0]);
  }

  @Override
  public Stream<String> keySet() {
    return pods.values().stream().flatMap(held -> held.keySet().stream());
  }

  @Override
  public Stream<Pod> values() {
    return pods.values().stream().flatMap(held -> held.values().stream()).map(Held::named);
  }

  @Override
  public int size() {
    return pods.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public @Nullable Pod get(String key) {
    return named(pods.getOrDefault(namespace(key), Map.of()).get(key));
  }

  /** Pods are not whole here. */
  @Override
  public boolean isFullState() {
    return false;
  }

  private static @Nullable Pod named(@Nullable Held held) {
    return held == null ? null : held.named();
  }

  private static String namespace(String key) {
    return key.substring(0, Math.max(0, key.indexOf('/')));
  }
}
