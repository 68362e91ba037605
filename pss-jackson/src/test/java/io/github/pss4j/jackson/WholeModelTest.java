package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Lists;
import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Volume;
import io.github.pss4j.reference.WholePod;
import io.github.pss4j.workload.PodBearingKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No reader forgets a field of the model: a pod in which each accessor of each type has a value of
 * its own, found by reflection, is read back whole.
 */
final class WholeModelTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private static final ObjectNode POD = MAPPER.valueToTree(WholePod.tree());

  /** Writes what was read; a field without a value is an error. */
  private static JsonNode write(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, it) -> object.set((String) key, write(it, path + "." + key)));
      return object;
    }
    if (value instanceof List<?> list) {
      assertTrue(!list.isEmpty(), () -> path + " is empty");
      ArrayNode array = NODES.arrayNode();
      list.forEach(it -> array.add(write(it, path + "[]")));
      return array;
    }
    Class<?> type = value.getClass();
    if (!WholePod.isModel(type)) {
      return MAPPER.valueToTree(value);
    }
    Class<?> model = type.getSuperclass();
    ObjectNode object = NODES.objectNode();
    for (Method accessor : WholePod.accessors(model)) {
      Object field = get(accessor, value);
      String fieldPath = path + "." + accessor.getName();
      assertTrue(field != null, () -> fieldPath + " is absent");
      if (value instanceof Volume volume && field.equals(volume.sources())) {
        volume.sources().forEach(source -> object.putObject(source.field()));
      } else {
        object.set(accessor.getName(), write(field, fieldPath));
      }
    }
    return object;
  }

  private static Object get(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String typed(PodBearingKind kind, JsonNode body) {
    String group = kind.groups().get(0);
    ObjectNode object = NODES.objectNode();
    object.put("apiVersion", group.isEmpty() ? "v1" : group + "/v1").put("kind", kind.kind());
    object.setAll((ObjectNode) body);
    return object.toString();
  }

  private static String aPod() {
    return typed(PodBearingKind.pod(), POD);
  }

  /** An object of a kind with the pod in it. */
  private static String object(PodBearingKind kind) {
    JsonNode body = POD;
    for (String field : Lists.reverse(kind.template())) {
      body = NODES.objectNode().set(field, body);
    }
    return typed(kind, body);
  }

  static List<PodBearingKind> kinds() {
    return PodBearingKind.standard();
  }

  private static List<Pod> readByEachWay(String pod) throws IOException {
    PodReader reader = new PodReader();
    byte[] bytes = pod.getBytes(UTF_8);
    List<Pod> pods =
        new ArrayList<>(
            List.of(
                reader.readJson(bytes),
                reader.readJson(pod),
                reader.readJson(new ByteArrayInputStream(bytes)),
                reader.readJson(MAPPER.readTree(pod)),
                reader.readMap(MAPPER.readValue(pod, MAP)),
                reader.readYaml(bytes),
                reader.readYaml(pod)));
    try (JsonParser parser = MAPPER.createParser(pod)) {
      pods.add(reader.readJson(parser));
    }
    for (String file : List.of("f.json", "f.yaml")) {
      pods.add(new ManifestReader().read(bytes, file).get(0).pod());
    }
    return pods;
  }

  @Test
  void aWholePodIsReadBackByEachWay() throws IOException {
    for (Pod pod : readByEachWay(aPod())) {
      assertEquals(POD, write(pod, ""));
    }
  }

  @Test
  void eachBooleanIsReadIntoItsOwnField() throws IOException {
    List<String> pointers = new ArrayList<>();
    addBooleans(POD, "", pointers);
    assertTrue(pointers.size() > 20, pointers::toString);
    for (String pointer : pointers) {
      ObjectNode pod = POD.deepCopy();
      int field = pointer.lastIndexOf('/');
      ((ObjectNode) pod.at(pointer.substring(0, field))).put(pointer.substring(field + 1), false);
      assertEquals(pod, write(new PodReader().readJson(pod.toString()), ""), pointer);
    }
  }

  private static void addBooleans(JsonNode node, String pointer, List<String> into) {
    if (node instanceof BooleanNode) {
      into.add(pointer);
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        addBooleans(list.get(i), pointer + "/" + i, into);
      }
    } else {
      node.properties()
          .forEach(it -> addBooleans(it.getValue(), pointer + "/" + it.getKey(), into));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWholePodIsReadFromAManifestOfEachKind(PodBearingKind kind) {
    for (String file : List.of("f.json", "f.yaml")) {
      List<Workload> workloads = new ManifestReader().read(object(kind).getBytes(UTF_8), file);
      assertEquals(1, workloads.size());
      assertEquals(kind, workloads.get(0).kind());
      assertEquals(POD, write(workloads.get(0).pod(), ""), file);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWholePodIsReadFromAMapOfEachKind(PodBearingKind kind) throws IOException {
    List<Workload> workloads = new ManifestReader().read(MAPPER.readValue(object(kind), MAP), "f");
    assertEquals(1, workloads.size());
    assertEquals(kind, workloads.get(0).kind());
    assertEquals(POD, write(workloads.get(0).pod(), ""));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWholePodIsReadFromAReviewOfEachKind(PodBearingKind kind) {
    AdmissionReviewer reviewer =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(
                    (name, deadline) -> Optional.empty(), (name, deadline) -> List.of())
                .build());
    String request =
        """
        "uid":"u","operation":"UPDATE","name":"n",
        "resource":{"group":"%s","version":"v1","resource":"%s"}"""
            .formatted(kind.resource().group(), kind.resource().resource());
    String type = "\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"X\"}";
    String objects = "\"object\":" + object(kind) + ",\"oldObject\":" + object(kind);
    for (List<String> fields :
        List.of(List.of(request, type, objects), List.of(objects, type, request))) {
      String review =
          "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{"
              + String.join(",", fields)
              + "}}";
      AnsweredReview answered = reviewer.answer(review.getBytes(UTF_8), Instant.MAX);
      assertEquals("u", answered.uid());
      for (AdmissionObject object :
          List.of(
              answered.request().orElseThrow().object(),
              answered.request().orElseThrow().oldObject())) {
        assertEquals(POD, write(podIn(object, kind), ""));
      }
    }
  }

  private static Pod podIn(AdmissionObject object, PodBearingKind kind) {
    return kind.isPod()
        ? object.pod().orElseThrow()
        : ((AdmissionObject.Template.Present) object.template(kind)).pod();
  }
}
