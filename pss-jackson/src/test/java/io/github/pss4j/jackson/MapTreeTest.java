package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Pods and manifests that are held as plain maps. */
final class MapTreeTest {
  private final PodReader reader = new PodReader();

  private static Map<String, Object> podWith(String field, @Nullable Object value) {
    Map<String, @Nullable Object> context = new HashMap<>();
    context.put(field, value);
    return Map.of(
        "spec", Map.of("containers", List.of(Map.of("name", "a", "securityContext", context))));
  }

  private static void assertRefused(String message, Executable action) {
    InvalidDocumentException problem = assertThrows(InvalidDocumentException.class, action);
    assertEquals(message, problem.getMessage());
    assertEquals(0, problem.line());
    assertEquals(0, problem.column());
  }

  private @Nullable Long runAsUser(Object value) {
    Container container = reader.readMap(podWith("runAsUser", value)).spec().containers().get(0);
    return requireNonNull(container.securityContext()).runAsUser();
  }

  @Test
  void aTreeIsReadAsItsJson() {
    Pod expected =
        reader.readJson(
            """
            {"metadata":{"labels":{"a":""}},
             "spec":{"hostNetwork":true,"containers":[{},{"name":"b"}],"other":[1.5,null]}}""");
    Map<String, Object> metadata = Map.of("labels", Collections.singletonMap("a", null));
    Map<String, Object> spec =
        Map.of(
            "hostNetwork",
            true,
            "containers",
            Arrays.asList(null, Map.of("name", "b")),
            "other",
            Arrays.asList(1.5, null));
    assertEquals(expected, reader.readMap(Map.of("metadata", metadata, "spec", spec)));
  }

  @Test
  void wholeNumbersOfEachTypeAreWhole() {
    for (Object thousand :
        List.of(1000, 1000L, (short) 1000, BigInteger.valueOf(1000), 1000.0, 1000.0f)) {
      assertEquals(1000L, runAsUser(thousand), thousand.getClass().getName());
    }
    assertEquals(7L, runAsUser((byte) 7));
    assertEquals(0L, runAsUser(-0.0));
    assertEquals((1L << 53) - 1, runAsUser((double) ((1L << 53) - 1)));
    assertEquals(Long.MIN_VALUE, runAsUser(Long.MIN_VALUE));
  }

  @Test
  void whatIsNoWholeNumberIsRefusedWhereOneIsNeeded() {
    String place = "spec.containers[0].securityContext.runAsUser: ";
    assertRefused(place + "must be a whole number, but is 0.5", () -> runAsUser(0.5));
    assertRefused(
        place + "must be a whole number, but is 9.007199254740992E15",
        () -> runAsUser((double) (1L << 53)));
    assertRefused(
        place
            + "must be a whole number from -9223372036854775808 to 9223372036854775807, but is"
            + " 9223372036854775808",
        () -> runAsUser(BigInteger.ONE.shiftLeft(63)));
    assertRefused(place + "must be a whole number, but is the string \"0\"", () -> runAsUser("0"));
    assertRefused(place + "must be a JSON value, but is NaN", () -> runAsUser(Double.NaN));
    assertRefused(
        place + "must be a JSON value, but is Infinity", () -> runAsUser(Float.POSITIVE_INFINITY));
    assertRefused(
        place + "must be a JSON value, but is 1 of the type java.math.BigDecimal",
        () -> runAsUser(BigDecimal.ONE));
  }

  @Test
  void otherTypesAreRefusedWhereverTheyStand() {
    assertRefused(
        "metadata.creationTimestamp: must be a JSON value, but is the type java.util.Date",
        () ->
            reader.readMap(
                Map.of(
                    "metadata",
                    Map.of("creationTimestamp", Date.from(Instant.EPOCH)),
                    "spec",
                    Map.of())));
    assertRefused(
        "spec.containers[0].securityContext.x: must be a JSON value, but is the type [B",
        () -> reader.readMap(podWith("x", new byte[1])));
  }

  @Test
  void keysThatAreNoStringsAreRefused() {
    assertRefused(
        "spec.containers[0].securityContext.x: must have strings as keys, but has true of the type"
            + " java.lang.Boolean",
        () -> reader.readMap(podWith("x", Map.of(true, 1))));
    assertRefused(
        "spec.containers[0].securityContext.x[1]: must have strings as keys, but has null",
        () -> reader.readMap(podWith("x", List.of(1, Collections.singletonMap((String) null, 1)))));
  }

  @Test
  void aTreeThatIsPartOfItselfEndsAtTheLimitOfDepth() {
    Map<String, Object> map = new HashMap<>();
    map.put("spec", map);
    InvalidDocumentException problem =
        assertThrows(InvalidDocumentException.class, () -> reader.readMap(map));
    assertEquals("nested more than 1000 deep", problem.problem());
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertRefused(
        "x[0][0]: nested more than 3 deep",
        () -> new PodReader(new ReaderLimits(3, 100, 1)).readMap(Map.of("x", list)));
    InvalidDocumentException deep =
        assertThrows(
            InvalidDocumentException.class,
            () -> new PodReader(new ReaderLimits(100_000, 1 << 24, 1)).readMap(map));
    assertEquals("nested more than 100000 deep", deep.problem());
  }

  @Test
  void aTreeThatIsManyTimesPartOfItselfEndsAtTheLimitOfLength() {
    List<Object> bomb = List.of("x");
    for (int i = 0; i < 40; i++) {
      bomb = List.of(bomb, bomb);
    }
    Map<String, Object> tree = Map.of("x", bomb);
    InvalidDocumentException problem =
        assertThrows(InvalidDocumentException.class, () -> reader.readMap(tree));
    assertEquals("the document is longer than 16777216 bytes", problem.problem());
  }

  @Test
  void aListOfObjectsIsExpanded() {
    Map<String, Object> deployment =
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Map.of("name", "web"),
            "spec",
            Map.of("template", Map.of("spec", Map.of("hostPID", true))));
    Map<String, Object> list =
        ImmutableMap.of("apiVersion", "v1", "kind", "List", "items", List.of(deployment));
    Workload workload = new ManifestReader().read(list, "values").get(0);
    assertEquals("Deployment web", workload.bearer().toString());
    assertEquals("values", workload.file());
    assertEquals(0, workload.line());
    assertEquals(true, workload.pod().spec().hostPID());
  }

  @Test
  void whatCannotBeReadIsToldToTheHandler() {
    ManifestLog log = new ManifestLog();
    new ManifestReader().read(Map.of("kind", "Secret", "apiVersion", "v1"), "values", log);
    new ManifestReader().read(Map.of("spec", Set.of()), "values", log);
    assertEquals(
        List.of(
            "0 skipped Secret",
            "spec: must be a JSON value, but is the type " + Set.of().getClass().getName()),
        log.lines);
    assertRefused(
        "spec.template.spec: was not judged: the kind \"Rollout.argoproj.io\" is not known, but this"
            + " looks like a pod",
        () ->
            new ManifestReader()
                .read(
                    Map.of(
                        "apiVersion",
                        "argoproj.io/v1",
                        "kind",
                        "Rollout",
                        "spec",
                        Map.of(
                            "template",
                            Map.of("spec", Map.of("containers", List.of(Map.of("name", "a")))))),
                    "values"));
  }
}
