package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server looks for {@code kind} and {@code apiVersion} in any letter case, so that another
 * spelling must not hide another type.
 */
final class OtherSpellingTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A field in another spelling, and what it must say. */
  private record Spelling(String field, String spelling, String right) {
    String with(String value) {
      return "\"" + spelling + "\":" + value;
    }

    @Override
    public String toString() {
      return spelling;
    }
  }

  /** Those of the type {@code apiVersion}, {@code kind}. */
  private static List<Spelling> spellings(String apiVersion, String kind) {
    List<Spelling> spellings = new ArrayList<>();
    for (String spelling :
        List.of("Kind", "KIND", "kinD", "\u212aind", "\\u212AIND", "\\u004bind")) {
      spellings.add(new Spelling("kind", spelling, kind));
    }
    for (String spelling :
        List.of(
            "ApiVersion",
            "APIVERSION",
            "apiversion",
            "apiVer\u017fion",
            "apiver\\u017fion",
            "\\u0041piVersion")) {
      spellings.add(new Spelling("apiVersion", spelling, apiVersion));
    }
    return spellings;
  }

  /** Objects with that field before, between and behind the right ones. */
  private static List<String> objects(
      Spelling spelling, String value, String apiVersion, String kind, String rest) {
    String other = spelling.with(value);
    String rightVersion = "\"apiVersion\":\"" + apiVersion + "\"";
    String rightKind = "\"kind\":\"" + kind + "\"";
    List<String> objects = new ArrayList<>();
    for (List<String> fields :
        Collections2.permutations(List.of(other, rightVersion, rightKind, rest))) {
      objects.add("{" + String.join(",", fields) + "}");
    }
    return objects;
  }

  static Stream<Spelling> ofPod() {
    return spellings("v1", "Pod").stream();
  }

  static Stream<Spelling> ofDeployment() {
    return spellings("apps/v1", "Deployment").stream();
  }

  static Stream<Spelling> ofReview() {
    return spellings("admission.k8s.io/v1", "AdmissionReview").stream();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String decoded(Spelling spelling) throws IOException {
    return MAPPER.readTree(quoted(spelling.spelling())).asText();
  }

  private static String problem(Executable read) {
    InvalidDocumentException problem = assertThrows(InvalidDocumentException.class, read);
    return problem.path() + ": " + problem.problem();
  }

  private static final String POD_REST = "\"spec\":{\"containers\":[{\"name\":\"a\"}]}";

  @ParameterizedTest
  @MethodSource("ofPod")
  void inAPod(Spelling spelling) throws IOException {
    PodReader reader = new PodReader();
    for (String value : List.of("null", quoted(spelling.right()))) {
      for (String pod : objects(spelling, value, "v1", "Pod", POD_REST)) {
        assertEquals("a", reader.readJson(pod).spec().containers().get(0).name(), pod);
        assertEquals("a", reader.readYaml(pod).spec().containers().get(0).name(), pod);
      }
    }
    String path = decoded(spelling);
    for (String value : List.of("\"Secret\"", "\"\"", "\"pod\"", "\"V1\"")) {
      for (String pod : objects(spelling, value, "v1", "Pod", POD_REST)) {
        String problem = path + ": must be \"" + spelling.right() + "\", but is " + value;
        assertEquals(problem, problem(() -> reader.readJson(pod)), pod);
        assertEquals(problem, problem(() -> reader.readYaml(pod)), pod);
      }
    }
    for (String pod : objects(spelling, "5", "v1", "Pod", POD_REST)) {
      String problem = path + ": must be a string, but is 5";
      assertEquals(problem, problem(() -> reader.readJson(pod)), pod);
      assertEquals(problem, problem(() -> reader.readYaml(pod)), pod);
    }
    for (String pod : objects(spelling, "[\"Pod\"]", "v1", "Pod", POD_REST)) {
      String problem = path + ": must be a string, but is a list";
      assertEquals(problem, problem(() -> reader.readJson(pod)), pod);
    }
  }

  @ParameterizedTest
  @MethodSource("ofDeployment")
  void inAManifest(Spelling spelling) throws IOException {
    String rest = "\"spec\":{\"template\":{" + POD_REST + "}}";
    for (String value : List.of("null", quoted(spelling.right()))) {
      for (String object : objects(spelling, value, "apps/v1", "Deployment", rest)) {
        assertEquals(List.of("1 Deployment [a]"), ManifestLog.of(object, "f.json"), object);
        assertEquals(List.of("1 Deployment [a]"), ManifestLog.of(object, "f.yaml"), object);
      }
    }
    ManifestReader reader = new ManifestReader();
    String path = decoded(spelling);
    for (String value : List.of("\"Secret\"", "\"\"", "\"deployment\"", "\"v1\"", "5")) {
      for (String object : objects(spelling, value, "apps/v1", "Deployment", rest)) {
        String problem =
            value.equals("5")
                ? path + ": must be a string, but is 5"
                : path + ": must be spelled \"" + spelling.field() + "\"";
        for (String file : List.of("f.json", "f.yaml")) {
          assertEquals(problem, problem(() -> reader.read(object.getBytes(UTF_8), file)), object);
        }
      }
    }
  }

  @Test
  void anObjectOfAManifestMustHaveTheKindInItsOwnSpelling() {
    for (Spelling spelling : spellings("v1", "Pod")) {
      if (spelling.field().equals("kind")) {
        String object = "{" + spelling.with("\"Pod\"") + ",\"spec\":{}}";
        String list = "{\"kind\":\"PodList\",\"items\":[" + object + "]}";
        for (String manifest : List.of(object, list)) {
          List<String> told = ManifestLog.of(manifest, "f.json");
          assertEquals(1, told.size());
          assertEquals(
              "must be spelled \"kind\"", told.get(0).replaceFirst(".*: (must)", "$1"), manifest);
        }
      }
    }
  }

  @Test
  void aListMustSayItsTypeInTheRightSpelling() {
    String items = "\"items\":[{\"kind\":\"Pod\",\"spec\":{}}]";
    for (Spelling spelling : spellings("v1", "List")) {
      for (String list : objects(spelling, "\"Secret\"", "v1", "List", items)) {
        List<String> told = ManifestLog.of(list, "f.json");
        assertEquals(2, told.size(), list);
        assertEquals("1 Pod []", told.get(0));
        assertEquals(
            "must be spelled \"" + spelling.field() + "\"",
            told.get(1).replaceFirst(".*: (must)", "$1"),
            list);
      }
    }
  }

  private static final AdmissionReviewer REVIEWER =
      new AdmissionReviewer(
          PodSecurityAdmission.builder(
                  (name, deadline) ->
                      Optional.of(
                          new Namespace(
                              name,
                              ImmutableMap.of(
                                  "pod-security.kubernetes.io/enforce", "baseline",
                                  "pod-security.kubernetes.io/warn", "baseline"))),
                  (name, deadline) -> List.of())
              .build());

  private static JsonNode response(String review) throws IOException {
    JsonNode answer = MAPPER.readTree(REVIEWER.review(review.getBytes(UTF_8)));
    assertEquals("u", answer.at("/response/uid").asText(), review);
    return answer.get("response");
  }

  private static String review(String group, String kind, String resource, String object) {
    return """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
        "kind":{"group":"%1$s","version":"v1","kind":"%2$s"},"name":"n","namespace":"ns",
        "resource":{"group":"%1$s","version":"v1","resource":"%3$s"},"operation":"CREATE",
        "object":%4$s}}"""
        .formatted(group, kind, resource, object);
  }

  private static final String PRIVILEGED_REST =
      "\"spec\":{\"containers\":[{\"name\":\"a\",\"securityContext\":{\"privileged\":true}}]}";

  @ParameterizedTest
  @MethodSource("ofPod")
  void inThePodOfAReview(Spelling spelling) throws IOException {
    for (String value : List.of("null", quoted(spelling.right()))) {
      for (String pod : objects(spelling, value, "v1", "Pod", PRIVILEGED_REST)) {
        assertEquals(403, response(review("", "Pod", "pods", pod)).at("/status/code").asInt(), pod);
      }
    }
    for (String value : List.of("\"Secret\"", "\"\"", "5")) {
      for (String pod : objects(spelling, value, "v1", "Pod", POD_REST)) {
        JsonNode response = response(review("", "Pod", "pods", pod));
        assertEquals(false, response.get("allowed").asBoolean(true), pod);
        assertEquals("failed to decode object", response.at("/status/message").asText(), pod);
        String wanted =
            value.equals("5")
                ? "must be a string, but is 5"
                : "must be \"" + spelling.right() + "\", but is " + value;
        assertEquals(
            "request.object." + decoded(spelling) + ": " + wanted,
            response
                .at("/auditAnnotations/error")
                .asText()
                .replaceFirst("^.*line [0-9]+, column [0-9]+: ", ""),
            pod);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofDeployment")
  void inTheTemplateOfAReview(Spelling spelling) throws IOException {
    String rest = "\"spec\":{\"template\":{" + PRIVILEGED_REST + "}}";
    for (String value : List.of("null", quoted(spelling.right()))) {
      for (String object : objects(spelling, value, "apps/v1", "Deployment", rest)) {
        JsonNode response = response(review("apps", "Deployment", "deployments", object));
        assertEquals(1, response.path("warnings").size(), object);
      }
    }
    for (String value : List.of("\"Secret\"", "\"\"", "\"example.com/v1\"", "5")) {
      for (String object : objects(spelling, value, "apps/v1", "Deployment", rest)) {
        JsonNode response = response(review("apps", "Deployment", "deployments", object));
        assertEquals(true, response.get("allowed").asBoolean(), object);
        assertEquals(
            "failed to decode object: line ",
            response.at("/auditAnnotations/error").asText().substring(0, 30),
            object);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofReview")
  void inTheReviewItself(Spelling spelling) throws IOException {
    String request =
        "\"request\":{\"uid\":\"u\",\"operation\":\"CREATE\",\"resource\":{\"resource\":\"secrets\"}}";
    String apiVersion = "admission.k8s.io/v1";
    for (String value : List.of("null", quoted(spelling.right()))) {
      for (String review : objects(spelling, value, apiVersion, "AdmissionReview", request)) {
        assertEquals(true, response(review).get("allowed").asBoolean(), review);
      }
    }
    for (String value : List.of("\"Secret\"", "\"\"", "\"admission.k8s.io/v1beta1\"", "5", "[]")) {
      for (String review : objects(spelling, value, apiVersion, "AdmissionReview", request)) {
        JsonNode response = response(review);
        assertEquals(false, response.get("allowed").asBoolean(true), review);
        assertEquals(400, response.at("/status/code").asInt(), review);
        String wanted =
            value.equals("5")
                ? "must be a string, but is 5"
                : value.equals("[]")
                    ? "must be a string, but is a list"
                    : "must be \"" + spelling.right() + "\", but is " + value;
        assertEquals(
            "the review cannot be read: " + decoded(spelling) + ": " + wanted,
            response.at("/status/message").asText().replaceFirst("line 1, column [0-9]+: ", ""),
            review);
      }
    }
  }
}
