package io.github.pss4j.cli.serve;

import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.PodLister;

/** What the cluster looks like. Thread-safe. */
interface ClusterState extends NamespaceGetter, PodLister, AutoCloseable {
  /** Whether it is known in full. */
  boolean isReady();

  /** Looks for changes, where nobody tells of them. */
  void refresh();

  @Override
  void close();
}
