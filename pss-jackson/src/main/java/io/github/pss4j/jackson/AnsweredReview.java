package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionRequest;
import java.util.Optional;

/**
 * An AdmissionReview and the answer to it, for those who also log what they answer. Immutable.
 *
 * @param uid what the API server calls the request
 * @param request what was asked; empty if it could not be understood, which is then the answer
 */
public record AnsweredReview(
    String uid, Optional<AdmissionRequest> request, AdmissionDecision decision) {
  /** Checks that each part is given. */
  public AnsweredReview {
    requireNonNull(uid, "uid");
    requireNonNull(request, "request");
    requireNonNull(decision, "decision");
  }

  /** The answer as an AdmissionReview in JSON in UTF-8. */
  public byte[] toJson() {
    return OutgoingReview.write(uid, decision);
  }
}
