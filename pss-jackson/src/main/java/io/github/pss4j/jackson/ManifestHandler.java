package io.github.pss4j.jackson;

import io.github.pss4j.admission.Namespace;
import io.github.pss4j.workload.GroupKind;

/** Is told what a {@link ManifestReader} comes across, in the order in which it stands there. */
public interface ManifestHandler {
  /** An object that bears a pod. */
  void workload(Workload workload);

  /**
   * A namespace, and the line on which it begins. For those who judge pods alone it is {@link
   * #skipped} like all that bears no pod.
   */
  default void namespace(Namespace namespace, int line) {
    skipped(GroupKind.NAMESPACE, line);
  }

  /** An object of another kind in which nothing looks like a pod, and the line it begins on. */
  void skipped(GroupKind kind, int line);

  /**
   * An object of a kind that is not known, in which something looks like the template of a pod: it
   * has a list of containers. Nothing of it was judged.
   *
   * @param path where in the object that is: {@code spec.template.spec}
   * @param line the line on which it begins
   */
  void notJudged(GroupKind kind, String path, int line);

  /** A document or an item of a list that cannot be read; others may follow. */
  void invalid(InvalidDocumentException problem);
}
