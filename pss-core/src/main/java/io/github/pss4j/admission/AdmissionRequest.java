package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.workload.GroupResource;

/**
 * A request to the API server, as far as Pod Security reads it. Immutable if its objects are.
 *
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code CONNECT}; for pods and
 *     objects that bear them, an unknown one is treated as {@code CREATE}
 * @param resource the resource of the request
 * @param subresource {@code status}, {@code exec}, …; empty for the object itself
 * @param name the name of the object; empty if it is yet to be generated
 * @param namespace the namespace of the object, or the namespace itself; may be empty
 * @param username the user who makes the request; may be empty
 * @param object the object as it will be
 * @param oldObject the object as it is now
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">Webhook
 *     request</a>
 */
public record AdmissionRequest(
    String operation,
    GroupResource resource,
    String subresource,
    String name,
    String namespace,
    String username,
    AdmissionObject object,
    AdmissionObject oldObject) {
  /** Checks that each part is given. */
  public AdmissionRequest {
    requireNonNull(operation, "operation");
    requireNonNull(resource, "resource");
    requireNonNull(subresource, "subresource");
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(username, "username");
    requireNonNull(object, "object");
    requireNonNull(oldObject, "oldObject");
  }

  /** Begins a request. */
  public static Builder builder(String operation, GroupResource resource) {
    return new Builder(operation, resource);
  }

  boolean isCreate() {
    return operation.equals("CREATE");
  }

  boolean isUpdate() {
    return operation.equals("UPDATE");
  }

  /** Builds an {@link AdmissionRequest}; what is not set is empty. Not thread-safe. */
  public static final class Builder {
    private final String operation;
    private final GroupResource resource;
    private String subresource = "";
    private String name = "";
    private String namespace = "";
    private String username = "";
    private AdmissionObject object = AdmissionObject.none();
    private AdmissionObject oldObject = AdmissionObject.none();

    private Builder(String operation, GroupResource resource) {
      this.operation = requireNonNull(operation, "operation");
      this.resource = requireNonNull(resource, "resource");
    }

    /** Sets the subresource. */
    public Builder subresource(String subresource) {
      this.subresource = requireNonNull(subresource, "subresource");
      return this;
    }

    /** Sets the name of the object. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** Sets the namespace of the object, or the name of the namespace that the request is about. */
    public Builder namespace(String namespace) {
      this.namespace = requireNonNull(namespace, "namespace");
      return this;
    }

    /** Sets the user who makes the request. */
    public Builder username(String username) {
      this.username = requireNonNull(username, "username");
      return this;
    }

    /** Sets the object as it will be. */
    public Builder object(AdmissionObject object) {
      this.object = requireNonNull(object, "object");
      return this;
    }

    /** Sets the object as it is now. */
    public Builder oldObject(AdmissionObject oldObject) {
      this.oldObject = requireNonNull(oldObject, "oldObject");
      return this;
    }

    /** The request. */
    public AdmissionRequest build() {
      return new AdmissionRequest(
          operation, resource, subresource, name, namespace, username, object, oldObject);
    }
  }
}
