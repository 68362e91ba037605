package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.pss4j.admission.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks for namespaces that are not known yet: each name once at a time, few names at once, and no
 * longer than the one who wants to know can wait. Thread-safe.
 */
final class NamespaceLookups implements AutoCloseable {
  private static final int MOST_NAMES = 16;
  private static final int MOST_WAITING = 24;

  /** How long a namespace that is not there is not asked for again. */
  private static final Duration ABSENT = Duration.ofSeconds(1);

  private final Function<String, Optional<Namespace>> ask;
  private final Map<String, CompletableFuture<Optional<Namespace>>> asked =
      new ConcurrentHashMap<>();
  private final Cache<String, Boolean> absent =
      CacheBuilder.newBuilder().expireAfterWrite(ABSENT).maximumSize(1_000).build();

  /** Who waits holds a judging thread, of which the others must not run out. */
  private final Semaphore places;

  private final ThreadPoolExecutor threads;

  /**
   * Lookups.
   *
   * @param ask asks for a namespace, for as long as it takes
   */
  NamespaceLookups(Function<String, Optional<Namespace>> ask) {
    this.ask = requireNonNull(ask);
    places = new Semaphore(MOST_WAITING);
    threads =
        new ThreadPoolExecutor(
            0,
            MOST_NAMES,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadFactoryBuilder().setNameFormat("pss-lookup-%d").setDaemon(true).build());
  }

  Optional<Namespace> namespace(String name, Instant deadline)
      throws InterruptedException, TimeoutException {
    if (absent.getIfPresent(name) != null) {
      return Optional.empty();
    }
    if (!places.tryAcquire()) {
      throw new IllegalStateException(
          "too many requests wait for namespaces that the API server has not told of yet");
    }
    try {
      Duration left = Duration.between(Instant.now(), deadline);
      return flight(name).get(saturatedMillis(left), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      TimeoutException told = new TimeoutException("the API server did not answer in time");
      told.initCause(e);
      throw told;
    } finally {
      places.release();
    }
  }

  private static long saturatedMillis(Duration left) {
    Duration longest = Duration.ofMinutes(1);
    return Math.max(0, (left.compareTo(longest) < 0 ? left : longest).toMillis());
  }

  private CompletableFuture<Optional<Namespace>> flight(String name) {
    CompletableFuture<Optional<Namespace>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Namespace>> other = asked.putIfAbsent(name, mine);
    if (other != null) {
      return other;
    }
    try {
      threads.execute(() -> fly(name, mine));
    } catch (RejectedExecutionException e) {
      asked.remove(name, mine);
      mine.completeExceptionally(
          new IllegalStateException("too many namespaces are being asked for at once", e));
    }
    return mine;
  }

  private void fly(String name, CompletableFuture<Optional<Namespace>> flight) {
    try {
      Optional<Namespace> found = ask.apply(name);
      if (found.isEmpty()) {
        absent.put(name, true);
      }
      asked.remove(name, flight);
      flight.complete(found);
    } catch (Throwable e) {
      asked.remove(name, flight);
      flight.completeExceptionally(e);
      if (e instanceof Error error) {
        throw error;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
