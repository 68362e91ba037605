package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one object.
 *
 * @param headline what is wrong, in words behind the name of the object: {@code violates
 *     restricted:v1.35}
 * @param violations what it violates, without what is excepted
 * @param versions by control, the versions at which it violates it; empty where one was asked for
 * @param message what the API server says; empty if it says nothing
 * @param fix what to change; null where nothing is meant to be
 */
record Verdict(
    Candidate object,
    String headline,
    ImmutableList<Violation> violations,
    ImmutableMap<String, String> versions,
    String message,
    @Nullable Fix fix) {
  /** What is wrong at one version. */
  Verdict(
      Candidate object,
      String headline,
      ImmutableList<Violation> violations,
      String message,
      @Nullable Fix fix) {
    this(object, headline, violations, ImmutableMap.of(), message, fix);
  }
}
