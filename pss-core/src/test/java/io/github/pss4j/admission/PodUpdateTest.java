package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which updates of a pod could change a verdict. */
final class PodUpdateTest {
  @Test
  void ephemeralContainersMayGoAndChangePlacesButNotImages() {
    Pod old = pod(Pods.container("a", "v1"), Pods.container("b", "v1"));
    assertFalse(PodUpdate.isSignificant(old, old));
    assertFalse(
        PodUpdate.isSignificant(pod(Pods.container("b", "v1"), Pods.container("a", "v1")), old));
    assertFalse(PodUpdate.isSignificant(pod(), old));
    assertTrue(PodUpdate.isSignificant(pod(Pods.container("a", "v2")), old));
    assertTrue(PodUpdate.isSignificant(pod(Pods.container("c", "v1")), old));
  }

  @Test
  void ofContainersWithOneNameTheFirstCounts() {
    Pod old = pod(Pods.container("a", "v1"), Pods.container("a", "v2"));
    assertFalse(PodUpdate.isSignificant(pod(Pods.container("a", "v1")), old));
    assertTrue(PodUpdate.isSignificant(pod(Pods.container("a", "v2")), old));
    assertTrue(PodUpdate.isSignificant(old, old));
  }

  @Test
  void anAbsentImageIsAnEmptyOne() {
    Pod absent = pod(Container.builder().name("a").build());
    assertFalse(PodUpdate.isSignificant(absent, pod(Pods.container("a", ""))));
    assertTrue(PodUpdate.isSignificant(absent, pod(Pods.container("a", "v1"))));
  }

  /** As many as a request has room for; to look for each among all the others took 15 seconds. */
  @Test
  @Timeout(10)
  void fortyEightThousandContainersAreLookedUpOnceEach() {
    List<Container> containers = new ArrayList<>();
    for (int i = 0; i < 48_333; i++) {
      containers.add(Pods.container("c" + i, "v1"));
    }
    Pod old = pod(containers.toArray(Container[]::new));
    Collections.reverse(containers);
    assertFalse(PodUpdate.isSignificant(pod(containers.toArray(Container[]::new)), old));
    assertEquals(48_333, old.spec().ephemeralContainers().size());
  }

  private static Pod pod(Container... ephemeral) {
    return Pods.pod("p", PodSpec.builder().addEphemeralContainers(ephemeral).build());
  }
}
