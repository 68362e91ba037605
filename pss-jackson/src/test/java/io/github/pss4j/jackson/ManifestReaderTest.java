package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pss4j.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestReaderTest {
  private static final String POD_SPEC = "{\"containers\":[{\"name\":\"a\"}]}";

  private static List<String> read(String manifest, String file) {
    return ManifestLog.of(manifest, file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v1           | Pod                   | "spec":%s
          v1           | PodTemplate           | "template":{"spec":%s}
          v1           | ReplicationController | "spec":{"template":{"spec":%s}}
          apps/v1      | ReplicaSet            | "spec":{"template":{"spec":%s}}
          apps/v1      | Deployment            | "spec":{"template":{"spec":%s}}
          apps/v1beta2 | StatefulSet           | "spec":{"template":{"spec":%s}}
          extensions/v1beta1 | DaemonSet       | "spec":{"template":{"spec":%s}}
          batch/v1     | Job                   | "spec":{"template":{"spec":%s}}
          batch/v1     | CronJob               | "spec":{"jobTemplate":{"spec":{"template":{"spec":%s}}}}
          """)
  void findsThePodOfEachKindWhateverTheOrderOfTheFields(
      String apiVersion, String kind, String body) {
    String type = "\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\"";
    String metadata = "\"metadata\":{\"name\":\"n\",\"namespace\":\"ns\"}";
    String pod = body.formatted(POD_SPEC);
    List<String> expected = List.of("1 " + kind + " ns/n [a]");
    assertEquals(expected, read("{" + type + "," + metadata + "," + pod + "}", "f.json"));
    assertEquals(expected, read("{" + pod + "," + metadata + "," + type + "}", "f.json"));
    assertEquals(expected, read("{" + pod + "," + metadata + "," + type + "}", "f.yaml"));
  }

  @Test
  void readsEachDocumentOfAYamlFileAndGoesOnAfterABrokenOne() {
    String manifest =
        """
        # A comment of its own.
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: s}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: first}
        spec: {containers: [{name: 5}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {generateName: second-}
        spec: {containers: [{name: b}]}
        ---
        apiVersion: v1
        kind: [
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        """;
    List<String> lines = read(manifest, "f.yaml");
    assertEquals("3 skipped Service", lines.get(0));
    assertEquals(
        "line 10, column 28: spec.containers[0].name: must be a string, but is 5", lines.get(1));
    assertEquals("12 Pod second- [b]", lines.get(2));
    assertEquals(5, lines.size(), lines::toString);
    assertEquals("20 skipped Ingress.networking.k8s.io", lines.get(4));
  }

  @Test
  void readsTheItemsOfListsAndGoesOnAfterABrokenOne() {
    String manifest =
        """
        {"apiVersion":"v1","items":[
          {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":%1$s},
          {"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"},"spec":{"hostPID":"yes"}},
          {"apiVersion":"v1","kind":"ConfigMap"},
          {"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"c"},"spec":%1$s}]},
          {"apiVersion":"apps/v1","kind":"DeploymentList","items":[
            {"metadata":{"name":"d"},"spec":{"template":{"spec":%1$s}}}]}
        ],"kind":"List"}
        """
            .formatted(POD_SPEC);
    List<String> expected =
        List.of(
            "2 Pod a [a]",
            "line 3, column 77: items[1].spec.hostPID: must be true or false, but is the string"
                + " \"yes\"",
            "4 skipped ConfigMap",
            "5 Pod c [a]",
            "7 Deployment d [a]");
    assertEquals(expected, read(manifest, "f.json"));
    assertEquals(expected, read(manifest, "-"));
  }

  @Test
  void readsAListThatIsTooLongToBeHeldItemByItem() {
    StringBuilder list = new StringBuilder("{\"apiVersion\":\"v1\",\"items\":[\n");
    for (int i = 0; i < 1_000; i++) {
      list.append(i == 0 ? "" : ",\n")
          .append("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p")
          .append(i)
          .append("\"},\"spec\":")
          .append(i == 500 ? "[]" : POD_SPEC)
          .append('}');
    }
    String manifest = list.append("],\"kind\":\"List\"}").toString();
    List<String> lines = ManifestLog.of(manifest, "f.json", new ReaderLimits(100, 512, 1_000));
    assertEquals(1_000, lines.size());
    assertEquals("2 Pod p0 [a]", lines.get(0));
    assertEquals(
        "line 502, column 67: items[500].spec: must be an object, but is a list", lines.get(500));
    assertEquals("1001 Pod p999 [a]", lines.get(999));
  }

  @Test
  void refusesAnObjectThatIsTooLongToBeHeld() {
    String manifest =
        "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + "x".repeat(600) + "\"},\"spec\":{}}";
    List<String> lines = ManifestLog.of(manifest, "f.json", new ReaderLimits(100, 512, 1_000));
    assertEquals(
        List.of("line 1, column 1: the document is longer than 512 bytes, as only a list may be"),
        lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"spec":{}}                            | must have the field "kind", which is absent or null
          {"apiVersion":"v1","kind":"Pot"}       | the kind "Pot" is not known in the core group; a pod, or a kind that bears one, was expected
          {"apiVersion":"apps/v1","kind":"Pod"}  | the kind "Pod" is not known in group "apps"; it bears a pod in the core group
          {"apiVersion":"apps.k8s.io/v1","kind":"Deployment"} | the kind "Deployment" is not known in group "apps.k8s.io"; it bears a pod in group "apps"
          {"apiVersion":"apps/v1","kind":"Deploymnt"} | the kind "Deploymnt" is not known in group "apps"; a pod, or a kind that bears one, was expected
          {"Kind":"Deployment","spec":{}}        | must be spelled "kind"
          {"ApiVersion":"apps/v1","kind":"Pod","spec":{}} | must be spelled "apiVersion"
          {"apiVersion":"v1","kind":"Pod","spec":{},"KIND":"Deployment"} | must be spelled "kind"
          {"apiVersion":"v1","\u212aind":5,"kind":"Pod","spec":{}} | must be a string, but is 5
          {"apiVersion":"v1","kind":"Pod"}       | must have the field "spec", which is absent or null
          {"kind":"Deployment","spec":{}}        | must have the field "template", which is absent or null
          {"kind":"Pod","kind":"Pod","spec":{}}  | is given twice in one object; it must be given once
          [1]                                    | must be an object, but is a list
          """)
  void refusesWhatItCannotTell(String manifest, String problem) {
    InvalidDocumentException refused =
        assertThrows(
            InvalidDocumentException.class,
            () -> new ManifestReader().read(manifest.getBytes(UTF_8), "f.json"));
    assertEquals(problem, refused.problem());
  }

  @Test
  void skipsAndNeverJudgesWhatBearsNoPod() {
    assertEquals(
        List.of("1 skipped Widget.example.com"),
        read("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\"}", "f.json"));
    assertEquals(List.of(), read("", "f.yaml"));
    assertEquals(List.of(), read("{\"kind\":\"List\",\"items\":[]}", "f.json"));
  }

  @Test
  void tellsTheLineOfAField() {
    String manifest =
        """
        apiVersion: apps/v1
        kind: Deployment
        spec:
          template:
            spec:
              containers:
              - name: a
                securityContext:
                  privileged: true
              - name: b
        """;
    Workload workload = new ManifestReader().read(manifest.getBytes(UTF_8), "f.yaml").get(0);
    FieldPath containers = FieldPath.of("spec").field("containers");
    FieldPath privileged = FieldPath.of("securityContext").field("privileged");
    assertEquals(
        "spec.template.spec.containers[0].securityContext.privileged",
        workload.pathOf(containers.index(0).append(privileged)).toString());
    assertEquals(9, workload.lineOf(containers.index(0).append(privileged)));
    assertEquals(10, workload.lineOf(containers.index(1).append(privileged)));
    assertEquals(1, workload.line());
  }
}
