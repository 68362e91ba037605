package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.github.pss4j.FieldPath;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether an object says what it is before or behind its other fields, and so is read in one pass
 * or in two, does not matter.
 */
final class FieldOrderTest {
  /** The pod, on three lines; what is wrong with it stands on the second and third. */
  private static final String POD_SPEC =
      """
      {"volumes":[{"name":"v","emptyDir":{}}],
      "hostNetwork":true,"containers":[{"name":"app","image":"i",
      "securityContext":{"privileged":true,"runAsUser":0}}]}""";

  private static final FieldPath HOST_NETWORK = FieldPath.of("spec").field("hostNetwork");
  private static final FieldPath RUN_AS_USER =
      FieldPath.of("spec").field("containers").index(0).field("securityContext").field("runAsUser");

  static Stream<PodBearingKind> kinds() {
    return PodBearingKind.standard().stream();
  }

  private static String apiVersion(PodBearingKind kind) {
    String group = kind.groups().get(0);
    return group.isEmpty() ? "v1" : group + "/v1";
  }

  /** What stands around the pod in objects of a kind: the first field and its value. */
  private static String podField(PodBearingKind kind) {
    if (kind.isPod()) {
      return "\"spec\":" + POD_SPEC;
    }
    String value =
        "{\"metadata\":{\"annotations\":{\"seccomp.security.alpha.kubernetes.io/pod\":\"unconfined\"}},\"spec\":"
            + POD_SPEC
            + "}";
    for (String field : Lists.reverse(kind.template()).subList(0, kind.template().size() - 1)) {
      value = "{\"" + field + "\":" + value + "}";
    }
    return "\"" + kind.template().get(0) + "\":" + value;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aManifestIsTheSameWorkloadInEachOrder(PodBearingKind kind) {
    List<String> fields =
        List.of(
            "\"apiVersion\":\"" + apiVersion(kind) + "\"",
            "\"kind\":\"" + kind + "\"",
            "\"metadata\":{\"name\":\"n\",\"namespace\":\"ns\",\"labels\":{\"a\":\"b\"}}",
            podField(kind));
    Workload expected = readOne("{" + String.join(",\n", fields) + "}", "f.json");
    assertEquals(kind, expected.kind());
    assertEquals("app", expected.pod().spec().containers().get(0).name());
    assertEquals("ns", expected.namespace());
    assertEquals("n", expected.name());
    for (List<String> order : Collections2.permutations(fields)) {
      String manifest = "\n{" + String.join(",\n", order) + "}\n";
      for (String file : List.of("f.json", "f.yaml")) {
        Workload workload = readOne(manifest, file);
        String message = file + manifest;
        assertEquals(kind, workload.kind(), message);
        assertEquals(expected.pod(), workload.pod(), message);
        assertEquals(expected.asAdmitted(), workload.asAdmitted(), message);
        assertEquals("ns", workload.namespace(), message);
        assertEquals("n", workload.name(), message);
        assertEquals(2, workload.line(), message);
        int podLine = 2 + order.indexOf(fields.get(3));
        assertEquals(
            ImmutableMap.of(HOST_NETWORK, podLine + 1, RUN_AS_USER, podLine + 2),
            workload.linesOf(List.of(HOST_NETWORK, RUN_AS_USER)),
            message);
      }
    }
  }

  private static Workload readOne(String manifest, String file) {
    List<Workload> workloads = new ManifestReader().read(manifest.getBytes(UTF_8), file);
    assertEquals(1, workloads.size());
    return workloads.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment",
    "extensions/v1beta1, Deployment",
    "extensions/v1beta1, DaemonSet"
  })
  void eachGroupOfAKindIsTheSameInEachOrder(String apiVersion, String kind) {
    List<String> fields =
        List.of(
            "\"apiVersion\":\"" + apiVersion + "\"",
            "\"kind\":\"" + kind + "\"",
            "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"a\"}]}}}");
    for (List<String> order : Collections2.permutations(fields)) {
      String manifest = "{" + String.join(",", order) + "}";
      assertEquals(List.of("1 " + kind + " [a]"), ManifestLog.of(manifest, "f.json"), manifest);
    }
  }

