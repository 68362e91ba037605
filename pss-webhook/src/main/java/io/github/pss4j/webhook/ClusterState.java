package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.PodLister;

/** What the cluster looks like. Thread-safe. */
interface ClusterState extends NamespaceGetter, PodLister, AutoCloseable {
  /** Whether it is known in full. */
  boolean isReady();

  /** Where it comes from. */
  ImmutableList<Source> sources();

  @Override
  void close();
}
