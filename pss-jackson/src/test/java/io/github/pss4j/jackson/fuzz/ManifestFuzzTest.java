package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Manifests: how the bytes arrive does not matter; of a manifest without problems every pod is
 * found, as it stands there; YAML makes of JSON what JSON does; with low limits nothing is told
 * that is not so.
 */
final class ManifestFuzzTest {
  /** So low that a list of a few small pods is too long to be held. */
  private static final ReaderLimits LOW = new ReaderLimits(32, 400, 500);

  private record Way(Set<String> groups, List<String> fields) {}

  private static final Way TO_TEMPLATE =
      new Way(Set.of("apps", "extensions"), List.of("spec", "template"));

  /** Where each kind has its pod. */
  private static final Map<String, Way> WAYS =
      Map.of(
          "Pod", new Way(Set.of(""), List.of()),
          "PodTemplate", new Way(Set.of(""), List.of("template")),
          "ReplicationController", new Way(Set.of(""), List.of("spec", "template")),
          "ReplicaSet", TO_TEMPLATE,
          "Deployment", TO_TEMPLATE,
          "StatefulSet", TO_TEMPLATE,
          "DaemonSet", TO_TEMPLATE,
          "Job", new Way(Set.of("batch"), List.of("spec", "template")),
          "CronJob", new Way(Set.of("batch"), List.of("spec", "jobTemplate", "spec", "template")));

  @DictionaryFile(resourcePath = "pod.dict")
  @DictionaryFile(resourcePath = "yaml.dict")
  @FuzzTest
  void read(byte[] document) throws IOException {
    Manifest json = read(document, "manifest.json");
    Manifest yaml = read(document, "manifest.yaml");
    Manifest either = Manifest.read(document, "manifest");
    assertTrue(either.equals(json) || either.equals(yaml), "is told by its first character");
    Optional<String> text = SecondOpinion.text(document);
    assertFindsAll(json, text, SecondOpinion::json);
    assertFindsAll(yaml, text, SimpleYaml::json);
    if (json.problems().isEmpty()
        && yaml.problems().isEmpty()
        && text.filter(SimpleYaml::maySayOtherThanJson).isEmpty()) {
      assertEquals(json.pods(), yaml.pods());
    }
  }

  private static void assertFindsAll(
      Manifest manifest, Optional<String> text, Function<String, Optional<JsonNode>> parser) {
    if (manifest.problems().isEmpty()) {
      text.flatMap(parser)
          .ifPresent(
              tree -> {
                List<Pod> pods = new ArrayList<>();
                collectPods(tree, "", pods);
                assertEquals(pods, manifest.pods());
              });
    }
  }

  private static Manifest read(byte[] document, String file) throws IOException {
    Manifest manifest = Manifest.read(document, file);
    assertEquals(manifest, Manifest.read(slow(document), file, ReaderLimits.defaults()));
    if (manifest.problems().isEmpty()) {
      List<String> toldWithLowLimits = Manifest.read(slow(document), file, LOW).told();
      assertTrue(
          manifest.told().containsAll(toldWithLowLimits),
          () -> toldWithLowLimits + " instead of " + manifest.told());
    }
    return manifest;
  }

  private static InputStream slow(byte[] document) {
    return new ByteArrayInputStream(document) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 7));
      }
    };
  }

  private static void collectPods(JsonNode object, String usualKind, List<Pod> pods) {
    String kind = object.path("kind").asText(usualKind);
    Way way = WAYS.get(kind);
    if (way != null && isIn(way.groups, object.path("apiVersion"))) {
      JsonNode pod = object;
      for (String field : way.fields) {
        pod = pod.path(field);
      }
      pods.add(SimplePods.pod(pod));
    } else if (kind.equals("AdmissionReview")
        && isIn(Set.of("admission.k8s.io"), object.path("apiVersion"))) {
      JsonNode reviewed = object.path("request").path("object");
      if (reviewed.isObject()) {
        collectPods(reviewed, "", pods);
      }
    } else if (kind.endsWith("List")) {
      String itemKind = kind.substring(0, kind.length() - "List".length());
      object.path("items").forEach(item -> collectPods(item, itemKind, pods));
    }
  }

  private static boolean isIn(Set<String> groups, JsonNode apiVersion) {
    String text = apiVersion.asText();
    return !apiVersion.isTextual()
        || groups.contains(text.substring(0, Math.max(0, text.indexOf('/'))));
  }
}
