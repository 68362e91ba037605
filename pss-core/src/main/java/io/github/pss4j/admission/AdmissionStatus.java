package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.text.GoQuote;
import io.github.pss4j.workload.GroupResource;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is refused, as the API server reports it. Immutable.
 *
 * @param code the HTTP status code
 * @param reason the code in one word: {@code Forbidden}
 * @param message the whole sentence
 * @param details the object at fault, for programs to read
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/">Status</a>
 */
public record AdmissionStatus(int code, String reason, String message, Optional<Details> details) {
  /** Checks that each part is given. */
  public AdmissionStatus {
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
    requireNonNull(details, "details");
  }

  /**
   * What a refusal is about. Immutable; what is empty is left out of an answer.
   *
   * @param name the name of the object
   * @param group the API group of the kind
   * @param kind the kind or the resource
   * @param causes the faults, one by one
   */
  public record Details(String name, String group, String kind, ImmutableList<Cause> causes) {
    /** Checks that each part is given. */
    public Details {
      requireNonNull(name, "name");
      requireNonNull(group, "group");
      requireNonNull(kind, "kind");
      requireNonNull(causes, "causes");
    }
  }

  /**
   * One fault. Immutable; what is empty is left out of an answer.
   *
   * @param reason the fault in one word
   * @param message the fault in a sentence
   * @param field where it is
   */
  public record Cause(String reason, String message, String field) {
    /** Checks that each part is given. */
    public Cause {
      requireNonNull(reason, "reason");
      requireNonNull(message, "message");
      requireNonNull(field, "field");
    }
  }

  /** 403: the object of the request is not allowed. */
  static AdmissionStatus forbidden(AdmissionRequest request, String why) {
    GroupResource resource = request.resource();
    String name = request.name().isEmpty() ? "" : " " + GoQuote.quote(request.name());
    return new AdmissionStatus(
        403,
        "Forbidden",
        resource + name + " is forbidden: " + why,
        Optional.of(
            new Details(
                request.name(), resource.group(), resource.resource(), ImmutableList.of())));
  }

  /** 422: labels of a namespace are invalid. */
  static AdmissionStatus invalidNamespace(String name, List<LabelError> errors) {
    ImmutableList<Cause> causes =
        errors.stream()
            .map(error -> new Cause("FieldValueInvalid", error.detail(), error.field()))
            .collect(ImmutableList.toImmutableList());
    return new AdmissionStatus(
        422,
        "Invalid",
        "Namespace " + GoQuote.quote(name) + " is invalid: " + LabelError.join(errors),
        Optional.of(new Details(name, "", "Namespace", causes)));
  }

  /** 400: the request cannot be understood. */
  static AdmissionStatus badRequest(String message) {
    return new AdmissionStatus(400, "BadRequest", message, Optional.empty());
  }

  /** 500: something that the answer needs did not work. */
  static AdmissionStatus internalError(String message) {
    return new AdmissionStatus(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        Optional.of(new Details("", "", "", ImmutableList.of(new Cause("", message, "")))));
  }
}
