package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * The answer to a request. Immutable.
 *
 * @param status why the request is refused; empty if it is allowed
 * @param warnings for the user, in the API server's order
 * @param auditAnnotations for the audit log, sorted; the keys lack the prefix with the name of the
 *     plugin
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

  /** Whether the request is allowed. */
  public boolean allowed() {
    return status.isEmpty();
  }

  /**
   * Refuses a request that cannot be understood: with code 400 and that message, which is also the
   * audit annotation {@code error}.
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
