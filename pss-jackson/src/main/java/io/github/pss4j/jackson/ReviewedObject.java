package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.jackson.ReviewedKinds.Parts;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.PodShape;
import io.github.pss4j.jackson.shape.Shape;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of an AdmissionReview. If the review says what it is before the object comes, it is
 * decoded while the review is read; if it cannot be decoded, that is told only to who asks for it.
 */
final class ReviewedObject implements AdmissionObject {
  private final ReviewedKinds kinds;
  private final Document document;

  /** What the object is where it does not say so itself. */
  private final String usualApiVersion;

  private final String usualKind;

  /** How the object was decoded while the review was read; null if it was not. */
  private final @Nullable Shape<Parts, Parts> decodedAs;

  private final @Nullable Parts parts;
  private final @Nullable InvalidDocumentException failure;

  private ReviewedObject(
      ReviewedKinds kinds,
      Document document,
      String usualApiVersion,
      String usualKind,
      @Nullable Shape<Parts, Parts> decodedAs,
      @Nullable Parts parts,
      @Nullable InvalidDocumentException failure) {
    this.kinds = kinds;
    this.document = document;
    this.usualApiVersion = usualApiVersion;
    this.usualKind = usualKind;
    this.decodedAs = decodedAs;
    this.parts = parts;
    this.failure = failure;
  }

  /** An object that was cut out of its review. */
  static ReviewedObject of(
      Document document, ReviewedKinds kinds, String usualApiVersion, String usualKind) {
    return new ReviewedObject(kinds, document, usualApiVersion, usualKind, null, null, null);
  }

  /** Decodes the object that comes next. */
  static ReviewedObject read(
      Cursor in,
      Shape<Parts, Parts> shape,
      ReviewedKinds kinds,
      String usualApiVersion,
      String usualKind) {
    Cursor.Mark start = in.mark();
    Parts parts = null;
    InvalidDocumentException failure = null;
    try {
      parts = shape.read(in);
    } catch (InvalidDocumentException e) {
      if (in.isBroken()) {
        throw e;
      }
      failure = e;
      in.backTo(start);
      in.skip();
    }
    return new ReviewedObject(
        kinds, in.since(start), usualApiVersion, usualKind, shape, parts, failure);
  }

  private Parts decode(Shape<Parts, Parts> shape) {
    if (failure != null && decodedAs == shape) {
      throw failure;
    }
    return parts != null && decodedAs == shape ? parts : shape.read(document.open());
  }

  @Override
  public Optional<Pod> pod() {
    Parts found = decode(ReviewedKinds.POD);
    return isCore("Pod", found) ? Optional.of(found.pod()) : Optional.empty();
  }

  @Override
  public Optional<Namespace> namespace() {
    Parts found = decode(ReviewedKinds.NAMESPACE);
    return isCore("Namespace", found)
        ? Optional.of(new Namespace(nullToEmpty(found.metadata.name()), found.metadata.labels()))
        : Optional.empty();
  }

  @Override
  public Template template(PodBearingKind kind) {
    Parts found = decode(kinds.shape(kind));
    if (!kind.kind().equals(kind(found))) {
      return Template.ofAnotherKind();
    }
    if (found.template != null) {
      return Template.of(found.template);
    }
    return kind.mayLackTemplate() ? Template.absent() : Template.of(PodShape.EMPTY_POD);
  }

  private boolean isCore(String wantedKind, Parts found) {
    String apiVersion = found.apiVersion == null ? usualApiVersion : found.apiVersion;
    return apiVersion.equals("v1") && kind(found).equals(wantedKind);
  }

  private String kind(Parts found) {
    return found.kind == null ? usualKind : found.kind;
  }
}
