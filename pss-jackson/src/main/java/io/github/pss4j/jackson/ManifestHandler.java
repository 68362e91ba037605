package io.github.pss4j.jackson;

import io.github.pss4j.admission.Namespace;

/** Is told what a {@link ManifestReader} comes across, in the order in which it stands there. */
public interface ManifestHandler {
  /** An object that bears a pod. */
  void workload(Workload workload);

  /**
   * A namespace, and the line on which it begins. For those who judge pods alone it is {@link
   * #skipped} like all that bears no pod.
   */
  default void namespace(Namespace namespace, int line) {
    skipped("Namespace", line);
  }

  /** An object of another kind that bears no pod, and the line on which it begins. */
  void skipped(String kind, int line);

  /** A document or an item of a list that cannot be read; others may follow. */
  void invalid(InvalidDocumentException problem);
}
