package io.github.pss4j.admission;

import java.time.Instant;
import java.util.Optional;

/**
 * Looks a namespace up, most often in the cache of an informer. Must be thread-safe.
 *
 * <p>Whatever it throws is answered as a failed lookup: a pod is refused, anything else is allowed
 * with an audit annotation that carries the message.
 */
@FunctionalInterface
public interface NamespaceGetter {
  /**
   * The namespace of that name, or nothing if there is none.
   *
   * @param deadline when the answer is of no use any more, {@link Instant#MAX} for never; to be
   *     observed here, since nobody interrupts a lookup
   */
  Optional<Namespace> namespace(String name, Instant deadline) throws Exception;
}
