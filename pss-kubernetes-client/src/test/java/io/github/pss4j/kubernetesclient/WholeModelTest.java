package io.github.pss4j.kubernetesclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.reference.WholePod;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
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
  private static Pod read(Map<String, Object> tree) {
    return new PodReader().readJson(Json.write(tree));
  }

  private static Pod convert(Map<String, Object> tree) {
    return KubernetesClientPods.pod(Json.read(Json.write(tree), V1Pod.class));
  }

  @Test
  void aWholePodIsConverted() {
    Map<String, Object> tree = WholePod.tree();
    assertEquals(read(tree), convert(tree));
  }

  @Test
  void aWholeTemplateAndSpecAreConverted() {
    String json = Json.write(WholePod.tree());
    Pod whole = read(WholePod.tree());
    assertEquals(whole, KubernetesClientPods.pod(Json.read(json, V1PodTemplateSpec.class)));
    assertEquals(whole.spec(), KubernetesClientPods.spec(Json.read(json, V1Pod.class).getSpec()));
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
        Arguments.of("Pod", "v1", V1Pod.class),
        Arguments.of("PodTemplate", "v1", V1PodTemplate.class),
        Arguments.of("ReplicationController", "v1", V1ReplicationController.class),
        Arguments.of("ReplicaSet", "apps/v1", V1ReplicaSet.class),
        Arguments.of("Deployment", "apps/v1", V1Deployment.class),
        Arguments.of("StatefulSet", "apps/v1", V1StatefulSet.class),
        Arguments.of("DaemonSet", "apps/v1", V1DaemonSet.class),
        Arguments.of("Job", "batch/v1", V1Job.class),
        Arguments.of("CronJob", "batch/v1", V1CronJob.class));
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
      String name, String apiVersion, Class<? extends KubernetesObject> type) {
    PodBearingKind kind = PodBearingKind.named(name).orElseThrow();
    String json = Json.write(object(kind, apiVersion));
    PodBearer expected = new ManifestReader().read(json.getBytes(UTF_8), "f.json").get(0).bearer();
    assertEquals(expected, KubernetesClientPods.bearer(Json.read(json, type)).orElseThrow());
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
        Arrays.stream(V1Volume.class.getMethods())
            .map(it -> it.getName())
            .filter(it -> it.startsWith("get") && !it.equals("getClass"))
            .filter(it -> !it.equals("getName"))
            .toList();
    List<String> known =
        Arrays.stream(VolumeSource.values()).map(it -> "get" + capitalized(it.field())).toList();
    assertEquals(new TreeSet<>(known), new TreeSet<>(getters));
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
