package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What is answered to a request. Immutable.
 *
 * @param status why the request is refused; empty if it is allowed
 * @param warnings what the user is told besides, in the API server's order
 * @param auditAnnotations what the audit log is to say; keys without the name of the plugin, sorted
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response">Webhook
 *     response</a>
 */
public record AdmissionDecision(
    Optional<AdmissionStatus> status,
    ImmutableList<String> warnings,
    ImmutableMap<String, String> auditAnnotations) {
  private static final AdmissionDecision ALLOWED = allowedWith(ImmutableMap.of());

  /** Checks that each part is given. */
  public AdmissionDecision {
    requireNonNull(status, "status");
    requireNonNull(warnings, "warnings");
    requireNonNull(auditAnnotations, "auditAnnotations");
  }

  /** Whether the request may go on. */
  public boolean allowed() {
    return status.isEmpty();
  }

  /**
   * The refusal of a request that cannot be understood: 400 with that message, which is audited as
   * an error too.
   */
  public static AdmissionDecision badRequest(String message) {
    requireNonNull(message, "message");
    return refused(AdmissionStatus.badRequest(message), ImmutableMap.of("error", message));
  }

  static AdmissionDecision allowedWithNothing() {
    return ALLOWED;
  }

  static AdmissionDecision allowedWith(ImmutableMap<String, String> auditAnnotations) {
    return new AdmissionDecision(Optional.empty(), ImmutableList.of(), auditAnnotations);
  }

  static AdmissionDecision allowedWith(ImmutableList<String> warnings) {
    return warnings.isEmpty()
        ? ALLOWED
        : new AdmissionDecision(Optional.empty(), warnings, ImmutableMap.of());
  }

  static AdmissionDecision refused(AdmissionStatus status) {
    return refused(status, ImmutableMap.of());
  }

  static AdmissionDecision refused(
      AdmissionStatus status, ImmutableMap<String, String> auditAnnotations) {
    return new AdmissionDecision(Optional.of(status), ImmutableList.of(), auditAnnotations);
  }
}
