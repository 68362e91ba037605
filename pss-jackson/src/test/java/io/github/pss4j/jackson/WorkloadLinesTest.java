package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.policy.PodSecurity;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of fields, of which a workload remembers no more than the text. */
final class WorkloadLinesTest {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata").field("annotations");
  private static final FieldPath CONTAINER = SPEC.field("containers").index(0);

  private static Workload readOne(String manifest, String file) {
    List<Workload> workloads = new ManifestReader().read(manifest.getBytes(UTF_8), file);
    assertEquals(1, workloads.size());
    return workloads.get(0);
  }

  /** Asks for all at once, for all in the other order, and one by one. */
  private static void assertLines(Map<FieldPath, Integer> expected, Workload workload) {
    List<FieldPath> paths = new ArrayList<>(expected.keySet());
    ImmutableMap<FieldPath, Integer> lines = workload.linesOf(paths);
    assertEquals(expected, lines);
    assertEquals(paths, lines.keySet().asList());
    assertEquals(
        expected, workload.linesOf(ImmutableList.copyOf(paths).reverse()), "in the other order");
    expected.forEach((path, line) -> assertEquals(line, workload.lineOf(path), path::toString));
  }

  private static final String DEPLOYMENT_JSON =
      """

      {"apiVersion": "apps/v1", "kind": "Deployment",
       "spec": {
        "template": {
         "metadata": {"annotations": {
          "plain": "1",
          "with/slash": "2",
          "with~tilde~1and/both": "3",
          "dotted.example.com/a.b": "4",
          "na\\u00efve": "5",
          "\ud83d\ude00": "6",
          "": "7",
          "0": "8"
         }},
         "spec": {
          "hostPID":
           true,
          "containers": [
           {"name": "a"},

           {"name": "b",
            "ports": [{"hostPort": 1}, {
             "hostPort": 2}]}
          ]
         }
        }
       }
      }
      """;

  private static final ImmutableMap<FieldPath, Integer> DEPLOYMENT_LINES =
      ImmutableMap.<FieldPath, Integer>builder()
          .put(ANNOTATIONS.key("plain"), 6)
          .put(ANNOTATIONS.key("with/slash"), 7)
          .put(ANNOTATIONS.key("with~tilde~1and/both"), 8)
          .put(ANNOTATIONS.key("dotted.example.com/a.b"), 9)
          .put(ANNOTATIONS.key("na\u00efve"), 10)
          .put(ANNOTATIONS.key("\ud83d\ude00"), 11)
          .put(ANNOTATIONS.key(""), 12)
          .put(ANNOTATIONS.key("0"), 13)
          .put(ANNOTATIONS, 5)
          .put(SPEC, 15)
          .put(SPEC.field("hostPID"), 17)
          .put(SPEC.field("containers"), 18)
          .put(CONTAINER, 19)
          .put(CONTAINER.field("name"), 19)
          .put(SPEC.field("containers").index(1), 21)
          .put(SPEC.field("containers").index(1).field("ports").index(1), 22)
          .put(SPEC.field("containers").index(1).field("ports").index(1).field("hostPort"), 23)
          // What is absent is looked for in what is nearest to it.
          .put(ANNOTATIONS.key("absent"), 5)
          .put(FieldPath.of("metadata").field("labels").key("a"), 5)
          .put(SPEC.field("hostIPC"), 15)
          .put(SPEC.field("securityContext").field("runAsUser"), 15)
          .put(SPEC.field("hostPID").field("below").field("a").field("scalar"), 17)
          .put(CONTAINER.field("securityContext").field("privileged"), 19)
          .put(SPEC.field("containers").index(2).field("name"), 18)
          .put(SPEC.field("volumes").index(0), 15)
          .buildOrThrow();

  @ParameterizedTest
  @ValueSource(strings = {"f.json", "f.yaml"})
  void manyFieldsAtOnceAsOneByOne(String file) {
    // In YAML an escaped letter in a key is the same, and half of the test's text is JSON.
    Workload workload = readOne(DEPLOYMENT_JSON, file);
    assertEquals(2, workload.line());
    assertLines(DEPLOYMENT_LINES, workload);
  }

  @Test
  void noFieldsHaveNoLines() {
    assertEquals(ImmutableMap.of(), readOne(DEPLOYMENT_JSON, "f.json").linesOf(List.of()));
  }

  @Test
  void aFieldThatIsAskedForTwiceIsToldOnce() {
    assertEquals(
        ImmutableMap.of(SPEC, 15),
        readOne(DEPLOYMENT_JSON, "f.json").linesOf(List.of(SPEC, FieldPath.of("spec"))));
  }

  @Test
  void anObjectWithoutLinesBetweenIsOnItsOwnLine() {
    Workload workload = readOne("\n\n{\"kind\":\"Pod\",\"spec\":{\"hostPID\":null}}", "f.json");
    assertEquals(3, workload.line());
    assertLines(
        ImmutableMap.of(SPEC, 3, SPEC.field("hostPID"), 3, FieldPath.of("metadata"), 3), workload);
  }

