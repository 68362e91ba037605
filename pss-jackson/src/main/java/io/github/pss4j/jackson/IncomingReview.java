package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Shape;
import io.github.pss4j.workload.GroupResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An AdmissionReview as it comes in: what to answer to, and what is asked. */
final class IncomingReview {
  private static final String API_VERSION = "admission.k8s.io/v1";
  private static final String KIND = "AdmissionReview";

  private final ReviewedKinds kinds;
  private String uid = "";
  private @Nullable String operation;
  private @Nullable GroupResource resource;
  private String objectKind = "";
  private String objectApiVersion = "";
  private String subresource = "";
  private String name = "";
  private String namespace = "";
  private String username = "";
  private boolean hasKind;
  private @Nullable AdmissionObject object;
  private @Nullable AdmissionObject oldObject;

  /** Objects that came before it was known what they are. */
  private @Nullable Document objectText;

  private @Nullable Document oldObjectText;

  private IncomingReview(ReviewedKinds kinds) {
    this.kinds = kinds;
  }

  /** A kind or a resource with its group and version. */
  private static final class Triple {
    private String group = "";
    private String version = "";
    private String name = "";

    String apiVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }
  }

  private static Shape<Triple, Triple> triple(String name) {
    return Shape.<Triple, Triple>of(Triple::new, it -> it)
        .field("group", (in, it) -> it.group = in.readString())
        .field("version", (in, it) -> it.version = in.readString())
        .field(name, (in, it) -> it.name = in.readString())
        .build();
  }

  private static final Shape<Triple, Triple> OBJECT_KIND = triple("kind");

  private static final Shape<Triple, Triple> RESOURCE = triple("resource");

  private static final Shape<String[], String> USER_INFO =
      Shape.<String[], String>of(() -> new String[] {""}, it -> it[0])
          .field("username", (in, it) -> it[0] = in.readString())
          .build();

  private static final Shape<IncomingReview, IncomingReview> REQUEST =
      Shape.<IncomingReview>into()
          .requiredField("uid", (in, it) -> it.uid = in.readString())
          .field("kind", (in, it) -> it.setObjectKind(OBJECT_KIND.read(in)))
          .field("resource", (in, it) -> it.setResource(RESOURCE.read(in)))
          .field("subResource", (in, it) -> it.subresource = in.readString())
          .field("name", (in, it) -> it.name = in.readString())
          .field("namespace", (in, it) -> it.namespace = in.readString())
          .field("operation", (in, it) -> it.operation = in.readString())
          .field("userInfo", (in, it) -> it.username = USER_INFO.read(in))
          .field("object", (in, it) -> it.readObject(in))
          .field("oldObject", (in, it) -> it.readOldObject(in))
          .build();

  private static final Shape<IncomingReview, IncomingReview> REVIEW =
      Shape.<IncomingReview>into()
          .requiredField("apiVersion", (in, it) -> Shape.expect(API_VERSION, in))
          .requiredField("kind", (in, it) -> Shape.expect(KIND, in))
          .otherSpelling("apiVersion", (in, it) -> Shape.expect(API_VERSION, in))
          .otherSpelling("kind", (in, it) -> Shape.expect(KIND, in))
          .requiredField("request", (in, it) -> REQUEST.readInto(in, it))
          .build();

  /** The uid alone of a review, whatever else it says. */
  private static final Shape<String[], String> UID =
      Shape.<String[], String>of(() -> new String[] {""}, it -> it[0])
          .requiredField("uid", (in, it) -> it[0] = in.readString())
          .build();

  private static final Shape<String[], String> UID_OF_REVIEW =
      Shape.<String[], String>of(() -> new String[] {""}, it -> it[0])
          .requiredField("apiVersion", (in, it) -> Shape.expect(API_VERSION, in))
          .requiredField("kind", (in, it) -> Shape.expect(KIND, in))
          .requiredField("request", (in, it) -> it[0] = UID.read(in))
          .build();

  /**
   * Reads the review that comes next.
   *
   * @param kinds how its objects are read
   */
  static IncomingReview read(Cursor in, ReviewedKinds kinds) {
    IncomingReview review = new IncomingReview(kinds);
    REVIEW.readInto(in, review);
    in.end();
    return review;
  }

  /**
   * The uid of the review that comes next; nothing else of it needs to make sense.
   *
   * @throws InvalidDocumentException if it is no review, or has no uid
   */
  static String readUid(Cursor in) {
    String uid = UID_OF_REVIEW.read(in);
    in.end();
    return uid;
  }

  /**
   * The same of a tree, which may hold what has no form in JSON.
   *
   * @throws InvalidDocumentException if it is no review, or has no uid
   */
  static String readUid(JsonNode review) {
    JsonNode uid = review.path("request").path("uid");
    if (!review.path("apiVersion").asText().equals(API_VERSION)
        || !review.path("kind").asText().equals(KIND)
        || !uid.isTextual()) {
      throw new InvalidDocumentException("must be an AdmissionReview with a uid", "", 0, 0, null);
    }
    return uid.textValue();
  }

  private void readObject(Cursor in) {
    if (isTyped()) {
      object = decode(in);
    } else {
      objectText = in.cut();
    }
  }

  private void readOldObject(Cursor in) {
    if (isTyped()) {
      oldObject = decode(in);
    } else {
      oldObjectText = in.cut();
    }
  }

  private boolean isTyped() {
    return resource != null && hasKind;
  }

  private AdmissionObject decode(Cursor in) {
    Optional<Shape<ReviewedKinds.Parts, ReviewedKinds.Parts>> shape =
        resource == null ? Optional.empty() : kinds.shape(resource);
    if (shape.isEmpty()) {
      in.skip();
      return AdmissionObject.none();
    }
    return ReviewedObject.read(in, shape.get(), kinds, objectApiVersion, objectKind);
  }

  private void setObjectKind(Triple kind) {
    hasKind = true;
    objectKind = kind.name;
    objectApiVersion = kind.apiVersion();
  }

  private void setResource(Triple triple) {
    resource = new GroupResource(triple.group, triple.name);
  }

  /** What the answer must bear. */
  String uid() {
    return uid;
  }

  /** Why the request cannot be understood, if it cannot. */
  Optional<String> problem() {
    if (resource == null || resource.resource().isEmpty()) {
      return Optional.of("request.resource.resource must be given");
    }
    return nullToEmpty(operation).isEmpty()
        ? Optional.of("request.operation must be given")
        : Optional.empty();
  }

  /**
   * What is asked.
   *
   * @throws IllegalStateException if there is a {@link #problem}
   */
  AdmissionRequest request() {
    if (resource == null || operation == null) {
      throw new IllegalStateException("the request has a problem");
    }
    return new AdmissionRequest(
        operation,
        resource,
        subresource,
        name,
        namespace,
        username,
        decoded(object, objectText),
        decoded(oldObject, oldObjectText));
  }

  private AdmissionObject decoded(@Nullable AdmissionObject decoded, @Nullable Document text) {
    if (decoded != null) {
      return decoded;
    }
    return text == null
        ? AdmissionObject.none()
        : ReviewedObject.of(text, kinds, objectApiVersion, objectKind);
  }
}
