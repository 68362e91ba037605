package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Optional;

/**
 * The object of a request, which is not decoded before it is asked for as something.
 *
 * <p>Each method tells where there is no object, or one of another kind. Whatever it throws is
 * answered as an object that does not decode: a pod is refused, and so is a namespace. Asked again
 * it must answer the same; only one thread asks.
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

  /** The pod template of the object, if that is of this kind, which is not the pod. */
  default Template template(PodBearingKind kind) {
    return Template.ofAnotherKind();
  }

  /** The pod template that was found in an object, or why there is none. Immutable. */
  sealed interface Template {
    /** The template of the object. */
    static Template of(Pod pod) {
      return new Present(pod);
    }

    /** The object is of the kind but lacks the template, so that it bears no pod. */
    static Template absent() {
      return Absent.INSTANCE;
    }

    /** There is no object, or it is of another kind. */
    static Template ofAnotherKind() {
      return OfAnotherKind.INSTANCE;
    }

    /** The template of the object. */
    record Present(Pod pod) implements Template {
      /** Checks that the pod is given. */
      public Present {
        requireNonNull(pod, "pod");
      }
    }

    /** The object is of the kind but lacks the template. */
    record Absent() implements Template {
      private static final Absent INSTANCE = new Absent();
    }

    /** There is no object, or it is of another kind. */
    record OfAnotherKind() implements Template {
      private static final OfAnotherKind INSTANCE = new OfAnotherKind();
    }
  }

  /** No object: the request carries none, or {@code null}. */
  static AdmissionObject none() {
    return new AdmissionObject() {};
  }

  /** A pod that is decoded already. */
  static AdmissionObject of(Pod pod) {
    requireNonNull(pod, "pod");
    return new AdmissionObject() {
      @Override
      public Optional<Pod> pod() {
        return Optional.of(pod);
      }
    };
  }

  /** A namespace that is decoded already. */
  static AdmissionObject of(Namespace namespace) {
    requireNonNull(namespace, "namespace");
    return new AdmissionObject() {
      @Override
      public Optional<Namespace> namespace() {
        return Optional.of(namespace);
      }
    };
  }

  /** An object with a pod template that is decoded already. */
  static AdmissionObject of(Template template) {
    requireNonNull(template, "template");
    return new AdmissionObject() {
      @Override
      public Template template(PodBearingKind kind) {
        return template;
      }
    };
  }
}
