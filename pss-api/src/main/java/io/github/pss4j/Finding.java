package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a pod that violates a control: where it is, its value, and what the control allows.
 * Immutable and thread-safe.
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
   * @param field the path to the field, from the subject
   * @param actual the value of the field; null if it is absent
   */
  public static Finding of(
      Subject subject, FieldPath field, @Nullable FieldValue actual, Allowed allowed) {
    return new Finding(subject, requireNonNull(field, "field"), actual, allowed);
  }

  /** A finding about a subject as a whole. */
  public static Finding of(Subject subject, @Nullable FieldValue actual, Allowed allowed) {
    return new Finding(subject, null, actual, allowed);
  }

  /** The part of the pod that this finding is about. */
  public Subject subject() {
    return subject;
  }

  /**
   * The path to the field, from the subject; empty if the finding is about the subject as a whole.
   */
  public Optional<FieldPath> field() {
    return Optional.ofNullable(field);
  }

  /** The path to the field, from the pod. */
  public FieldPath path() {
    return field == null ? subject.path() : subject.path().append(field);
  }

  /** The value of the field; empty if it is absent. */
  public Optional<FieldValue> actual() {
    return Optional.ofNullable(actual);
  }

  /** What the control allows. */
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
