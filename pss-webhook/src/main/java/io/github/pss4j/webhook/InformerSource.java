package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;

/**
 * What an informer knows. An API server tells it something every minute or so, if only that nothing
 * has changed, so that one which hears nothing for long is cut off. Thread-safe.
 */
final class InformerSource implements Source {
  private final String name;
  private final SharedIndexInformer<?> informer;
  private @Nullable String lastVersion;
  private volatile long heardAt = System.nanoTime();
  private volatile long failures;
  private boolean wasWatching = true;

  InformerSource(String name, SharedIndexInformer<?> informer) {
    this.name = requireNonNull(name);
    this.informer = requireNonNull(informer);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void refresh() {
    String version = informer.lastSyncResourceVersion();
    boolean isWatching = informer.isWatching();
    if (version != null && !version.equals(lastVersion)) {
      lastVersion = version;
      heardAt = System.nanoTime();
    }
    if (wasWatching && !isWatching) {
      failures++;
    }
    wasWatching = isWatching;
  }

  @Override
  public double ageInSeconds() {
    return (System.nanoTime() - heardAt) / 1e9;
  }

  @Override
  public long failures() {
    return failures;
  }
}
