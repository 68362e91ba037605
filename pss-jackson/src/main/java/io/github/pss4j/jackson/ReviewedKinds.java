package io.github.pss4j.jackson;

import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.PodPath;
import io.github.pss4j.jackson.shape.PodShape;
import io.github.pss4j.jackson.shape.Shape;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.workload.GroupKind;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the objects of AdmissionReviews are read, by what they are. Thread-safe. */
final class ReviewedKinds {
  /** What an admission needs to know of an object. */
  static final class Parts {
    @Nullable String apiVersion;
    @Nullable String kind;
    ObjectMeta metadata = ObjectMeta.empty();
    PodSpec spec = PodShape.EMPTY_POD.spec();
    @Nullable Pod template;

    Pod pod() {
      return Pod.builder().metadata(metadata).spec(spec).build();
    }
  }

  static final Shape<Parts, Parts> POD =
      ofType("v1", "Pod")
          .field("metadata", (in, it) -> it.metadata = PodShape.OBJECT_META.read(in))
          .field("spec", (in, it) -> it.spec = PodShape.lenient().spec().read(in))
          .build();

  static final Shape<Parts, Parts> NAMESPACE =
      ofType("v1", "Namespace")
          .field("metadata", (in, it) -> it.metadata = PodShape.OBJECT_META.read(in))
          .build();

  private final PodSecurityAdmission admission;
  private final Map<PodBearingKind, Shape<Parts, Parts>> templates = new ConcurrentHashMap<>();

  /** The kinds that the admission examines. */
  ReviewedKinds(PodSecurityAdmission admission) {
    this.admission = admission;
  }

  /** How objects of a resource are read; empty where the admission does not examine them. */
  Optional<Shape<Parts, Parts>> shape(GroupResource resource) {
    if (resource.equals(GroupResource.PODS)) {
      return Optional.of(POD);
    }
    return resource.equals(GroupResource.NAMESPACES)
        ? Optional.of(NAMESPACE)
        : admission.kind(resource).map(this::shape);
  }

  /** How objects that bear a template are read. */
  Shape<Parts, Parts> shape(PodBearingKind kind) {
    return templates.computeIfAbsent(kind, ReviewedKinds::newShape);
  }

  private static Shape<Parts, Parts> newShape(PodBearingKind kind) {
    PodPath below =
        PodPath.of(kind.template().subList(1, kind.template().size()), PodShape.lenient(), false);
    return ofType()
        .otherSpelling("apiVersion", (in, it) -> expectGroup(kind, in))
        .otherSpelling("kind", (in, it) -> Shape.expect(kind.kind(), in))
        .field(kind.template().get(0), (in, it) -> it.template = below.read(in))
        .build();
  }

  private static void expectGroup(PodBearingKind kind, Cursor in) {
    String apiVersion = in.readString();
    if (!kind.groups().contains(GroupKind.of(apiVersion, "").group())) {
      throw in.error("must be spelled \"apiVersion\"");
    }
  }

  private static Shape.Builder<Parts, Parts> ofType(String apiVersion, String kind) {
    return ofType()
        .otherSpelling("apiVersion", (in, it) -> Shape.expect(apiVersion, in))
        .otherSpelling("kind", (in, it) -> Shape.expect(kind, in));
  }

  private static Shape.Builder<Parts, Parts> ofType() {
    return Shape.<Parts, Parts>of(Parts::new, it -> it)
        .field("apiVersion", (in, it) -> it.apiVersion = in.readString())
        .field("kind", (in, it) -> it.kind = in.readString());
  }
}
