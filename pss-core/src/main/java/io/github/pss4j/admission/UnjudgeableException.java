package io.github.pss4j.admission;

import java.util.Optional;

/** A request that cannot be judged, and what is answered to it. */
final class UnjudgeableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String cause;
  private final transient AdmissionStatus status;

  private UnjudgeableException(String problem, Optional<Exception> cause, AdmissionStatus status) {
    super(problem, cause.orElse(null), false, false);
    this.problem = problem;
    this.cause = cause.map(UnjudgeableException::describe).orElse("");
    this.status = status;
  }

  /** What the request says makes no sense: 400. */
  static UnjudgeableException badRequest(String problem) {
    return new UnjudgeableException(problem, Optional.empty(), AdmissionStatus.badRequest(problem));
  }

  /** What the request says makes no sense: 400. */
  static UnjudgeableException badRequest(String problem, Exception cause) {
    return new UnjudgeableException(
        problem, Optional.of(cause), AdmissionStatus.badRequest(problem));
  }

  /** What the answer needs did not work: 500. */
  static UnjudgeableException internalError(String problem, Exception cause) {
    return new UnjudgeableException(
        problem, Optional.of(cause), AdmissionStatus.internalError(problem));
  }

  /** Why, for a client to read. */
  AdmissionStatus status() {
    return status;
  }

  /** Why and by what cause, for the audit log of a request that is refused. */
  String refusal() {
    return withCause(status.message());
  }

  /** Why and by what cause, for the audit log of a request that is allowed all the same. */
  String annotation() {
    return withCause(problem);
  }

  private String withCause(String message) {
    return cause.isEmpty() ? message : message + ": " + cause;
  }

  private static String describe(Exception cause) {
    String message = cause.getMessage();
    return message == null ? "no reason given" : message;
  }
}
