package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.PodLister;
import io.github.pss4j.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A cluster that somebody else knows. Thread-safe if the lookups are. */
record LookedUp(NamespaceGetter namespaces, PodLister podLister) implements ClusterState {
  @Override
  public Optional<Namespace> namespace(String name, Instant deadline) throws Exception {
    return namespaces.namespace(name, deadline);
  }

  @Override
  public List<Pod> pods(String namespace, Instant deadline) throws Exception {
    return podLister.pods(namespace, deadline);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ImmutableList<Source> sources() {
    return ImmutableList.of();
  }

  @Override
  public void close() {}
}
