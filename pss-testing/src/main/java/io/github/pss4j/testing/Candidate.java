package io.github.pss4j.testing;

import io.github.pss4j.jackson.Workload;
import io.github.pss4j.workload.PodBearer;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be judged.
 *
 * @param bearer the object
 * @param source where it stands; null where it was made by a program
 */
record Candidate(PodBearer bearer, @Nullable Source source) {
  /**
   * Where an object stands.
   *
   * @param workload the object as it was read
   * @param text the text that it stands in
   */
  record Source(Workload workload, SourceText text) {
    /** File and line. */
    @Override
    public String toString() {
      return workload.file() + ":" + workload.line();
    }
  }

  /** What the object is called, in words that are fit to be shown. */
  String name() {
    return Words.visible(bearer.toString());
  }

  /** The name, behind file and line where there are any. */
  String title() {
    return source == null ? name() : Words.visible(source.toString()) + ": " + name();
  }
}
