package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews that the corpus does not have: broken, odd, large, and many at once. */
final class AdmissionReviewerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RESTRICTED_POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"app",
      "securityContext":{"allowPrivilegeEscalation":false,"runAsNonRoot":true,
      "capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}}]}}""";
  private static final String PRIVILEGED_POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"app",
      "securityContext":{"privileged":true}}]}}""";
  private static final String VIOLATES =
      "violates PodSecurity \\\"baseline:latest\\\": privileged (container \\\"app\\\" must not set"
          + " securityContext.privileged=true)";

  private static PodSecurityAdmission.Builder admission() {
    Namespace namespace =
        new Namespace("n", ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline"));
    return PodSecurityAdmission.builder(
        (name, deadline) -> Optional.of(namespace).filter(it -> it.name().equals(name)),
        (name, deadline) -> List.of());
  }

  private final AdmissionReviewer reviewer = new AdmissionReviewer(admission().build());

  private static String review(String requestFields) {
    return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{"
        + "\"uid\":\"u-1\",\"namespace\":\"n\",\"name\":\"p\","
        + requestFields
        + "}}";
  }

  private static String podReview(String operation, String object) {
    return review(
        """
        "kind":{"group":"","version":"v1","kind":"Pod"},
        "resource":{"group":"","version":"v1","resource":"pods"},
        "operation":"%s","object":%s"""
            .formatted(operation, object));
  }

  private String answer(String review) {
    return new String(reviewer.review(review.getBytes(UTF_8)), UTF_8);
  }

  private static String response(String fieldsAfterUid) {
    return "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{"
        + "\"uid\":\"u-1\","
        + fieldsAfterUid
        + "}}";
  }

  private static String badRequest(String message, String error) {
    return response(
        """
        "allowed":false,"status":{"metadata":{},"status":"Failure","message":"%s",\
        "reason":"BadRequest","code":400},"auditAnnotations":{"error":"%s"}"""
            .formatted(message, error));
  }

  @Test
  void aRefusalIsWrittenFieldByFieldAsTheApiServerWritesIt() {
    assertEquals(
        response(
            """
            "allowed":false,"status":{"metadata":{},"status":"Failure",\
            "message":"pods \\"p\\" is forbidden: %s","reason":"Forbidden",\
            "details":{"name":"p","kind":"pods"},"code":403},\
            "auditAnnotations":{"enforce-policy":"baseline:latest"}"""
                .formatted(VIOLATES)),
        answer(podReview("CREATE", PRIVILEGED_POD)));
  }

  @Test
  void theOrderOfTheFieldsDoesNotMatter() throws Exception {
    ObjectNode review = (ObjectNode) MAPPER.readTree(podReview("CREATE", PRIVILEGED_POD));

    assertEquals(
        answer(review.toString()), answer(reversed(review).toString()), reversed(review)::toString);
  }

  private static ObjectNode reversed(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(name -> names.add(0, name));
    ObjectNode reversed = MAPPER.createObjectNode();
    for (String name : names) {
      JsonNode value = node.get(name);
      reversed.set(name, value instanceof ObjectNode object ? reversed(object) : value);
    }
    return reversed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":null}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{}}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":[]}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"Pod\",\"request\":{\"uid\":\"u\"}}",
        "{\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"u\"}}",
      })
  void whatIsNoReviewHasNoAnswer(String document) {
    assertThrows(InvalidDocumentException.class, () -> reviewer.review(document.getBytes(UTF_8)));
  }

  @Test
  void whatIsNoReviewIsRefusedWithWhatIsWrong() {
    assertEquals(
        "line 1, column 61: must have the field \"request\", which is absent or null",
        problem("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}    "));
    assertEquals(
        "apiVersion: must be \"admission.k8s.io/v1\", but is \"admission.k8s.io/v1beta1\"",
        problem(
                podReview("CREATE", RESTRICTED_POD)
                    .replace("\"admission.k8s.io/v1\"", "\"admission.k8s.io/v1beta1\""))
            .replaceFirst("^line 1, column [0-9]+: ", ""));
  }

  private String problem(String review) {
    String message =
        assertThrows(InvalidDocumentException.class, () -> reviewer.review(review.getBytes(UTF_8)))
            .getMessage();
    return String.valueOf(message);
  }

  @Test
  void aReviewThatIsCutOffAnywhereIsRefused() {
    byte[] review = podReview("CREATE", PRIVILEGED_POD).getBytes(UTF_8);
    for (int length = 0; length < review.length; length++) {
      byte[] cut = Arrays.copyOf(review, length);
      assertThrows(InvalidDocumentException.class, () -> reviewer.review(cut), "at " + length);
    }
  }

  @Test
  void aReviewIsFollowedByNothing() {
    assertThrows(
        InvalidDocumentException.class,
        () -> reviewer.review((podReview("CREATE", RESTRICTED_POD) + "{}").getBytes(UTF_8)));
  }

  @Test
  void aRequestThatDoesNotSayWhatItIsAboutIsRefusedUnderItsUid() {
    assertEquals(
        badRequest(
            "request.resource.resource must be given", "request.resource.resource must be given"),
        answer(review("\"operation\":\"CREATE\",\"object\":" + PRIVILEGED_POD)));
    assertEquals(
        badRequest("request.operation must be given", "request.operation must be given"),
        answer(review("\"resource\":{\"resource\":\"pods\"},\"object\":" + PRIVILEGED_POD)));
  }

  @Test
  void anUnknownOperationOnAPodIsExamined() {
    assertEquals(
        answer(podReview("CREATE", PRIVILEGED_POD)), answer(podReview("REPLACE", PRIVILEGED_POD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{}}",
        "{\"apiVersion\":\"v2\",\"kind\":\"Pod\",\"spec\":{}}",
        "{\"apiVersion\":\"v1\",\"kind\":\"pod\",\"spec\":{}}",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\"}",
      })
  void anObjectThatIsNoPodIsRefused(String object) {
    assertEquals(
        badRequest("failed to decode pod", "failed to decode pod"),
        answer(podReview("CREATE", object)));
  }

  @Test
  void anObjectThatDoesNotSayItsKindIsOfTheKindOfTheRequest() {
    assertEquals(
        answer(podReview("CREATE", PRIVILEGED_POD)),
        answer(
            podReview(
                "CREATE", PRIVILEGED_POD.replace("\"apiVersion\":\"v1\",\"kind\":\"Pod\",", ""))));
  }

  @Test
  void aPodThatDoesNotDecodeIsRefusedAndTheAuditLogTellsWhere() throws Exception {
    JsonNode response =
        MAPPER
            .readTree(
                answer(
                    podReview(
                        "CREATE",
                        PRIVILEGED_POD.replace("\"privileged\":true", "\"privileged\":1"))))
            .get("response");

    assertFalse(response.get("allowed").asBoolean());
    assertEquals("failed to decode object", response.at("/status/message").asText());
    String error = response.at("/auditAnnotations/error").asText();
    assertTrue(
        error.startsWith("failed to decode object: line ")
            && error.endsWith(
                "request.object.spec.containers[0].securityContext.privileged: must be true or"
                    + " false, but is 1"),
        error);
  }

  @Test
  void theAuditLogTellsNoLineOfATree() throws Exception {
    JsonNode review =
        MAPPER.readTree(podReview("CREATE", "{\n\n  \"spec\": {\"hostPID\": \"yes\"}}"));
    assertEquals(
        "failed to decode object: request.object.spec.hostPID: must be true or false, but is the string \"yes\"",
        reviewer.review(review).at("/response/auditAnnotations/error").textValue());
  }

  @Test
  void aFieldThatIsGivenTwiceIsRefused() {
    assertTrue(
        answer(
                podReview(
                    "CREATE",
                    PRIVILEGED_POD.replace(
                        "\"privileged\":true", "\"privileged\":true,\"privileged\":false")))
            .contains("\"allowed\":false"));
    assertUnreadable(
        "request.object: is given twice in one object; it must be given once",
        podReview("CREATE", PRIVILEGED_POD + ",\"object\":" + RESTRICTED_POD));
  }

  /** A review that has a uid is answered with it, even if nothing else of it can be used. */
  private void assertUnreadable(String problem, String review) {
    String answer = answer(review);
    assertTrue(answer.startsWith(response("\"allowed\":false").replace("}}", "")), () -> answer);
    assertTrue(answer.contains("the review cannot be read: line "), () -> answer);
    assertTrue(
        answer.contains(problem + "\",\"reason\":\"BadRequest\",\"code\":400"), () -> answer);
  }

  @Test
  void aFieldOfAnotherTypeIsRefusedUnderTheUid() {
    assertUnreadable(
        "request.name: must be a string, but is 5",
        podReview("CREATE", RESTRICTED_POD).replace("\"name\":\"p\",", "\"name\":5,"));
    assertUnreadable(
        "request.userInfo.username: must be a string, but is a list",
        podReview("CREATE", RESTRICTED_POD + ",\"userInfo\":{\"username\":[]}"));
    assertUnreadable(
        "request.resource: must be an object, but is the string \\\"pods\\\"",
        podReview("CREATE", RESTRICTED_POD)
            .replaceFirst("(?s)\"resource\":\\{.*?\\}", "\"resource\":\"pods\""));
  }

  @Test
  void aReviewWhoseUidCannotBeToldHasNoAnswer() {
    for (String uid : List.of("5", "null", "\"a\",\"uid\":\"b\"")) {
      String review =
          podReview("CREATE", RESTRICTED_POD)
              .replace("\"uid\":\"u-1\"", "\"uid\":" + uid)
              .replace("\"name\":\"p\",", "\"name\":5,");
      assertThrows(InvalidDocumentException.class, () -> answer(review), uid);
    }
  }

  @Test
  void aTypeThatIsSpelledOtherwiseIsNotHidden() {
    String hidden =
        PRIVILEGED_POD.replace("\"kind\":\"Pod\"", "\"kind\":\"Pod\",\"Kind\":\"Secret\"");
    assertTrue(answer(podReview("CREATE", hidden)).contains("failed to decode object"));
    assertUnreadable(
        "Kind: must be \\\"AdmissionReview\\\", but is \\\"Pod\\\"",
        podReview("CREATE", RESTRICTED_POD).replaceFirst("\\{", "{\"Kind\":\"Pod\","));
  }

  @Test
  void aPodOfFourMegabytesIsJudged() {
    String large =
        PRIVILEGED_POD.replace(
            "\"name\":\"p\"",
            "\"name\":\"p\",\"annotations\":{\"a\":\"" + "é".repeat(2 << 20) + "\"}");

    assertEquals(answer(podReview("CREATE", PRIVILEGED_POD)), answer(podReview("CREATE", large)));
  }

  @Test
  void aPodThatIsNestedTooDeeplyIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertUnreadable(
        "request.object.spec.x: nested more than 1000 deep",
        podReview("CREATE", "{\"spec\":{\"x\":" + deep + "}}"));
    assertUnreadable("request.options: nested more than 1000 deep", review("\"options\":" + deep));
  }

  private static String controllerReview(String group, String resource, String object) {
    return review(
        """
        "kind":{"group":"%1$s","version":"v1","kind":"Deployment"},
        "resource":{"group":"%1$s","version":"v1","resource":"%2$s"},
        "operation":"CREATE","object":%3$s"""
            .formatted(group, resource, object));
  }

  private static final String WARNED =
      response(
          "\"allowed\":true,\"warnings\":[\"would "
              + VIOLATES.replace("violates", "violate")
              + "\"]");

  @Test
  void aControllerIsNeverRefused() {
    assertEquals(
        WARNED,
        answer(
            controllerReview(
                "apps", "deployments", "{\"spec\":{\"template\":" + PRIVILEGED_POD + "}}")));
    assertEquals(
        response(
            "\"allowed\":true,\"auditAnnotations\":{\"error\":\"failed to extract pod template\"}"),
        answer(controllerReview("apps", "deployments", "null")),
        "where the API server's handler crashes");
    assertEquals(
        response(
            "\"allowed\":true,\"auditAnnotations\":{\"error\":\"failed to extract pod template\"}"),
        answer(
            controllerReview(
                "apps",
                "deployments",
                "{\"kind\":\"Secret\",\"spec\":{\"template\":" + PRIVILEGED_POD + "}}")));
    assertTrue(
        answer(controllerReview("apps", "deployments", "{\"spec\":7}"))
            .startsWith(
                response(
                        "\"allowed\":true,\"auditAnnotations\":{\"error\":\"failed to decode object: ")
                    .replaceFirst("}}$", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"spec\":null}",
        "{\"spec\":{}}",
        "{\"spec\":{\"template\":null}}",
        "{\"spec\":{\"template\":{}}}",
      })
  void aDeploymentWithoutATemplateViolatesNothing(String object) {
    assertEquals(
        response("\"allowed\":true"), answer(controllerReview("apps", "deployments", object)));
  }

  @Test
  void aCustomControllerIsReadAlongTheWayToItsTemplate() {
    AdmissionReviewer custom =
        new AdmissionReviewer(
            admission()
                .addKind(
                    PodBearingKind.custom(
                        "Worker",
                        new GroupResource("example.com", "workers"),
                        "spec",
                        "pool",
                        "podTemplate"))
                .build());
    String worker = "{\"kind\":\"Worker\",\"spec\":{\"pool\":{\"podTemplate\":%s}}}";

    assertEquals(
        WARNED,
        new String(
            custom.review(
                controllerReview("example.com", "workers", worker.formatted(PRIVILEGED_POD))
                    .getBytes(UTF_8)),
            UTF_8));
    assertEquals(
        response("\"allowed\":true"),
        answer(controllerReview("example.com", "workers", worker.formatted(PRIVILEGED_POD))),
        "before it is registered");
  }

  @Test
  void aListenerThatThrowsChangesNoAnswer() {
    AdmissionListener broken =
        new AdmissionListener() {
          @Override
          public void evaluated(
              AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
            throw new IllegalStateException("no space left");
          }
        };
    AdmissionReviewer listened = new AdmissionReviewer(admission().listener(broken).build());
    byte[] review = podReview("CREATE", PRIVILEGED_POD).getBytes(UTF_8);

    assertEquals(
        new String(reviewer.review(review), UTF_8), new String(listened.review(review), UTF_8));
  }

  @Test
  void halfOfASurrogatePairReadsAsTheReplacementCharacter() throws Exception {
    String review =
        podReview("CREATE", PRIVILEGED_POD.replace("\"name\":\"app\"", "\"name\":\"\\ud800x\""));
    String message = "container \"\ufffdx\" must not set securityContext.privileged=true";

    JsonNode fromBytes = MAPPER.readTree(answer(review));
    assertTrue(fromBytes.at("/response/status/message").asText().contains(message));
    assertEquals(fromBytes, reviewer.review(MAPPER.readTree(review)));
  }

  @Test
  void aMessageWithHalfOfASurrogatePairCanBeWritten() {
    AdmissionReviewer broken =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(
                    (name, deadline) -> {
                      throw new IllegalStateException("\ud800");
                    },
                    (name, deadline) -> List.of())
                .build());

    assertTrue(
        new String(broken.review(podReview("CREATE", RESTRICTED_POD).getBytes(UTF_8)), UTF_8)
            .contains("failed to lookup namespace \\\"n\\\": \\uD800\""));
  }

  @Test
  void aTreeThatIsNoReviewIsRefusedWithoutLineAndColumn() {
    InvalidDocumentException refused =
        assertThrows(
            InvalidDocumentException.class, () -> reviewer.review(MAPPER.createObjectNode()));

    assertEquals(
        "must have the field \"apiVersion\", which is absent or null", refused.getMessage());
  }

  @Test
  void aTreeThatIsNestedTooDeeplyIsRefused() throws Exception {
    ObjectNode review = (ObjectNode) MAPPER.readTree(podReview("CREATE", RESTRICTED_POD));
    ObjectNode deepest = review;
    for (int i = 0; i < 2_000; i++) {
      deepest = deepest.putObject("deeper");
    }

    JsonNode answer = reviewer.review(review);
    assertEquals("u-1", answer.at("/response/uid").asText());
    assertEquals(false, answer.at("/response/allowed").asBoolean(true));
  }

  @Test
  void sixtyFourThreadsAtOnceEachGetTheAnswerToTheirOwnReview() throws Exception {
    int threads = 64;
    int rounds = 50;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String uid = "thread-" + thread;
        String pod = thread % 2 == 0 ? PRIVILEGED_POD : RESTRICTED_POD;
        byte[] review = podReview("CREATE", pod).replace("u-1", uid).getBytes(UTF_8);
        answers.add(
            pool.submit(
                () -> {
                  start.await();
                  List<String> mine = new ArrayList<>();
                  for (int round = 0; round < rounds; round++) {
                    mine.add(new String(reviewer.review(review), UTF_8));
                  }
                  return mine;
                }));
      }
      String refused = answer(podReview("CREATE", PRIVILEGED_POD));
      String allowed = answer(podReview("CREATE", RESTRICTED_POD));
      for (int thread = 0; thread < threads; thread++) {
        String expected = (thread % 2 == 0 ? refused : allowed).replace("u-1", "thread-" + thread);
        for (String answer : answers.get(thread).get()) {
          assertEquals(expected, answer);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
