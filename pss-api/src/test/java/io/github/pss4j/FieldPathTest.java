package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FieldPathTest {
  private static final FieldPath HOST_PORT =
      FieldPath.of("spec").field("containers").index(0).field("ports").index(11).field("hostPort");

  @Test
  void isWrittenAsKubernetesWritesIt() {
    assertEquals("spec", FieldPath.of("spec").toString());
    assertEquals("spec.containers[0].ports[11].hostPort", HOST_PORT.toString());
    assertEquals(
        "metadata.annotations[a.b/c~d]",
        FieldPath.of("metadata").field("annotations").key("a.b/c~d").toString());
  }

  @Test
  void isWrittenAsJsonPointer() {
    assertEquals("/spec", FieldPath.of("spec").pointer());
    assertEquals("/spec/containers/0/ports/11/hostPort", HOST_PORT.pointer());
  }

  /** The escapes of RFC 6901; nothing else is escaped, and an empty key is a key. */
  @Test
  void escapesTildeAndSlashInAPointer() {
    assertEquals("/a/x~1y", FieldPath.of("a").key("x/y").pointer());
    assertEquals("/a/x~0y", FieldPath.of("a").key("x~y").pointer());
    assertEquals("/a/~01", FieldPath.of("a").key("~1").pointer());
    assertEquals("/a/~1~1~0~0", FieldPath.of("a").key("//~~").pointer());
    assertEquals("/f~1g", FieldPath.of("f/g").pointer());
    assertEquals("/a/ \"%\\\n", FieldPath.of("a").key(" \"%\\\n").pointer());
    assertEquals("/a/", FieldPath.of("a").key("").pointer());
  }

  @Test
  void continues() {
    FieldPath container = FieldPath.of("spec").field("containers").index(2);
    FieldPath port = FieldPath.of("ports").index(1).field("hostPort");
    assertEquals("spec.containers[2].ports[1].hostPort", container.append(port).toString());
    assertEquals("/spec/containers/2/ports/1/hostPort", container.append(port).pointer());
    assertEquals(
        FieldPath.of("spec").field("containers").index(2).field("ports").index(1).field("hostPort"),
        container.append(port));
    assertEquals("spec.containers[2]", container.toString());
    assertEquals("ports[1].hostPort", port.toString());
  }

  @Test
  void isAValue() {
    assertEquals(FieldPath.of("a").field("b"), FieldPath.of("a").field("b"));
    assertEquals(
        FieldPath.of("a").index(3).key("k").hashCode(),
        FieldPath.of("a").index(3).key("k").hashCode());
    List<FieldPath> different =
        List.of(
            FieldPath.of("a"),
            FieldPath.of("b"),
            FieldPath.of("a").field("b"),
            FieldPath.of("a").key("b"),
            FieldPath.of("a").index(0),
            FieldPath.of("a").index(1),
            FieldPath.of("a").field("b").field("c"),
            FieldPath.of("b").field("b"));
    assertEquals(different.size(), Set.copyOf(different).size());
    assertFalse(FieldPath.of("a").equals((Object) "a"));
  }

  @Test
  void stepsLeadFromTheRootToThePlace() {
    assertEquals(
        List.of("spec", "containers", "0", "a/b~c"),
        FieldPath.of("spec").field("containers").index(0).key("a/b~c").steps());
    assertEquals(List.of("spec"), FieldPath.of("spec").steps());
  }
}
