package io.github.pss4j.jackson.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.AnsweredReview;
import io.github.pss4j.jackson.EvaluationJson;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Place;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupKind;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each public method of the module, as a caller in another package uses it. */
final class PublicMethodsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String POD_SPEC =
      "{\"hostNetwork\":true,\"containers\":[{\"name\":\"a\",\"ports\":[{\"containerPort\":80}]}],"
          + "\"volumes\":[{\"name\":\"v\"}]}";
  private static final String POD =
      "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":"
          + POD_SPEC
          + "}";
  private static final String CRON_JOB =
      "{\"apiVersion\":\"batch/v1\",\"kind\":\"CronJob\",\"metadata\":{\"name\":\"c\","
          + "\"namespace\":\"ns\"},\n\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":"
          + POD_SPEC
          + "}}}}}";

  /** A stream that tells whether it was closed. */
  private static final class Closeable extends FilterInputStream {
    boolean closed;

    Closeable(String text) {
      super(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A stream that fails behind that text. */
  private static InputStream failingBehind(String text) {
    return new SequenceInputStream(
        new ByteArrayInputStream(text.getBytes(UTF_8)),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        });
  }

  @Test
  void aPodIsReadFromEachSource() throws IOException {
    PodReader reader = new PodReader();
    Pod pod = reader.readJson(POD);
    assertEquals("p", pod.metadata().name());
    assertEquals(pod, reader.readJson(POD.getBytes(UTF_8)));
    assertEquals(pod, reader.readJson(MAPPER.readTree(POD)));
    Map<String, Object> map = MAPPER.readValue(POD, new TypeReference<>() {});
    assertEquals(pod, reader.readMap(map));
    assertEquals(pod, new ManifestReader().read(map, "map").get(0).pod());
    Told told = new Told();
    new ManifestReader().read(map, "map", told);
    assertEquals(List.of("Pod p"), told.lines);
    assertEquals(pod, reader.readYaml(POD));
    assertEquals(pod, reader.readYaml(POD.getBytes(UTF_8)));
    assertEquals(pod, new PodReader(ReaderLimits.defaults()).readJson(POD));
    Closeable stream = new Closeable(POD);
    assertEquals(pod, reader.readJson(stream));
    assertFalse(stream.closed);
  }

  @Test
  void podsAreReadFromAParserOneAfterTheOther() throws IOException {
    PodReader reader = new PodReader();
    try (JsonParser parser = MAPPER.createParser("{\"pods\":[" + POD + ",\n" + POD + "]} true")) {
      assertEquals(JsonToken.START_OBJECT, parser.nextToken());
      assertEquals(JsonToken.FIELD_NAME, parser.nextToken());
      assertEquals(JsonToken.START_ARRAY, parser.nextToken());
      List<Pod> pods = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        pods.add(reader.readJson(parser));
        assertEquals(JsonToken.END_OBJECT, parser.currentToken());
      }
      assertEquals(List.of(reader.readJson(POD), reader.readJson(POD)), pods);
      assertEquals(JsonToken.END_ARRAY, parser.currentToken());
    }
  }

  @Test
  void aStreamThatFailsIsNoDocumentThatIsBroken() throws IOException {
    PodReader reader = new PodReader();
    assertThrows(IOException.class, () -> reader.readJson(failingBehind(POD)));
    try (JsonParser parser = MAPPER.createParser(failingBehind(POD.substring(0, 40)))) {
      assertThrows(IOException.class, () -> reader.readJson(parser));
    }
    ManifestReader manifests = new ManifestReader(new ReaderLimits(100, 300, 100));
    String list = "{\"kind\":\"List\",\"items\":[" + POD + "," + POD + ",";
    for (String file : List.of("f.json", "f.yaml")) {
      Told told = new Told();
      String start = file.equals("f.json") ? list : POD + "\n---\n" + POD + "\n---\n" + POD;
      assertThrows(IOException.class, () -> manifests.read(failingBehind(start), file, told));
      assertEquals(Set.of("Pod p"), Set.copyOf(told.lines), "and no error in the document");
    }
  }

  private static final class Told implements ManifestHandler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void workload(Workload workload) {
      lines.add(workload.toString());
    }

    @Override
    public void namespace(Namespace namespace, int line) {
      lines.add("namespace " + namespace.name() + " " + line);
    }

    @Override
    public void skipped(GroupKind kind, int line) {
      lines.add("skipped " + kind + " " + line);
    }

    @Override
    public void notJudged(GroupKind kind, String path, int line) {
      lines.add("not judged " + kind + " " + path + " " + line);
    }

    @Override
    public void invalid(InvalidDocumentException problem) {
      lines.add(problem.getMessage());
    }
  }

  @Test
  void aManifestIsToldToAHandler() throws IOException {
    Told told = new Told();
    Closeable manifest =
        new Closeable(
            """
            kind: Namespace
            metadata: {name: team}
            ---
            kind: Service
            ---
            apiVersion: example.com/v1
            kind: Run
            containers: [{name: a}]
            ---
            kind: Pot
            ---
            """
                + CRON_JOB);
    new ManifestReader().read(manifest, "any name", told);
    assertEquals(
        List.of(
            "namespace team 1",
            "skipped Service 4",
            "not judged Run.example.com  6",
            "line 10, column 7: kind: the kind \"Pot\" is not known in the core group; a pod, or a"
                + " kind that bears one, was expected",
            "CronJob ns/c"),
        told.lines);
    assertFalse(manifest.closed);
  }

  @Test
  void theStreamOfAManifestIsNotClosed() throws IOException {
    String list = "{\"kind\":\"List\",\"items\":[" + POD + "," + POD + "]}";
    for (String file : List.of("f.json", "f.yaml")) {
      for (int limit : new int[] {300, 1_000}) {
        Closeable manifest = new Closeable(file.equals("f.json") ? list : POD);
        Told told = new Told();
        new ManifestReader(new ReaderLimits(100, limit, 100)).read(manifest, file, told);
        assertEquals("Pod p", told.lines.get(0));
        assertEquals(-1, manifest.read(), "was read to its end");
        assertFalse(manifest.closed);
      }
    }
  }

  @Test
  void aManifestThatIsKnownToBeRightIsAList() {
    ManifestReader reader = new ManifestReader();
    Workload workload = reader.read(CRON_JOB.getBytes(UTF_8), "jobs/c.json").get(0);
    assertEquals("CronJob", workload.kind().kind());
    assertEquals("ns", workload.namespace());
    assertEquals("c", workload.name());
    assertEquals("jobs/c.json", workload.file());
    assertEquals(1, workload.line());
    assertEquals("CronJob ns/c", workload.toString());
    assertEquals(new PodBearer(workload.kind(), "ns", "c", workload.pod()), workload.bearer());
    FieldPath hostNetwork = FieldPath.of("spec").field("hostNetwork");
    assertEquals(
        "spec.jobTemplate.spec.template.spec.hostNetwork", workload.pathOf(hostNetwork).toString());
    assertEquals(2, workload.lineOf(hostNetwork));
    assertEquals(
        Map.of(hostNetwork, 2, FieldPath.of("metadata"), 2),
        workload.linesOf(List.of(hostNetwork, FieldPath.of("metadata"))));
  }

  @Test
  void whatWasNotJudgedIsNoManifestThatIsRight() {
    InvalidDocumentException problem =
        assertThrows(
            InvalidDocumentException.class,
            () ->
                new ManifestReader()
                    .read(
                        "apiVersion: example.com/v1\nkind: Run\nspec:\n  containers: [{name: a}]\n"
                            .getBytes(UTF_8),
                        "f.yaml"));
    assertEquals("spec", problem.path());
    assertEquals(4, problem.line());
    assertEquals(
        "was not judged: the kind \"Run.example.com\" is not known, but this looks like a pod",
        problem.problem());
  }

  @Test
  void aWorkloadHasThePodAsWrittenAndAsAdmitted() {
    ManifestReader reader = new ManifestReader();
    Workload pod = reader.read(POD.getBytes(UTF_8), "f.json").get(0);
    assertEquals(List.of(), pod.pod().spec().volumes().get(0).sources());
    assertEquals(
        List.of(VolumeSource.EMPTY_DIR), pod.asAdmitted().spec().volumes().get(0).sources());
    assertEquals(80, pod.asAdmitted().spec().containers().get(0).ports().get(0).hostPort());
    assertEquals(pod.asAdmitted(), pod.asAdmitted(Version.of(22)));
    Workload cronJob = reader.read(CRON_JOB.getBytes(UTF_8), "f.json").get(0);
    assertEquals(
        List.of(VolumeSource.EMPTY_DIR), cronJob.asAdmitted().spec().volumes().get(0).sources());
    assertEquals(null, cronJob.asAdmitted().spec().containers().get(0).ports().get(0).hostPort());
  }

  @Test
  void anErrorHasItsParts() {
    InvalidDocumentException problem =
        assertThrows(
            InvalidDocumentException.class,
            () -> new PodReader().readJson("{\n \"spec\": {\"hostPID\": 1}}"));
    assertEquals("must be true or false, but is 1", problem.problem());
    assertEquals("spec.hostPID", problem.path());
    assertEquals(2, problem.line());
    assertEquals(22, problem.column());
    assertEquals(
        "line 2, column 22: spec.hostPID: must be true or false, but is 1", problem.getMessage());
    Throwable cause = new IllegalStateException();
    InvalidDocumentException own = new InvalidDocumentException("is odd", "", 0, 0, cause);
    assertEquals("is odd", own.getMessage());
    assertSame(cause, own.getCause());
  }

  @Test
  void anEvaluationIsWrittenAlone() throws IOException {
    Evaluation evaluation = evaluation("{\"hostPID\":true}");
    JsonNode json = MAPPER.readTree(EvaluationJson.toJson(evaluation));
    assertEquals("spec.hostPID", json.at("/violations/0/findings/0/path").asText());
  }

  @Test
  void anEvaluationIsWrittenIntoAnObjectWithThePathsOfTheWorkload() throws IOException {
    Workload workload = new ManifestReader().read(CRON_JOB.getBytes(UTF_8), "f.json").get(0);
    StringWriter out = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("name", workload.name());
      EvaluationJson.writeFields(evaluation("{\"hostPID\":true}"), workload::pathOf, json);
      json.writeEndObject();
    }
    JsonNode written = MAPPER.readTree(out.toString());
    assertEquals("c", written.get("name").asText());
    assertEquals("baseline", written.get("level").asText());
    assertEquals(
        "/spec/jobTemplate/spec/template/spec/hostPID",
        written.at("/violations/0/findings/0/pointer").asText());
  }

  private static Evaluation evaluation(String spec) {
    return PodSecurity.standard()
        .evaluate(
            Level.BASELINE, Version.latest(), new PodReader().readJson("{\"spec\":" + spec + "}"));
  }

  private static final String REVIEW =
      """
      {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
      "kind":{"group":"","version":"v1","kind":"Pod"},
      "resource":{"group":"","version":"v1","resource":"pods"},"subResource":"ephemeralcontainers",
      "operation":"CREATE","name":"p","namespace":"ns","userInfo":{"username":"bob"},
      "object":%s}}"""
          .formatted(POD);

  @Test
  void aReviewIsAnsweredByEachWay() throws IOException {
    List<Instant> deadlines = new ArrayList<>();
    AdmissionReviewer reviewer =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(
                    (name, deadline) -> {
                      deadlines.add(deadline);
                      return Optional.of(
                          new Namespace(
                              name,
                              ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline")));
                    },
                    (name, deadline) -> List.of())
                .build(),
            ReaderLimits.defaults());
    byte[] review = REVIEW.getBytes(UTF_8);
    Instant deadline = Instant.ofEpochSecond(1_000);

    byte[] answer = reviewer.review(review);
    JsonNode json = MAPPER.readTree(answer);
    assertEquals(403, json.at("/response/status/code").asInt());
    assertEquals(new String(answer, UTF_8), new String(reviewer.review(review, deadline), UTF_8));
    assertEquals(json, reviewer.review(MAPPER.readTree(review)));
    assertEquals(json, reviewer.review(MAPPER.readTree(review), deadline));
    AnsweredReview answered = reviewer.answer(review, deadline);
    assertEquals(new String(answer, UTF_8), new String(answered.toJson(), UTF_8));
    assertEquals(
        List.of(Instant.MAX, deadline, Instant.MAX, deadline, deadline),
        deadlines,
        "handed on to the lookups");

    assertEquals("u", answered.uid());
    assertFalse(answered.decision().allowed());
    AdmissionRequest request = answered.request().orElseThrow();
    assertEquals("CREATE", request.operation());
    assertEquals(GroupResource.PODS, request.resource());
    assertEquals("ephemeralcontainers", request.subresource());
    assertEquals("p", request.name());
    assertEquals("ns", request.namespace());
    assertEquals("bob", request.username());
    assertEquals(Optional.of(new PodReader().readJson(POD)), request.object().pod());
    assertEquals(Optional.empty(), request.oldObject().pod());
  }

  @Test
  void aReviewThatCannotBeUnderstoodHasNoRequest() {
    AdmissionReviewer reviewer =
        new AdmissionReviewer(
            PodSecurityAdmission.builder(
                    (name, deadline) -> Optional.empty(), (name, deadline) -> List.of())
                .build());
    AnsweredReview answered =
        reviewer.answer(REVIEW.replace("\"CREATE\"", "null").getBytes(UTF_8), Instant.MAX);
    assertEquals(Optional.empty(), answered.request());
    assertEquals(
        "request.operation must be given", answered.decision().status().orElseThrow().message());
    assertEquals(new AnsweredReview("u", Optional.empty(), answered.decision()), answered);
  }

  @Test
  void aConfigurationIsReadFromBytesAndFromAFile(@TempDir Path directory) throws IOException {
    String configuration =
        """
        apiVersion: pod-security.admission.config.k8s.io/v1
        kind: PodSecurityConfiguration
        defaults: {enforce: baseline}
        """;
    PodSecurityConfiguration expected =
        PodSecurityConfiguration.builder().defaultLevel(Mode.ENFORCE, "baseline").build();
    Path file = Files.writeString(directory.resolve("configuration.yaml"), configuration);
    for (PodSecurityConfigurationReader reader :
        List.of(
            new PodSecurityConfigurationReader(),
            new PodSecurityConfigurationReader(ReaderLimits.defaults()))) {
      assertEquals(expected, reader.read(configuration.getBytes(UTF_8)));
      assertEquals(expected, reader.read(file));
    }
  }

  @Test
  void limitsHaveTheirParts() {
    ReaderLimits limits = new ReaderLimits(1, 2, 3);
    assertEquals(1, limits.maxDepth());
    assertEquals(2, limits.maxDocumentBytes());
    assertEquals(3, limits.maxYamlNodes());
  }

  @Test
  void aFileIsReadAndNamedInItsErrors(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("pod.yaml");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          hostNetwork: true
          containers:
          - name: web
            securityContext:
              privileged: true
        """);
    List<Workload> workloads = new ManifestReader().read(file);
    assertEquals(1, workloads.size());
    Workload web = workloads.get(0);
    assertEquals(file.toString(), web.file());
    FieldPath container = FieldPath.of("spec").field("containers").index(0);
    FieldPath context = container.field("securityContext");
    assertEquals(
        Map.of(
            FieldPath.of("spec").field("hostNetwork"),
            new Place(5, 16, true),
            container,
            new Place(7, 5, true),
            context.field("privileged"),
            new Place(9, 19, true),
            context.field("runAsUser"),
            new Place(9, 7, false),
            FieldPath.of("spec").field("hostPID"),
            new Place(5, 3, false),
            FieldPath.of("metadata").field("annotations").key("a"),
            new Place(3, 11, false)),
        web.placesOf(
            List.of(
                FieldPath.of("spec").field("hostNetwork"),
                container,
                context.field("privileged"),
                context.field("runAsUser"),
                FieldPath.of("spec").field("hostPID"),
                FieldPath.of("metadata").field("annotations").key("a"))));

    Files.writeString(file, "kind: Pod\nspec: 1\n");
    InvalidDocumentException problem =
        assertThrows(InvalidDocumentException.class, () -> new ManifestReader().read(file));
    assertEquals(
        file + ": line 2, column 7: spec: must be an object, but is 1", problem.getMessage());
    assertEquals("must be an object, but is 1", problem.problem());
    assertEquals("spec", problem.path());
    assertEquals(2, problem.line());
    assertEquals(7, problem.column());

    Files.writeString(
        file,
        """
        apiVersion: example.com/v1
        kind: App
        spec: {template: {spec: {containers: [{name: a}]}}}
        """);
    assertEquals(
        file
            + ": line 3, column 1: spec.template.spec: was not judged: the kind"
            + " \"App.example.com\" is not known, but this looks like a pod",
        assertThrows(InvalidDocumentException.class, () -> new ManifestReader().read(file))
            .getMessage());

    Path absent = dir.resolve("absent.yaml");
    assertEquals(
        absent.toString(),
        assertThrows(NoSuchFileException.class, () -> new ManifestReader().read(absent))
            .getMessage());
    IOException isDirectory = assertThrows(IOException.class, () -> new ManifestReader().read(dir));
    assertTrue(isDirectory.getMessage().startsWith(dir.toString()), isDirectory.getMessage());
  }

  @Test
  void whatIsWrongWithAFileGoesToTheHandler(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("pods.json");
    Files.writeString(
        file,
        """
        {"kind": "List", "items": [{"kind": "Pod", "spec": {"hostPID": true}},
         {"kind": "Pod", "spec": 1}]}
        """);
    List<String> told = new ArrayList<>();
    new ManifestReader()
        .read(
            file,
            new ManifestHandler() {
              @Override
              public void workload(Workload workload) {
                FieldPath hostPid = FieldPath.of("spec").field("hostPID");
                told.add(workload + " " + workload.placesOf(List.of(hostPid)).get(hostPid));
              }

              @Override
              public void skipped(GroupKind kind, int line) {}

              @Override
              public void notJudged(GroupKind kind, String path, int line) {}

              @Override
              public void invalid(InvalidDocumentException problem) {
                told.add(problem.getMessage());
              }
            });
    assertEquals(
        List.of(
            "Pod Place[line=1, column=64, found=true]",
            "line 2, column 26: items[1].spec: must be an object, but is 1"),
        told);
  }
}
