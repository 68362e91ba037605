package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Optional;

/**
 * The object of a request, decoded on demand.
 *
 * <p>What a method throws counts as an object that cannot be decoded: a pod is refused, and so is a
 * namespace. Methods may be called several times, by one thread, and must return the same each
 * time.
 */
public interface AdmissionObject {
  /** The object as a namespace; empty if there is none, or one of another kind. */
  default Optional<Namespace> namespace() {
    return Optional.empty();
  }

  /** The object as a pod; empty if there is none, or one of another kind. */
  default Optional<Pod> pod() {
    return Optional.empty();
  }

  /** The pod template of the object, which should be of that kind; never asked for a pod. */
  default Template template(PodBearingKind kind) {
    requireNonNull(kind, "kind");
    return Template.ofAnotherKind();
  }

  /** The pod template that was found in an object, or why there is none. Immutable. */
  sealed interface Template {
    /** The template of the object. */
    static Template of(Pod pod) {
      return new Present(pod);
    }

    /** The object is of the kind but lacks the template: it bears no pod. */
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
