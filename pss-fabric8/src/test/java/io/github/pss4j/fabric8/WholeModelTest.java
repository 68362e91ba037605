package io.github.pss4j.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.pss4j.FieldPath;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.reference.WholePod;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No field of the model is forgotten: what the reader of JSON reads, the adapter reads, too. */
final class WholeModelTest {
  private static io.github.pss4j.model.Pod read(Map<String, Object> tree) {
    return new PodReader().readJson(Json.write(tree));
  }

  private static io.github.pss4j.model.Pod convert(Map<String, Object> tree) {
    return Fabric8Pods.pod(Json.read(Json.write(tree), Pod.class));
  }

  @Test
  void aWholePodIsConverted() {
    Map<String, Object> tree = WholePod.tree();
    assertEquals(read(tree), convert(tree));
  }

  @Test
  void aWholeTemplateAndSpecAreConverted() {
    String json = Json.write(WholePod.tree());
    io.github.pss4j.model.Pod whole = read(WholePod.tree());
    assertEquals(whole, Fabric8Pods.pod(Json.read(json, PodTemplateSpec.class)));
    assertEquals(whole.spec(), Fabric8Pods.spec(Json.read(json, Pod.class).getSpec()));
  }

  @Test
  void eachFieldIsConvertedByItself() {
    int[] fields = {0};
    forEachField(
        WholePod.tree(),
        (owner, field) -> {
          Map<String, Object> before = new LinkedHashMap<>(owner);
          if (before.get(field) instanceof Boolean) {
            owner.put(field, false);
            assertSame(field);
          }
          owner.put(field, null);
          assertSame(field);
          owner.putAll(before);
          fields[0]++;
        });
    assertTrue(fields[0] > 400, () -> "only " + fields[0]);
  }

  private Map<String, Object> changed = Map.of();

  private void assertSame(String field) {
    // A pod needs its spec.
    if (changed.get("spec") != null) {
      assertEquals(read(changed), convert(changed), field);
    }
  }

  /** Each field of each object of the tree, but for the entries of maps of strings. */
  private void forEachField(
      Map<String, Object> tree, BiConsumer<Map<String, Object>, String> visitor) {
    changed = tree;
    visit(tree, visitor);
  }

