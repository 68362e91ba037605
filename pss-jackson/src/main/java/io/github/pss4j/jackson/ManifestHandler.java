package io.github.pss4j.jackson;

/** Is told what a {@link ManifestReader} comes across, in the order in which it stands there. */
public interface ManifestHandler {
  /** An object that bears a pod. */
  void workload(Workload workload);

  /** An object of a kind that bears no pod, and the line on which it begins. */
  void skipped(String kind, int line);

  /** A document or an item of a list that cannot be read; others may follow. */
  void invalid(InvalidDocumentException problem);
}
