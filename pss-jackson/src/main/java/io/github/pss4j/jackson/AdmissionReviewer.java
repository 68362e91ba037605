package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.PodSecurityAdmission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers the AdmissionReviews that an API server sends to a webhook, {@code admission.k8s.io/v1}.
 * Immutable and thread-safe.
 *
 * <p>Each review that is one, and whose request has a uid, is answered with that uid, whatever else
 * it says: what cannot be judged is refused. For anything else each method throws {@link
 * InvalidDocumentException}, which a server should answer with 400. Objects that the decision does
 * not need are passed over.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">Dynamic
 *     Admission Control</a>
 */
public final class AdmissionReviewer {
  private static final ObjectMapper TREES = new ObjectMapper(OutgoingReview.JSON);

  private final PodSecurityAdmission admission;
  private final ReaderLimits limits;

  /** Reviews are decided by that admission, and read within the default limits. */
  public AdmissionReviewer(PodSecurityAdmission admission) {
    this(admission, ReaderLimits.defaults());
  }

  /** Reviews are decided by that admission, and read within those limits. */
  public AdmissionReviewer(PodSecurityAdmission admission, ReaderLimits limits) {
    this.admission = requireNonNull(admission);
    this.limits = requireNonNull(limits);
  }

  /** Answers a review in JSON in UTF-8, whenever that may be. */
  public byte[] review(byte[] json) {
    return review(json, Instant.MAX);
  }

  /**
   * Answers a review in JSON in UTF-8.
   *
   * @param deadline when the answer is of no use any more
   */
  public byte[] review(byte[] json, Instant deadline) {
    return answer(json, deadline).toJson();
  }

  /**
   * Answers a review in JSON in UTF-8, and tells what was asked and decided.
   *
   * @param deadline when the answer is of no use any more
   */
  public AnsweredReview answer(byte[] json, Instant deadline) {
    Tokens in = JsonTokens.of(json, limits);
    IncomingReview review = IncomingReview.read(in);
    in.end();
    if (review.problem().isPresent()) {
      return new AnsweredReview(
          review.uid(), Optional.empty(), AdmissionDecision.badRequest(review.problem().get()));
    }
    AdmissionRequest request = review.request();
    return new AnsweredReview(
        review.uid(), Optional.of(request), admission.decide(request, deadline));
  }

  /** Answers a review as a tree of nodes, whenever that may be. */
  public JsonNode review(JsonNode json) {
    return review(json, Instant.MAX);
  }

  /**
   * Answers a review as a tree of nodes. Errors name the path, but no line and column.
   *
   * @param deadline when the answer is of no use any more
   */
  public JsonNode review(JsonNode json, Instant deadline) {
    byte[] bytes;
    try {
      bytes = TREES.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new InvalidDocumentException("the tree cannot be written as JSON", "", 0, 0, e);
    }
    try {
      return TREES.readTree(review(bytes, deadline));
    } catch (InvalidDocumentException e) {
      throw new InvalidDocumentException(e.problem(), e.path(), 0, 0, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
