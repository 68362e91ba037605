package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import io.github.pss4j.admission.PodSecurityAdmission;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a review, it is answered under its uid, and refused. */
final class ReviewUidTest {
  private static final ObjectMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
              .build());

  private static final AdmissionReviewer REVIEWER =
      new AdmissionReviewer(
          PodSecurityAdmission.builder(
                  (name, deadline) -> Optional.empty(), (name, deadline) -> List.of())
              .build());

  private static final String SOUND =
      "\"kind\":{\"version\":\"v1\",\"kind\":\"Pod\"},"
          + "\"resource\":{\"version\":\"v1\",\"resource\":\"pods\"},"
          + "\"operation\":\"CREATE\",\"object\":{\"spec\":{}}";

  /** The review with the uid before the other fields of the request, and behind them. */
  private static List<String> reviews(String fields) {
    String type = "\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"";
    return List.of(
        "{" + type + ",\"request\":{\"uid\":\"u\"," + fields + "}}",
        "{\"request\":{" + fields + ",\"uid\":\"u\"}," + type + "}");
  }

  private static JsonNode answer(String review) throws IOException {
    JsonNode answer = MAPPER.readTree(REVIEWER.review(review.getBytes(UTF_8)));
    assertEquals("u", answer.at("/response/uid").asText(), review);
    assertEquals("admission.k8s.io/v1", answer.get("apiVersion").asText());
    assertEquals("AdmissionReview", answer.get("kind").asText());
    return answer.get("response");
  }

  private static void assertUnreadable(String problem, String fields) throws IOException {
    for (String review : reviews(fields)) {
      JsonNode response = answer(review);
      assertEquals(false, response.get("allowed").asBoolean(true), review);
      assertEquals(400, response.at("/status/code").asInt(), review);
      assertEquals(
          "the review cannot be read: " + problem,
          response.at("/status/message").asText().replaceFirst("line 1, column [0-9]+: ", ""),
          review);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind":"Pod"                       | request.kind: must be an object, but is the string "Pod"
          "kind":[]                          | request.kind: must be an object, but is a list
          "kind":{"group":5}                 | request.kind.group: must be a string, but is 5
          "kind":{"version":[]}              | request.kind.version: must be a string, but is a list
          "kind":{"kind":{}}                 | request.kind.kind: must be a string, but is an object
          "resource":"pods"                  | request.resource: must be an object, but is the string "pods"
          "resource":7                       | request.resource: must be an object, but is 7
          "resource":{"group":true}          | request.resource.group: must be a string, but is true
          "resource":{"version":1}           | request.resource.version: must be a string, but is 1
          "resource":{"resource":[]}         | request.resource.resource: must be a string, but is a list
          "subResource":{}                   | request.subResource: must be a string, but is an object
          "name":5                           | request.name: must be a string, but is 5
          "namespace":false                  | request.namespace: must be a string, but is false
          "operation":["CREATE"]             | request.operation: must be a string, but is a list
          "userInfo":"alice"                 | request.userInfo: must be an object, but is the string "alice"
          "userInfo":[]                      | request.userInfo: must be an object, but is a list
          "userInfo":{"username":5}          | request.userInfo.username: must be a string, but is 5
          """)
  void aFieldOfAWrongType(String field, String problem) throws IOException {
    assertUnreadable(problem, field);
    assertUnreadable(problem, "\"x\":1," + field + ",\"options\":{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":{}",
        "\"resource\":{\"resource\":\"pods\"}",
        "\"subResource\":\"\"",
        "\"name\":\"n\"",
        "\"namespace\":\"ns\"",
        "\"operation\":\"CREATE\"",
        "\"userInfo\":{}",
        "\"object\":{}",
        "\"object\":null",
        "\"oldObject\":{\"spec\":{}}",
        "\"name\":null",
      })
  void aFieldThatIsGivenTwice(String field) throws IOException {
    String name = field.substring(1, field.indexOf('"', 1));
    assertUnreadable(
        "request." + name + ": is given twice in one object; it must be given once",
        field + "," + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind":{"kind":"Pod","kind":"Pod"}             | kind.kind
          "resource":{"group":"","group":""}             | resource.group
          "userInfo":{"username":"a","username":"b"}     | userInfo.username
          """)
  void aFieldOfAFieldThatIsGivenTwice(String field, String path) throws IOException {
    assertUnreadable(
        "request." + path + ": is given twice in one object; it must be given once", field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"options\":5,\"options\":[]",
        "\"dryRun\":\"maybe\"",
        "\"dryRun\":{},\"dryRun\":1",
        "\"requestKind\":7,\"requestResource\":\"x\",\"requestSubResource\":[]",
        "\"userInfo\":{\"uid\":5,\"groups\":\"g\",\"extra\":[],\"extra\":1}",
        "\"uids\":[],\"Uid\":5,\"UID\":null",
      })
  void whatIsNotReadMayBeAnything(String fields) throws IOException {
    List<String> sound = reviews(SOUND);
    List<String> reviews = reviews(SOUND + "," + fields);
    for (int i = 0; i < sound.size(); i++) {
      assertEquals(answer(sound.get(i)), answer(reviews.get(i)));
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String nestedAt(String path, int depth) {
    String value = nested(depth);
    for (String name : Lists.reverse(Splitter.on('.').splitToList(path))) {
      value = "{\"" + name + "\":" + value + "}";
    }
    return value.substring(1, value.length() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "options, options",
    "dryRun, dryRun",
    "userInfo.extra, userInfo.extra",
    "requestKind, requestKind",
    "kind.x, kind.x",
    "resource.x, resource.x",
    "x, x",
    "object, object",
    "object.spec.x, object",
    "object.metadata.labels, object",
    "oldObject.spec.x, oldObject",
  })
  void nestingBeyondTheLimit(String path, String toldPath) throws IOException {
    for (int depth : new int[] {1_000, 5_000, 100_000}) {
      assertUnreadable(
          "request." + toldPath + ": nested more than 1000 deep", nestedAt(path, depth));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "options, options",
    "dryRun, dryRun",
    "userInfo.extra, userInfo.extra",
    "x, x",
    "oldObject, oldObject",
    "oldObject.spec.x, oldObject.spec.x",
    "oldObject.metadata.labels, oldObject",
  })
  void nestingBeyondTheLimitInARequestThatSaidWhatItIsAbout(String path, String toldPath)
      throws IOException {
    for (int depth : new int[] {1_000, 100_000}) {
      assertUnreadable(
          "request." + toldPath + ": nested more than 1000 deep",
          SOUND + "," + nestedAt(path, depth));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"options", "dryRun", "object", "oldObject", "x"})
  void nestingBeyondTheLimitInATree(String name) throws IOException {
    for (String review : reviews("\"" + name + "\":" + nested(2_000))) {
      JsonNode response = REVIEWER.review(MAPPER.readTree(review)).get("response");
      assertEquals("u", response.get("uid").asText());
      assertEquals(400, response.at("/status/code").asInt());
      assertEquals(
          "nested more than 1000 deep",
          response.at("/status/message").asText().replaceFirst("^.*: ", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"AdmissionReview\",\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u\"}}",
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u\"}}",
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u\"},\"request\":{\"uid\":\"u\"}}",
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u\",\"uid\":\"u\"}}",
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":5}}",
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"name\":\"n\"}}",
      })
  void aReviewWhoseUidIsInDoubtHasNoAnswer(String review) {
    assertThrows(
        InvalidDocumentException.class, () -> REVIEWER.review(review.getBytes(UTF_8)), review);
  }
}
