package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.jackson.json.JsonCursor;
import io.github.pss4j.jackson.json.ParsedJson;
import io.github.pss4j.jackson.shape.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the AdmissionReviews that an API server sends to a webhook, {@code admission.k8s.io/v1}.
 * Immutable and thread-safe.
 *
 * <p>Each review in sound JSON whose request has a uid is answered with that uid, whatever else it
 * says: what cannot be understood or judged is refused. For anything else each method throws {@link
 * InvalidDocumentException}, which a server should answer with 400.
 *
 * <p>Pod Security has no part in the deletion of objects: let the rules of the webhook name {@code
 * CREATE} and {@code UPDATE} only. A review of a {@code DELETE} carries no object, so that of a pod
 * or a namespace is refused, as the API server's own code refuses it when it is asked.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">Dynamic
 *     Admission Control</a>
 */
public final class AdmissionReviewer {
  private static final ObjectMapper TREES = new ObjectMapper(OutgoingReview.JSON);

  private final PodSecurityAdmission admission;
  private final ReviewedKinds kinds;
  private final ReaderLimits limits;

  /** No limit of nesting: to find the uid of a review that is nested too deep. */
  private final ReaderLimits anyDepth;

  /** Reviews are decided by that admission, and read within the default limits. */
  public AdmissionReviewer(PodSecurityAdmission admission) {
    this(admission, ReaderLimits.defaults());
  }

  /** Reviews are decided by that admission, and read within those limits. */
  public AdmissionReviewer(PodSecurityAdmission admission, ReaderLimits limits) {
    this.admission = requireNonNull(admission, "admission");
    this.kinds = new ReviewedKinds(admission);
    this.limits = requireNonNull(limits, "limits");
    this.anyDepth =
        new ReaderLimits(Integer.MAX_VALUE, limits.maxDocumentBytes(), limits.maxYamlNodes());
  }

  /** Answers a review in JSON in UTF-8, without a deadline. */
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
    requireNonNull(json, "json");
    requireNonNull(deadline, "deadline");
    return answer(
        () -> JsonCursor.of(json, limits),
        () -> IncomingReview.readUid(JsonCursor.of(json, anyDepth)),
        deadline);
  }

  private AnsweredReview answer(Supplier<Cursor> json, Supplier<String> uid, Instant deadline) {
    IncomingReview review;
    try {
      review = IncomingReview.read(json.get(), kinds);
    } catch (InvalidDocumentException problem) {
      return new AnsweredReview(
          uidOr(problem, uid),
          Optional.empty(),
          AdmissionDecision.badRequest("the review cannot be read: " + problem.getMessage()));
    }
    if (review.problem().isPresent()) {
      return new AnsweredReview(
          review.uid(), Optional.empty(), AdmissionDecision.badRequest(review.problem().get()));
    }
    AdmissionRequest request = review.request();
    return new AnsweredReview(
        review.uid(), Optional.of(request), admission.decide(request, deadline));
  }

  /** The uid of a review that has another problem, or that problem if there is no uid. */
  private static String uidOr(InvalidDocumentException problem, Supplier<String> uid) {
    try {
      return uid.get();
    } catch (InvalidDocumentException noUid) {
      throw problem;
    }
  }

  /** Answers a review as a tree of nodes, without a deadline. */
  public JsonNode review(JsonNode json) {
    return review(json, Instant.MAX);
  }

  /**
   * Answers a review as a tree of nodes. Errors name the path, but no line and column.
   *
   * @param deadline when the answer is of no use any more
   */
  public JsonNode review(JsonNode json, Instant deadline) {
    requireNonNull(json, "json");
    requireNonNull(deadline, "deadline");
    AnsweredReview answer =
        answer(() -> ParsedJson.read(json, limits), () -> IncomingReview.readUid(json), deadline);
    try {
      return TREES.readTree(answer.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
