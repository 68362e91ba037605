package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a pod in an object of a kind that is not known is told, and nothing else. */
final class NotJudgedTest {
  private static List<String> told(String fields, String file) {
    return ManifestLog.of(
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Run\",\n" + fields + "}", file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "containers":[{"name":"a"}]                                     | 1 not judged Run.example.com
          "spec":{"containers":[{"name":"a"}]}                            | 2 not judged Run.example.com spec
          "spec":{"template":{"spec":{"containers":[{"name":"a"}]}}}      | 2 not judged Run.example.com spec.template.spec
          "spec":{"x":1,"containers":[{"image":"i","name":"a"},{"name":""}]} | 2 not judged Run.example.com spec
          "steps":[{"name":"s"},{"pod":{"containers":[{"name":"a"}]}}]    | 2 not judged Run.example.com steps[1].pod
          "steps":[[{"containers":[{"name":"a"}]}]]                       | 2 not judged Run.example.com steps[0][0]
          "a.b":{"c/d":{"containers":[{"name":"a"}]}}                     | 2 not judged Run.example.com a.b.c/d
          "spec":{"containers":[{"name":"a","containers":[{"name":"b"}]}]} | 2 not judged Run.example.com spec
          """)
  void whatLooksLikeAPodIsToldWithItsPlace(String fields, String expected) {
    String line = expected.replaceFirst("Run\\.example\\.com$", "Run.example.com ");
    assertEquals(List.of(line), told(fields, "f.json"), "JSON");
    assertEquals(List.of(line), told(fields, "f.yaml"), "YAML");
  }

  @Test
  void eachOfSeveralIsTold() {
    String fields =
        """
        "server":{"containers":[{"name":"a"}]},
        "workers":[
         {"name":"no pod"},
         {"containers":[{"name":"b"}]},
         {"template":
           {"spec":
             {"hostPID":true,"containers":[{"name":"c"}]}}}]
        """;
    for (String file : List.of("f.json", "f.yaml")) {
      assertEquals(
          List.of(
              "2 not judged Run.example.com server",
              "5 not judged Run.example.com workers[1]",
              "8 not judged Run.example.com workers[2].template.spec"),
          told(fields, file),
          file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"spec\":{}",
        "\"spec\":{\"containers\":[]}",
        "\"spec\":{\"containers\":null}",
        "\"spec\":{\"containers\":\"a\"}",
        "\"spec\":{\"containers\":7}",
        "\"spec\":{\"containers\":{\"name\":\"a\"}}",
        "\"spec\":{\"containers\":[\"a\",\"b\"]}",
        "\"spec\":{\"containers\":[[]]}",
        "\"spec\":{\"containers\":[null]}",
        "\"spec\":{\"containers\":[{\"image\":\"i\"}]}",
        "\"spec\":{\"containers\":[{\"name\":5}]}",
        "\"spec\":{\"containers\":[{\"name\":null}]}",
        "\"spec\":{\"containers\":[{\"name\":\"a\"},{\"image\":\"i\"}]}",
        "\"spec\":{\"containers\":[{\"name\":\"a\"},\"b\"]}",
        "\"spec\":{\"Containers\":[{\"name\":\"a\"}]}",
        "\"containerNames\":[{\"name\":\"a\"}]",
      })
  void whatDoesNotLookLikeAPodIsPassedOver(String fields) {
    assertEquals(List.of("1 skipped Run.example.com"), told(fields, "f.json"), "JSON");
    assertEquals(List.of("1 skipped Run.example.com"), told(fields, "f.yaml"), "YAML");
  }

  @Test
  void theSchemaOfAPodIsNone() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: runs.example.com}
        spec:
          versions:
          - name: v1
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  containers:
                    type: array
                    items: {type: object, properties: {name: {type: string}}}
                required: [containers]
        """;
    assertEquals(
        List.of("1 skipped CustomResourceDefinition.apiextensions.k8s.io"),
        ManifestLog.of(definition, "f.yaml"));
  }

  @Test
  void aPodOfAnItemIsToldWithItsPlaceInTheFile() {
    String list =
        """
        {"kind":"List","items":[
         {"kind":"Service"},
         {"apiVersion":"example.com/v1","kind":"Run","containers":[{"name":"a"}]},
         {"apiVersion":"example.com/v1","kind":"Run","pod":
          {"containers":[{"name":"a"}]}}]}
        """;
    for (String file : List.of("f.json", "f.yaml")) {
      assertEquals(
          List.of(
              "2 skipped Service",
              "3 not judged Run.example.com items[1]",
              "5 not judged Run.example.com items[2].pod"),
          ManifestLog.of(list, file),
          file);
    }
  }

  @Test
  void onlyKindsOfForeignGroupsAreLookedThrough() {
    String pod = "\"spec\":{\"containers\":[{\"name\":\"a\"}]}";
    for (String apiVersion : List.of("v1", "apps/v1", "batch/v1", "nodots/v1")) {
      String object = "{\"kind\":\"Run\",\"apiVersion\":\"" + apiVersion + "\"," + pod + "}";
      String told = ManifestLog.of(object, "f.json").toString();
      String problem = "[line 1, column 9: kind: the kind \"Run\" is not known in ";
      assertEquals(problem, told.substring(0, problem.length()));
    }
    assertEquals(
        List.of("1 skipped ConfigMap"),
        ManifestLog.of("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"," + pod + "}", "f.json"));
  }

  @Test
  void aKnownKindInAForeignGroupIsAnError() {
    assertEquals(
        List.of(
            "line 1, column 39: kind: the kind \"Deployment\" is not known in group"
                + " \"example.com\"; it bears a pod in group \"apps\""),
        ManifestLog.of(
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Deployment\",\"spec\":{}}", "f.json"));
  }
}
