package io.github.pss4j.admission;

import io.github.pss4j.model.Pod;
import java.time.Instant;
import java.util.List;

/**
 * Lists the pods of a namespace, most often from the cache of an informer. Must be thread-safe.
 *
 * <p>Whatever it throws becomes one warning; the request is allowed all the same.
 */
@FunctionalInterface
public interface PodLister {
  /**
   * All pods of the namespace, in the order in which they are to be checked.
   *
   * @param deadline when the answer is of no use any more; to be observed here, since nobody
   *     interrupts a list
   */
  List<Pod> pods(String namespace, Instant deadline) throws Exception;
}
