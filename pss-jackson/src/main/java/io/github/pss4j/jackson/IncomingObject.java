package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.workload.PodBearingKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of an AdmissionReview: text, which is decoded as what it is asked for. */
final class IncomingObject implements AdmissionObject {
  private static final PodSpec EMPTY_SPEC = PodSpec.builder().build();

  private static final Pod EMPTY_POD = Pod.builder().spec(EMPTY_SPEC).build();

  private static final Shape<Parts, Parts> POD =
      parts()
          .field("metadata", (in, it) -> it.metadata = PodShape.OBJECT_META.read(in))
          .field("spec", (in, it) -> it.spec = PodShape.POD_SPEC.read(in))
          .build();

  private static final Shape<Parts, Parts> NAMESPACE =
      parts().field("metadata", (in, it) -> it.metadata = PodShape.OBJECT_META.read(in)).build();

  private final Tokens tokens;
  private final String usualApiVersion;
  private final String usualKind;

  /**
   * An object that has not been read.
   *
   * @param usualApiVersion what it is where it does not say so itself
   * @param usualKind what it is where it does not say so itself
   */
  IncomingObject(Tokens tokens, String usualApiVersion, String usualKind) {
    this.tokens = tokens;
    this.usualApiVersion = usualApiVersion;
    this.usualKind = usualKind;
  }

  private static final class Parts {
    private @Nullable String apiVersion;
    private @Nullable String kind;
    private ObjectMeta metadata = ObjectMeta.empty();
    private PodSpec spec = EMPTY_SPEC;
    private Optional<Pod> template = Optional.empty();
  }

  private static Shape.Builder<Parts, Parts> parts() {
    return Shape.<Parts, Parts>of(Parts::new, it -> it)
        .field("apiVersion", (in, it) -> it.apiVersion = in.readString())
        .field("kind", (in, it) -> it.kind = in.readString());
  }

  @Override
  public Optional<Pod> pod() {
    Parts parts = POD.read(tokens.again());
    return isCore("Pod", parts)
        ? Optional.of(Pod.builder().metadata(parts.metadata).spec(parts.spec).build())
        : Optional.empty();
  }

  @Override
  public Optional<Namespace> namespace() {
    Parts parts = NAMESPACE.read(tokens.again());
    return isCore("Namespace", parts)
        ? Optional.of(new Namespace(nullToEmpty(parts.metadata.name()), parts.metadata.labels()))
        : Optional.empty();
  }

  @Override
  public Template template(PodBearingKind kind) {
    List<String> way = kind.template();
    Parts parts =
        parts()
            .field(
                way.get(0), (in, it) -> it.template = readTemplate(in, way.subList(1, way.size())))
            .build()
            .read(tokens.again());
    if (!kind(parts).equals(kind.kind())) {
      return Template.ofAnotherKind();
    }
    return parts
        .template
        .map(Template::of)
        .orElseGet(() -> kind.mayLackTemplate() ? Template.absent() : Template.of(EMPTY_POD));
  }

  /** Reads a template that stands so many fields further down. */
  private static Optional<Pod> readTemplate(Tokens in, List<String> way) {
    if (way.isEmpty()) {
      return Optional.of(PodShape.POD.read(in));
    }
    return Shape.<Parts, Optional<Pod>>of(Parts::new, it -> it.template)
        .field(
            way.get(0),
            (below, it) -> it.template = readTemplate(below, way.subList(1, way.size())))
        .build()
        .read(in);
  }

  private boolean isCore(String wantedKind, Parts parts) {
    String apiVersion = parts.apiVersion == null ? usualApiVersion : parts.apiVersion;
    return apiVersion.equals("v1") && kind(parts).equals(wantedKind);
  }

  private String kind(Parts parts) {
    return parts.kind == null ? usualKind : parts.kind;
  }
}
