package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;

/**
 * A namespace, with what Pod Security reads of it. Immutable.
 *
 * @param name its name; may be empty
 * @param labels all its labels
 */
public record Namespace(String name, ImmutableMap<String, String> labels) {
  /** Checks that both are given. */
  public Namespace {
    requireNonNull(name, "name");
    requireNonNull(labels, "labels");
  }
}
