package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a pod that a control objects to: which, what stands there and what might. Immutable
 * and thread-safe.
 */
public final class Finding {
  private final Subject subject;
  private final @Nullable FieldPath field;
  private final @Nullable FieldValue actual;
  private final Allowed allowed;

  private Finding(
      Subject subject, @Nullable FieldPath field, @Nullable FieldValue actual, Allowed allowed) {
    this.subject = requireNonNull(subject, "subject");
    this.field = field;
    this.actual = actual;
    this.allowed = requireNonNull(allowed, "allowed");
  }

  /**
   * A finding about a field of a subject.
   *
   * @param field the field, as seen from the subject
   * @param actual the value that stands there; null if the field is absent
   */
  public static Finding of(
      Subject subject, FieldPath field, @Nullable FieldValue actual, Allowed allowed) {
    return new Finding(subject, requireNonNull(field, "field"), actual, allowed);
  }

  /** A finding about a subject as a whole; the other parts are as for a field. */
  public static Finding of(Subject subject, @Nullable FieldValue actual, Allowed allowed) {
    return new Finding(subject, null, actual, allowed);
  }

  /** The part of the pod that this is about. */
  public Subject subject() {
    return subject;
  }

  /** The field as seen from the subject; empty where the subject as a whole is meant. */
  public Optional<FieldPath> field() {
    return Optional.ofNullable(field);
  }

  /** The field as seen from the pod. */
  public FieldPath path() {
    return field == null ? subject.path() : subject.path().append(field);
  }

  /** What stands there; empty where the field is absent. */
  public Optional<FieldValue> actual() {
    return Optional.ofNullable(actual);
  }

  /** What might stand there. */
  public Allowed allowed() {
    return allowed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding that
        && subject.equals(that.subject)
        && Objects.equals(field, that.field)
        && Objects.equals(actual, that.actual)
        && allowed.equals(that.allowed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(subject, field, actual);
  }

  /** This finding in words, for logs. */
  @Override
  public String toString() {
    return path() + " is " + (actual == null ? "absent" : actual) + ", allowed: " + allowed;
  }
}
