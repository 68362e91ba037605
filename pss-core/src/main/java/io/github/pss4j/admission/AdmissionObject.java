package io.github.pss4j.admission;

import io.github.pss4j.model.Pod;
import java.util.Optional;

/**
 * The object of a request, which is not decoded before it is asked for as something.
 *
 * <p>Each method answers empty where there is no object, or one of another kind. Whatever it throws
 * is answered as an object that does not decode: a pod is refused, and so is a namespace. Asked
 * again it must answer the same; only one thread asks.
 */
public interface AdmissionObject {
  /** The object as a namespace. */
  default Optional<Namespace> namespace() {
    return Optional.empty();
  }

  /** The object as a pod. */
  default Optional<Pod> pod() {
    return Optional.empty();
  }

  /** The object as that controller, whose pod template may be absent. */
  default Optional<Template> podController(PodController controller) {
    return Optional.empty();
  }

  /**
   * The pod template of a controller. Immutable.
   *
   * @param pod the pod that it makes; empty if it makes none
   */
  record Template(Optional<Pod> pod) {}

  /** No object: the request carries none, or {@code null}. */
  static AdmissionObject none() {
    return new AdmissionObject() {};
  }

  /** A pod that is decoded already. */
  static AdmissionObject of(Pod pod) {
    return new AdmissionObject() {
      @Override
      public Optional<Pod> pod() {
        return Optional.of(pod);
      }
    };
  }

  /** A namespace that is decoded already. */
  static AdmissionObject of(Namespace namespace) {
    return new AdmissionObject() {
      @Override
      public Optional<Namespace> namespace() {
        return Optional.of(namespace);
      }
    };
  }

  /** A controller that is decoded already. */
  static AdmissionObject of(Template template) {
    return new AdmissionObject() {
      @Override
      public Optional<Template> podController(PodController controller) {
        return Optional.of(template);
      }
    };
  }
}
