package io.github.pss4j.jackson;

import io.github.pss4j.core.Defaulting;
import io.github.pss4j.model.Pod;

/**
 * An object of a manifest that bears a pod: the pod, or the template of one, and what the object is
 * called. Immutable.
 *
 * @param kind what kind of object it is
 * @param namespace its namespace; empty where it names none
 * @param name its name, or the beginning of the name that it is to be given; may be empty
 * @param file where it was read from, as the caller called it
 * @param line the line on which it begins, counted from 1
 * @param pod the pod as it is written
 */
public record Workload(
    PodBearingKind kind, String namespace, String name, String file, int line, Pod pod) {
  /** The pod as the API server would judge it. */
  public Pod asAdmitted() {
    return kind == PodBearingKind.POD ? Defaulting.pod(pod) : Defaulting.podTemplate(pod);
  }
}