  @SuppressWarnings("unchecked")
  private static void visit(
      @Nullable Object node, BiConsumer<Map<String, Object>, String> visitor) {
    if (node instanceof List<?> list) {
      list.forEach(it -> visit(it, visitor));
    } else if (node instanceof Map<?, ?> map) {
      Map<String, Object> object = (Map<String, Object>) map;
      for (String field : List.copyOf(object.keySet())) {
        visitor.accept(object, field);
        visit(object.get(field), visitor);
      }
    }
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("Pod", "v1", Pod.class),
        Arguments.of("PodTemplate", "v1", PodTemplate.class),
        Arguments.of("ReplicationController", "v1", ReplicationController.class),
        Arguments.of("ReplicaSet", "apps/v1", ReplicaSet.class),
        Arguments.of("Deployment", "apps/v1", Deployment.class),
        Arguments.of("StatefulSet", "apps/v1", StatefulSet.class),
        Arguments.of("DaemonSet", "apps/v1", DaemonSet.class),
        Arguments.of("Job", "batch/v1", Job.class),
        Arguments.of("CronJob", "batch/v1", CronJob.class),
        Arguments.of(
            "CronJob",
            "batch/v1beta1",
            io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class),
        Arguments.of(
            "ReplicaSet",
            "extensions/v1beta1",
            io.fabric8.kubernetes.api.model.extensions.ReplicaSet.class),
        Arguments.of(
            "Deployment",
            "extensions/v1beta1",
            io.fabric8.kubernetes.api.model.extensions.Deployment.class),
        Arguments.of(
            "DaemonSet",
            "extensions/v1beta1",
            io.fabric8.kubernetes.api.model.extensions.DaemonSet.class));
  }

  /** An object of that kind with the whole pod in it. */
  private static Map<String, Object> object(PodBearingKind kind, String apiVersion) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind.kind());
    Map<String, Object> body = object;
    for (String field : kind.template()) {
      Map<String, Object> inner = new LinkedHashMap<>();
      body.put(field, inner);
      body = inner;
    }
    body.putAll(WholePod.tree());
    object.putIfAbsent("metadata", Map.of("namespace", "shop", "generateName", "web-"));
    return object;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWholePodIsFoundInAnObjectOfEachKind(
      String name, String apiVersion, Class<? extends HasMetadata> type) {
    PodBearingKind kind = PodBearingKind.named(name).orElseThrow();
    String json = Json.write(object(kind, apiVersion));
    PodBearer expected = new ManifestReader().read(json.getBytes(UTF_8), "f.json").get(0).bearer();
    assertEquals(expected, Fabric8Pods.bearer(Json.read(json, type)).orElseThrow());
  }

  @Test
  void allKindsAreTested() {
    assertEquals(
        PodBearingKind.standard().stream().map(PodBearingKind::kind).collect(Collectors.toSet()),
        kinds().map(it -> (String) it.get()[0]).collect(Collectors.toSet()));
  }

  /**
   * A source that the model lacks would be none; so the next release of the client is looked at.
   */
  @Test
  void eachSourceOfAVolumeIsKnown() {
    List<String> getters =
        Arrays.stream(Volume.class.getMethods())
            .map(it -> it.getName())
            .filter(it -> it.startsWith("get") && !it.equals("getClass"))
            .filter(it -> !it.equals("getName") && !it.equals("getAdditionalProperties"))
            .toList();
    List<String> known =
        Arrays.stream(VolumeSource.values()).map(it -> "get" + capitalized(it.field())).toList();
    assertEquals(new TreeSet<>(known), new TreeSet<>(getters));
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anAdditionalPropertyThatIsReadIsRefused(
      String name, String apiVersion, Class<? extends HasMetadata> type)
      throws ReflectiveOperationException {
    PodBearingKind kind = PodBearingKind.named(name).orElseThrow();
    String json = Json.write(object(kind, apiVersion));
    for (FieldPath path : paths(object(kind, apiVersion))) {
      HasMetadata object = Json.read(json, type);
      List<String> steps = path.steps();
      Object owner = object;
      for (String step : steps.subList(0, steps.size() - 1)) {
        owner =
            owner instanceof List<?> list
                ? list.get(Integer.parseInt(step))
                : owner.getClass().getMethod("get" + capitalized(step)).invoke(owner);
      }
      String field = steps.get(steps.size() - 1);
      owner
          .getClass()
          .getMethod("setAdditionalProperty", String.class, Object.class)
          .invoke(owner, field, "x");
      IllegalArgumentException problem =
          assertThrows(
              IllegalArgumentException.class, () -> Fabric8Pods.bearer(object), steps::toString);
      assertEquals(
          path + ": is set as an additional property; must be set as the field of that name",
          problem.getMessage());
    }
  }

  /** The fields of all objects but for what tells the type; of maps of strings, not the keys. */
  private static List<FieldPath> paths(Map<String, Object> object) {
    List<FieldPath> paths = new ArrayList<>();
    object.forEach(
        (field, value) -> {
          if (!field.equals("apiVersion") && !field.equals("kind")) {
            addPaths(value, FieldPath.of(field), paths);
          }
        });
    return paths;
  }

  private static void addPaths(Object node, FieldPath at, List<FieldPath> into) {
    into.add(at);
    if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> element) {
          addFields(element, at.index(i), into);
        }
      }
    } else if (node instanceof Map<?, ?> map) {
      addFields(map, at, into);
    }
  }

  private static void addFields(Map<?, ?> object, FieldPath at, List<FieldPath> into) {
    object.forEach(
        (field, value) -> {
          if (!((String) field).contains("key")) {
            addPaths(value, at.field((String) field), into);
          }
        });
  }
}