  @Test
  void yamlWithAnchorsAliasesAndMerges() {
    String manifest =
        """
        # The second document.
        ---
        x-defaults: &defaults
          image: i
          securityContext: &context
            privileged: true
            runAsUser: 0
        kind: Pod
        spec:
          initContainers:
          - <<: *defaults
            name: a
          containers:
          - name: b
            securityContext: *context
          - name: c
            securityContext:
              <<: *context
              runAsUser: 1
          hostNetwork: &yes
            yes
          hostPID: *yes
        """;
    Workload workload = readOne(manifest, "f.yaml");
    FieldPath init = SPEC.field("initContainers").index(0);
    FieldPath second = SPEC.field("containers").index(1);
    assertEquals(3, workload.line());
    assertLines(
        ImmutableMap.<FieldPath, Integer>builder()
            .put(init, 11)
            .put(init.field("name"), 12)
            // What comes from elsewhere is where it is written.
            .put(init.field("image"), 4)
            .put(init.field("securityContext").field("privileged"), 6)
            .put(CONTAINER.field("securityContext").field("privileged"), 6)
            .put(CONTAINER.field("securityContext").field("runAsUser"), 7)
            .put(CONTAINER.field("securityContext").field("runAsNonRoot"), 5)
            .put(second.field("securityContext").field("privileged"), 6)
            .put(second.field("securityContext").field("runAsUser"), 19)
            // A value begins at its anchor.
            .put(SPEC.field("hostNetwork"), 20)
            .put(SPEC.field("hostPID"), 20)
            .buildOrThrow(),
        workload);
  }

  @Test
  void yamlInBlocksAndFlowsAndSeveralDocuments() {
    String manifest =
        """
        kind: Service
        ---
        kind: CronJob
        spec:
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    ? "a/b"
                    : |
                      many
                      lines
                    c~d: e
                spec: {containers: [{name: a,
                  securityContext: {privileged: true}},
                  {name: b}]}
        """;
    assertLines(
        ImmutableMap.of(
            ANNOTATIONS.key("a/b"),
            11,
            ANNOTATIONS.key("c~d"),
            14,
            SPEC,
            15,
            CONTAINER,
            15,
            CONTAINER.field("securityContext").field("privileged"),
            16,
            SPEC.field("containers").index(1).field("name"),
            17,
            SPEC.field("hostPID"),
            15),
        readOne(manifest, "f.yaml"));
  }

  @Test
  void theFindingsOfAPod() {
    String manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: p
          annotations:
            container.apparmor.security.beta.kubernetes.io/a: unconfined
        spec:
          hostNetwork: true
          containers:
          - name: a
            ports:
            - containerPort: 80
            - containerPort: 81
              hostPort: 81
            securityContext:
              privileged: true
              capabilities:
                add:
                - NET_ADMIN
          volumes:
          - name: v
            hostPath: {path: /}
        """;
    Workload workload = readOne(manifest, "f.yaml");
    List<FieldPath> paths =
        PodSecurity.standard()
            .evaluate(Level.BASELINE, Version.of(30), workload.pod())
            .violations()
            .stream()
            .flatMap(violation -> violation.findings().stream())
            .map(Finding::path)
            .toList();
    Map<String, Integer> lines = new LinkedHashMap<>();
    workload.linesOf(paths).forEach((path, line) -> lines.put(path.toString(), line));
    assertEquals(
        Map.of(
            "metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]", 6,
            "spec.hostNetwork", 8,
            "spec.containers[0].ports[1].hostPort", 14,
            "spec.containers[0].securityContext.privileged", 16,
            "spec.containers[0].securityContext.capabilities.add[0]", 19,
            "spec.volumes[0].hostPath", 22),
        lines);
  }

  @Test
  void aWorkloadThatIsKeptRemembersItsLinesAfterTheBytesAreGone() {
    byte[] bytes = DEPLOYMENT_JSON.getBytes(UTF_8);
    Workload workload = new ManifestReader().read(bytes, "f.json").get(0);
    Arrays.fill(bytes, (byte) ' ');
    assertLines(DEPLOYMENT_LINES, workload);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in memory", "through a window", "YAML"})
  void workloadsThatAreKeptTellTheirLinesInAnyOrder(String how) {
    int linesOfOne = (int) DEPLOYMENT_JSON.lines().count();
    int count = 50;
    boolean isYaml = how.equals("YAML");
    String between = isYaml ? "---\n" : ",\n";
    String all = String.join(between, Collections.nCopies(count, DEPLOYMENT_JSON));
    String manifest = isYaml ? all : "{\"kind\":\"List\",\"items\":[\n" + all + "]}";
    int limit = how.equals("in memory") ? 1 << 20 : DEPLOYMENT_JSON.getBytes(UTF_8).length + 4;
    InputStream in = new ChunkedStream(manifest.getBytes(UTF_8), 7);
    List<Workload> workloads =
        ManifestLog.read(in, isYaml ? "f.yaml" : "f.json", new ReaderLimits(100, limit, 1_000))
            .workloads;
    assertEquals(count, workloads.size());
    // Backwards, and twice each: what was asked before must not matter.
    for (int i = 2 * count - 1; i >= 0; i--) {
      int linesBefore = i / 2 * (linesOfOne + 1) + (isYaml ? 0 : 1);
      Workload workload = workloads.get(i / 2);
      assertEquals(linesBefore + 2, workload.line());
      Map<FieldPath, Integer> expected = new LinkedHashMap<>();
      DEPLOYMENT_LINES.forEach((path, line) -> expected.put(path, linesBefore + line));
      assertEquals(expected, workload.linesOf(expected.keySet()));
    }
  }
}