  @Test
  void whatCannotBeReadIsToldTheSameInEachOrder() {
    List<String> fields =
        List.of(
            "\"apiVersion\":\"apps/v1\"",
            "\"kind\":\"Deployment\"",
            "\"metadata\":{\"labels\":{}}",
            "\"spec\":{\"template\":{\"spec\":{\"hostPID\":1}}}");
    for (List<String> order : Collections2.permutations(fields)) {
      String manifest = "{" + String.join(",\n", order) + "}";
      int line = 1 + order.indexOf(fields.get(3));
      String place = "line " + line + ", column " + (line == 1 ? 40 : 39);
      for (String file : List.of("f.json", "f.yaml")) {
        assertEquals(
            List.of(place + ": spec.template.spec.hostPID: must be true or false, but is 1"),
            ManifestLog.of(manifest, file),
            manifest);
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
                                  "pod-security.kubernetes.io/warn", "restricted"))),
                  (name, deadline) -> List.of())
              .build());

  private static String answer(Collection<String> requestFields) {
    String review =
        "{\"request\":{"
            + String.join(",", requestFields)
            + "},\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}";
    return new String(REVIEWER.review(review.getBytes(UTF_8)), UTF_8);
  }

  /** The orders of the fields of a request in which the object stands at each place. */
  private static List<List<String>> ordersOfRequest(
      String kind, String resource, String operation, String object) {
    List<String> ordered =
        List.of("\"kind\":" + kind, "\"resource\":" + resource, operation, "\"object\":" + object);
    List<List<String>> orders = new ArrayList<>();
    for (List<String> order : Collections2.permutations(ordered)) {
      List<String> fields = new ArrayList<>(order);
      fields.add(1, "\"uid\":\"u\"");
      fields.add(3, "\"name\":\"n\",\"namespace\":\"ns\"");
      orders.add(fields);
    }
    return orders;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aReviewIsAnsweredTheSameInEachOrder(PodBearingKind kind) {
    String group = kind.resource().group();
    String named = "{\"group\":\"" + group + "\",\"version\":\"v1\",\"%s\":\"%s\"}";
    String body = podField(kind);
    // One that says what it is, and one that is what the request says.
    for (String type :
        List.of("\"apiVersion\":\"" + apiVersion(kind) + "\",\"kind\":\"" + kind + "\",", "")) {
      List<List<String>> orders =
          ordersOfRequest(
              named.formatted("kind", kind.kind()),
              named.formatted("resource", kind.resource().resource()),
              "\"operation\":\"CREATE\"",
              "{" + type + body + "}");
      String expected = answer(orders.get(0));
      assertEquals(kind.isPod(), expected.contains("\"allowed\":false"), expected);
      assertEquals(!kind.isPod(), expected.contains("\"warnings\":[\"would violate"), expected);
      for (List<String> order : orders) {
        assertEquals(expected, answer(order), order::toString);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"Secret","spec":{}}    | failed to decode pod
          {"spec":{"hostPID":1}}         | request.object.spec.hostPID: must be true or false, but is 1
          {"spec":[]}                    | request.object.spec: must be an object, but is a list
          []                             | request.object: must be an object, but is a list
          {"spec":{},"spec":{}}          | request.object.spec: is given twice in one object; it must be given once
          {"Kind":"Secret","spec":{}}    | request.object.Kind: must be \\"Pod\\", but is \\"Secret\\"
          null                           | failed to decode pod
          """)
  void anObjectThatIsNoPodIsAnsweredTheSameInEachOrder(String object, String error)
      throws IOException {
    for (List<String> order :
        ordersOfRequest(
            "{\"version\":\"v1\",\"kind\":\"Pod\"}",
            "{\"version\":\"v1\",\"resource\":\"pods\"}",
            "\"operation\":\"CREATE\"",
            object)) {
      JsonNode response = new ObjectMapper().readTree(answer(order)).get("response");
      assertEquals(400, response.at("/status/code").asInt(), order::toString);
      assertEquals(
          error.replace("\\\"", "\""),
          response
              .at("/auditAnnotations/error")
              .asText()
              .replaceFirst("^failed to decode object: line 1, column [0-9]+: ", ""));
    }
  }

  @Test
  void anUpdateIsAnsweredTheSameInEachOrder() {
    List<String> fields =
        List.of(
            "\"kind\":{\"version\":\"v1\",\"kind\":\"Pod\"}",
            "\"resource\":{\"version\":\"v1\",\"resource\":\"pods\"}",
            "\"object\":{\"spec\":" + POD_SPEC + "}",
            "\"oldObject\":{\"spec\":" + POD_SPEC.replace("\"i\"", "\"old\"") + "}",
            "\"operation\":\"UPDATE\",\"uid\":\"u\",\"namespace\":\"ns\"");
    String expected = answer(fields);
    assertEquals(true, expected.contains("\"allowed\":false"), expected);
    int orders = 0;
    for (List<String> order : Collections2.permutations(fields)) {
      assertEquals(expected, answer(order), order::toString);
      orders++;
    }
    assertEquals(120, orders);
  }

  @Test
  void aNamespaceIsAnsweredTheSameInEachOrder() {
    String expected =
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{"
            + "\"uid\":\"u\",\"allowed\":false,\"status\":{\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"Namespace \\\"n\\\" is invalid:"
            + " metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \\\"odd\\\": must"
            + " be one of privileged, baseline, restricted\",\"reason\":\"Invalid\",\"details\":{"
            + "\"name\":\"n\",\"kind\":\"Namespace\",\"causes\":[{\"reason\":\"FieldValueInvalid\","
            + "\"message\":\"Invalid value: \\\"odd\\\": must be one of privileged, baseline,"
            + " restricted\",\"field\":\"metadata.labels[pod-security.kubernetes.io/enforce]\"}]},"
            + "\"code\":422}}}";
    for (List<String> order :
        ordersOfRequest(
            "{\"version\":\"v1\",\"kind\":\"Namespace\"}",
            "{\"version\":\"v1\",\"resource\":\"namespaces\"}",
            "\"operation\":\"CREATE\"",
            "{\"metadata\":{\"labels\":{\"pod-security.kubernetes.io/enforce\":\"odd\"}}}")) {
      assertEquals(expected, answer(order), order::toString);
    }
  }
}
