package io.github.pss4j.admission;

import io.github.pss4j.model.Pod;
import java.time.Instant;
import java.util.List;

/**
 * Lists the pods of a namespace, usually from the cache of an informer. Must be thread-safe.
 *
 * <p>What it throws becomes a warning; the request is still allowed.
 */
@FunctionalInterface
public interface PodLister {
  /**
   * All pods of the namespace, in the order in which to check them.
   *
   * @param deadline when the caller stops waiting; the implementation must observe it, since a call
   *     is not interrupted
   */
  List<Pod> pods(String namespace, Instant deadline) throws Exception;
}
