package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.text.GoQuote;
import java.util.List;

/**
 * A namespace label whose value is invalid. Immutable.
 *
 * @param label the name of the label
 * @param value its value
 * @param expected what would be right, in the API server's words: {@code must be one of …}
 */
public record LabelError(String label, String value, String expected) {
  /** Checks that each part is given. */
  public LabelError {
    requireNonNull(label, "label");
    requireNonNull(value, "value");
    requireNonNull(expected, "expected");
  }

  /** The path of the label: {@code metadata.labels[pod-security.kubernetes.io/warn]}. */
  public String field() {
    return "metadata.labels[" + label + "]";
  }

  /** What is wrong with the label, in the API server's words. */
  public String detail() {
    return "Invalid value: " + GoQuote.quote(value) + ": " + expected;
  }

  /** Field and detail. */
  @Override
  public String toString() {
    return field() + ": " + detail();
  }

  /** Several errors in one line: in brackets, unless there is exactly one. */
  static String join(List<LabelError> errors) {
    return errors.size() == 1 ? errors.get(0).toString() : errors.toString();
  }
}
