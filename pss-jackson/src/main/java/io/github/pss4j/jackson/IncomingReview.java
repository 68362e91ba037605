package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.workload.GroupResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AdmissionReview as it comes in: what to answer to, and what is asked. Its objects stay text
 * until they are needed.
 */
final class IncomingReview {
  private static final String API_VERSION = "admission.k8s.io/v1";
  private static final String KIND = "AdmissionReview";

  private String uid = "";
  private @Nullable String operation;
  private @Nullable GroupResource resource;
  private String objectKind = "";
  private String objectApiVersion = "";
  private String subresource = "";
  private String name = "";
  private String namespace = "";
  private String username = "";
  private @Nullable Tokens object;
  private @Nullable Tokens oldObject;

  private IncomingReview() {}

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
      Shape.<IncomingReview, IncomingReview>of(IncomingReview::new, it -> it)
          .requiredField("uid", (in, it) -> it.uid = in.readString())
          .field("kind", (in, it) -> it.setObjectKind(OBJECT_KIND.read(in)))
          .field("resource", (in, it) -> it.setResource(RESOURCE.read(in)))
          .field("subResource", (in, it) -> it.subresource = in.readString())
          .field("name", (in, it) -> it.name = in.readString())
          .field("namespace", (in, it) -> it.namespace = in.readString())
          .field("operation", (in, it) -> it.operation = in.readString())
          .field("userInfo", (in, it) -> it.username = USER_INFO.read(in))
          .field("object", (in, it) -> it.object = in.subdocument())
          .field("oldObject", (in, it) -> it.oldObject = in.subdocument())
          .build();

  private static final Shape<IncomingReview[], IncomingReview> REVIEW =
      Shape.<IncomingReview[], IncomingReview>of(() -> new IncomingReview[1], it -> it[0])
          .requiredField("apiVersion", (in, it) -> expect(API_VERSION, in))
          .requiredField("kind", (in, it) -> expect(KIND, in))
          .requiredField("request", (in, it) -> it[0] = REQUEST.read(in))
          .build();

  /** Reads the review that comes next. */
  static IncomingReview read(Tokens in) {
    return REVIEW.read(in);
  }

  private static void expect(String wanted, Tokens in) {
    String found = in.readString();
    if (!found.equals(wanted)) {
      throw in.error("must be \"" + wanted + "\", but is \"" + found + "\"");
    }
  }

  private void setObjectKind(Triple kind) {
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
        decodable(object),
        decodable(oldObject));
  }

  private AdmissionObject decodable(@Nullable Tokens tokens) {
    return tokens == null
        ? AdmissionObject.none()
        : new IncomingObject(tokens, objectApiVersion, objectKind);
  }
}
