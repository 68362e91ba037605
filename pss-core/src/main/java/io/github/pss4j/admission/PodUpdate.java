package io.github.pss4j.admission;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import java.util.Objects;

/** Tells an update that could change a verdict from one that could not. */
final class PodUpdate {
  private PodUpdate() {}

  /** Whether containers or their images differ: of what Pod Security reads, all that may change. */
  static boolean isSignificant(Pod pod, Pod oldPod) {
    return !sameImages(pod.spec().containers(), oldPod.spec().containers())
        || !sameImages(pod.spec().initContainers(), oldPod.spec().initContainers())
        || !pod.spec().ephemeralContainers().stream()
            .allMatch(container -> stood(container, oldPod.spec().ephemeralContainers()));
  }

  private static boolean sameImages(
      ImmutableList<Container> containers, ImmutableList<Container> oldContainers) {
    if (containers.size() != oldContainers.size()) {
      return false;
    }
    for (int i = 0; i < containers.size(); i++) {
      if (!sameImage(containers.get(i), oldContainers.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first container of that name had the same image. */
  private static boolean stood(Container container, ImmutableList<Container> oldContainers) {
    for (Container old : oldContainers) {
      if (old.name().equals(container.name())) {
        return sameImage(container, old);
      }
    }
    return false;
  }

  private static boolean sameImage(Container a, Container b) {
    return Objects.requireNonNullElse(a.image(), "")
        .equals(Objects.requireNonNullElse(b.image(), ""));
  }
}
