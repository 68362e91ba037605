package io.github.pss4j.workload;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.FieldPath;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;

/**
 * An object that bears a pod, whatever it was read from: the pod itself or a controller with the
 * template of one. Immutable and thread-safe.
 *
 * @param kind what kind of object it is
 * @param namespace the namespace; empty where the object names none
 * @param name the name, or the beginning of the name that it is to be given; may be empty
 * @param pod the pod, or the template, as it is written
 */
public record PodBearer(PodBearingKind kind, String namespace, String name, Pod pod) {
  /** Checks that each is given. */
  public PodBearer {
    requireNonNull(kind, "kind");
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(pod, "pod");
  }

  /** The pod as the API server would judge it. */
  public Pod asAdmitted() {
    return asAdmitted(Version.latest());
  }

  /**
   * The pod as the API server of a cluster release would judge it.
   *
   * @param release the release; {@code latest} is the newest
   */
  public Pod asAdmitted(Version release) {
    return kind.isPod() ? Defaulting.pod(pod, release) : Defaulting.podTemplate(pod, release);
  }

  /** Where a field of the pod stands in the object: {@code spec.template.spec.hostNetwork}. */
  public FieldPath pathOf(FieldPath inPod) {
    return kind.pathInObject(requireNonNull(inPod, "inPod"));
  }

  /** The kind, namespace and name, as far as there are any: {@code Deployment shop/web}. */
  @Override
  public String toString() {
    if (namespace.isEmpty() && name.isEmpty()) {
      return kind.toString();
    }
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
