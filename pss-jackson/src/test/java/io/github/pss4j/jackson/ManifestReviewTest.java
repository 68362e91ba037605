package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A review in a manifest, such as one saved from a log, is told as the object it asks about. */
final class ManifestReviewTest {
  private static final String TYPE =
      "\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"";

  private static List<String> told(String manifest) {
    List<String> told = ManifestLog.of(manifest, "f.json");
    assertEquals(told, ManifestLog.of(manifest, "f.yaml"), "in YAML");
    return told;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a"}]}} | 2 Pod p [a]
          {"kind":"Job","spec":{"template":{"spec":{}}}}          | 2 Job []
          {"kind":"Service"}                                      | 2 skipped Service
          {"kind":"Namespace"}                                    | 2 skipped Namespace
          {"kind":"List","items":[{"kind":"Pod","spec":{}}]}      | 2 Pod []
          {"apiVersion":"a.b/v1","kind":"X","containers":[{"name":"a"}]} | 2 not judged X.a.b request.object
          {"spec":{}}                                             | line 2, column 11: request.object: must have the field "kind", which is absent or null
          {"kind":"Pod","spec":5}                                 | line 2, column 22: request.object.spec: must be an object, but is 5
          5                                                       | line 2, column 1: request.object: must be an object, but is 5
          """)
  void theObjectIsTold(String object, String expected) {
    String review = "{" + TYPE + ",\"request\":{\"uid\":\"u\",\"object\":\n" + object + "}}";
    if (expected.contains("must have")) {
      // An error about what is absent stands at the end of a map in JSON, at its start in YAML.
      assertEquals(List.of(expected), ManifestLog.of(review, "f.json"));
    } else {
      assertEquals(List.of(expected), told(review));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"request\":{\"uid\":\"u\"}",
        "\"request\":{\"object\":null,\"oldObject\":{\"kind\":\"Pod\",\"spec\":{}}}",
        "\"request\":null",
        "\"response\":{\"uid\":\"u\",\"allowed\":true}",
        "\"x\":1",
      })
  void aReviewWithoutAnObjectIsSkipped(String fields) {
    assertEquals(
        List.of("1 skipped AdmissionReview.admission.k8s.io"),
        told("{" + TYPE + "," + fields + "}"));
  }

  @Test
  void theKindMayComeBehindTheRequest() {
    assertEquals(
        List.of("1 Pod []"),
        told("{\"request\":{\"object\":{\"kind\":\"Pod\",\"spec\":{}}}," + TYPE + "}"));
  }

  @Test
  void reviewsStandInListsAndInOneAnother() {
    String inner = "{" + TYPE + ",\"request\":{\"object\":{\"kind\":\"Pod\",\"spec\":{}}}}";
    assertEquals(
        List.of("2 Pod []", "3 Pod []"),
        told(
            "{\"kind\":\"List\",\"items\":[\n"
                + inner
                + ",\n{"
                + TYPE
                + ",\"request\":{\"object\":"
                + inner
                + "}}]}"));
  }

  @Test
  void aReviewThatIsNoneIsAnError() {
    assertEquals(
        List.of("line 1, column 72: request: must be an object, but is a list"),
        told("{" + TYPE + ",\"request\":[]}"));
    assertEquals(
        List.of(
            "line 1, column 27: kind: the kind \"AdmissionReview\" is not known in the core group; a"
                + " pod, or a kind that bears one, was expected"),
        told("{\"apiVersion\":\"v1\",\"kind\":\"AdmissionReview\"}"));
  }
}
