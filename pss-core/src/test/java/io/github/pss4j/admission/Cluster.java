package io.github.pss4j.admission;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that is made up, and that remembers what it was asked. */
final class Cluster implements NamespaceGetter, PodLister {
  private final Map<String, Namespace> namespaces = new HashMap<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Instant> deadlines = new ArrayList<>();

  /** Adds a namespace with labels by their names without the prefix. */
  Cluster namespace(String name, String... labels) {
    namespaces.put(name, new Namespace(name, labels(labels)));
    return this;
  }

  Cluster pods(Pod... more) {
    pods.addAll(List.of(more));
    return this;
  }

  static ImmutableMap<String, String> labels(String... namesAndValues) {
    ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put("pod-security.kubernetes.io/" + namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels.buildOrThrow();
  }

  /** The deadlines of all lookups so far. */
  List<Instant> deadlines() {
    return deadlines;
  }

  @Override
  public Optional<Namespace> namespace(String name, Instant deadline) {
    deadlines.add(deadline);
    return Optional.ofNullable(namespaces.get(name));
  }

  @Override
  public List<Pod> pods(String namespace, Instant deadline) {
    return pods;
  }
}
