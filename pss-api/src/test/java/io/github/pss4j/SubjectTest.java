package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.model.Container;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Volume;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTest {
  private static final PodSpec SPEC =
      PodSpec.builder()
          .addInitContainers(named("i0"), named("i1"))
          .addContainers(named("c0"))
          .addEphemeralContainers(named("e0"), named("e1"))
          .addVolumes(Volume.builder().name("v0").build(), Volume.builder().name("v1").build())
          .build();

  private static Container named(String name) {
    return Container.builder().name(name).build();
  }

  @ParameterizedTest
  @CsvSource({
    "0, INIT_CONTAINER, 0, i0, spec.initContainers[0], init container \"i0\"",
    "1, INIT_CONTAINER, 1, i1, spec.initContainers[1], init container \"i1\"",
    "2, CONTAINER, 0, c0, spec.containers[0], container \"c0\"",
    "3, EPHEMERAL_CONTAINER, 0, e0, spec.ephemeralContainers[0], ephemeral container \"e0\"",
    "4, EPHEMERAL_CONTAINER, 1, e1, spec.ephemeralContainers[1], ephemeral container \"e1\""
  })
  void containers(
      int indexInAll, Subject.Kind kind, int index, String name, String path, String words) {
    Subject subject = Subject.container(SPEC, indexInAll);
    assertEquals(kind, subject.kind());
    assertEquals(index, subject.index());
    assertEquals(name, subject.name());
    assertEquals(path, subject.path().toString());
    assertEquals(words, subject.toString());
    assertTrue(subject.kind().isContainer());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, 6})
  void containersThatAreNotThere(int indexInAll) {
    assertEquals(
        "indexInAll is " + indexInAll + ", but the spec has 5 containers",
        assertThrows(IndexOutOfBoundsException.class, () -> Subject.container(SPEC, indexInAll))
            .getMessage());
  }

  @Test
  void aContainerThatIsNotThere() {
    PodSpec spec = PodSpec.builder().addContainers(named("a")).build();
    assertEquals(
        "indexInAll is 1, but the spec has 1 container",
        assertThrows(IndexOutOfBoundsException.class, () -> Subject.container(spec, 1))
            .getMessage());
  }

  @Test
  void volumesThatAreNotThere() {
    assertEquals(
        "index is 2, but the spec has 2 volumes",
        assertThrows(IndexOutOfBoundsException.class, () -> Subject.volume(SPEC, 2)).getMessage());
  }

  @Test
  void onlyRegularContainers() {
    PodSpec spec = PodSpec.builder().addContainers(named("a"), named("b")).build();
    assertEquals("spec.containers[1]", Subject.container(spec, 1).path().toString());
  }

  @Test
  void thereIsNoSuchContainer() {
    assertThrows(IndexOutOfBoundsException.class, () -> Subject.container(SPEC, 5));
  }

  @Test
  void volume() {
    Subject subject = Subject.volume(SPEC, 1);
    assertEquals(Subject.Kind.VOLUME, subject.kind());
    assertEquals(1, subject.index());
    assertEquals("v1", subject.name());
    assertEquals("spec.volumes[1]", subject.path().toString());
    assertEquals("volume \"v1\"", subject.toString());
    assertFalse(subject.kind().isContainer());
  }

  @Test
  void annotation() {
    Subject subject = Subject.annotation("a/b");
    assertEquals(Subject.Kind.ANNOTATION, subject.kind());
    assertEquals(0, subject.index());
    assertEquals("a/b", subject.name());
    assertEquals("metadata.annotations[a/b]", subject.path().toString());
    assertEquals("/metadata/annotations/a~1b", subject.path().pointer());
    assertEquals("annotation \"a/b\"", subject.toString());
    assertFalse(subject.kind().isContainer());
  }

  @Test
  void pod() {
    assertEquals(Subject.Kind.POD, Subject.pod().kind());
    assertEquals(0, Subject.pod().index());
    assertEquals("", Subject.pod().name());
    assertEquals("spec", Subject.pod().path().toString());
    assertEquals("pod", Subject.pod().toString());
    assertFalse(Subject.pod().kind().isContainer());
  }

  @Test
  void isAValue() {
    assertEquals(Subject.container(SPEC, 2), Subject.container(SPEC, 2));
    assertEquals(Subject.container(SPEC, 2).hashCode(), Subject.container(SPEC, 2).hashCode());
    PodSpec sameNames =
        PodSpec.builder()
            .addInitContainers(named("a"))
            .addContainers(named("a"), named("a"))
            .addVolumes(Volume.builder().name("a").build())
            .build();
    List<Subject> different =
        List.of(
            Subject.container(sameNames, 0),
            Subject.container(sameNames, 1),
            Subject.container(sameNames, 2),
            Subject.volume(sameNames, 0),
            Subject.annotation("a"),
            Subject.pod());
    assertEquals(different.size(), Set.copyOf(different).size());
    assertFalse(Subject.pod().equals((Object) "pod"));
  }
}
