package io.github.pss4j.admission;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Tells an update that could change a verdict from one that could not. */
final class PodUpdate {
  private PodUpdate() {}

  /** Whether containers or their images differ: of what Pod Security reads, all that may change. */
  static boolean isSignificant(Pod pod, Pod oldPod) {
    return !sameImages(pod.spec().containers(), oldPod.spec().containers())
        || !sameImages(pod.spec().initContainers(), oldPod.spec().initContainers())
        || !stood(pod.spec().ephemeralContainers(), oldPod.spec().ephemeralContainers());
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

  /** Whether for each container the first old one of its name had the same image. */
  private static boolean stood(
      ImmutableList<Container> containers, ImmutableList<Container> oldContainers) {
    if (containers.isEmpty()) {
      return true;
    }
    Map<String, Container> firstOfName = new HashMap<>();
    for (Container old : oldContainers) {
      firstOfName.putIfAbsent(old.name(), old);
    }
    for (Container container : containers) {
      Container old = firstOfName.get(container.name());
      if (old == null || !sameImage(container, old)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameImage(Container a, Container b) {
    return Objects.requireNonNullElse(a.image(), "")
        .equals(Objects.requireNonNullElse(b.image(), ""));
  }
}
