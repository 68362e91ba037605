package io.github.pss4j.admission;

import java.time.Instant;
import java.util.Optional;

/**
 * Looks up namespaces, usually in the cache of an informer. Must be thread-safe.
 *
 * <p>What it throws counts as a failed lookup: a pod is refused, and anything else is allowed with
 * an audit annotation that has the message.
 */
@FunctionalInterface
public interface NamespaceGetter {
  /**
   * The namespace of that name; empty if there is none.
   *
   * @param deadline when the caller stops waiting, {@link Instant#MAX} for never; the
   *     implementation must observe it, since a lookup is not interrupted
   */
  Optional<Namespace> namespace(String name, Instant deadline) throws Exception;
}
