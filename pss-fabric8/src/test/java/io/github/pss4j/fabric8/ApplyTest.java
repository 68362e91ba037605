package io.github.pss4j.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Remedy.Impact;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.RemediationJson;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.remediation.PatchOperation;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import io.github.pss4j.workload.PodBearingKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What becomes of the client's objects when a remediation is applied. */
final class ApplyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final LevelVersion RESTRICTED =
      LevelVersion.of(Level.RESTRICTED, Version.latest());

  private final Remediator remediator = Remediator.of(PodSecurity.standard());

  private static JsonNode tree(Object object) {
    try {
      return MAPPER.readTree(Json.write(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> corpus() throws IOException {
    return new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    requireNonNull(ApplyTest.class.getResourceAsStream("/corpus/pods.jsonl.gz"))),
                UTF_8))
        .lines()
        .map(
            line -> {
              try {
                return MAPPER.readTree(line).get("json").asText();
              } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** The object is what its JSON is with the patch, and nothing else. */
  @Test
  void eachPodOfTheCorpusBecomesWhatItsJsonBecomes() throws IOException {
    int changed = 0;
    for (String json : (Iterable<String>) corpus()::iterator) {
      for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
        Pod pod = Json.read(json, Pod.class);
        Remediation remediation =
            remediator.remediate(level, Version.latest(), Fabric8Pods.pod(pod));
        JsonNode expected = RemediationJson.apply(tree(pod), remediation, UnaryOperator.identity());
        Fabric8Pods.apply(remediation, pod);
        assertEquals(remediation.fixed(), Fabric8Pods.pod(pod), json);
        assertEquals(expected, tree(pod), json);
        changed += remediation.operations().isEmpty() ? 0 : 1;
      }
    }
    assertEquals(5_405, changed);
  }

  private static Deployment deployment() {
    return Json.read(
        """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"replicas": 2, "template": {"spec": {
           "securityContext": {"fsGroup": 2000, "sysctls": [
             {"name": "kernel.msgmax", "value": "1"},
             {"name": "net.ipv4.tcp_syncookies", "value": "2"}]},
           "containers": [{"name": "app", "image": "web:1", "tty": true, "ofANewerRelease": 1,
             "securityContext": {"runAsUser": 7, "readOnlyRootFilesystem": true,
               "ofANewerRelease": 2}}]}}}}""",
        Deployment.class);
  }

  @Test
  void aDeploymentIsChangedWhereItStands() {
    Deployment deployment = deployment();
    HasMetadata object = deployment;
    Remediation remediation =
        remediator.remediate(RESTRICTED, Fabric8Pods.bearer(object).orElseThrow());
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    JsonNode expected =
        RemediationJson.apply(
            tree(deployment),
            remediation,
            path -> PodBearingKind.named("Deployment").orElseThrow().pathInObject(path));
    Fabric8Pods.apply(remediation, object);
    assertEquals(template, deployment.getSpec().getTemplate());
    assertEquals(expected, tree(deployment));
    assertEquals(
        tree(
            Json.read(
                """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
                 "spec": {"replicas": 2, "template": {"spec": {
                   "securityContext": {"fsGroup": 2000, "runAsNonRoot": true,
                     "seccompProfile": {"type": "RuntimeDefault"},
                     "sysctls": [{"name": "net.ipv4.tcp_syncookies", "value": "2"}]},
                   "containers": [{"name": "app", "image": "web:1", "tty": true,
                     "ofANewerRelease": 1,
                     "securityContext": {"allowPrivilegeEscalation": false,
                       "capabilities": {"drop": ["ALL"]}, "runAsUser": 7,
                       "readOnlyRootFilesystem": true, "ofANewerRelease": 2}}]}}}}""",
                Deployment.class)),
        tree(deployment));
  }

  /** An object of a kind with that pod in its place. */
  private static JsonNode bearing(PodBearingKind kind, JsonNode template) {
    ObjectNode object = MAPPER.createObjectNode();
    ObjectNode at = object;
    List<String> steps = kind.pathInObject(FieldPath.of("spec")).steps();
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.putObject(step);
    }
    at.set("spec", template.get("spec"));
    return object;
  }

  @Test
  void eachKindThatBearsAPodIsChanged() {
    JsonNode template = tree(deployment().getSpec().getTemplate());
    for (Class<? extends HasMetadata> type :
        List.of(
            Pod.class,
            PodTemplate.class,
            ReplicationController.class,
            ReplicaSet.class,
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            CronJob.class,
            io.fabric8.kubernetes.api.model.extensions.ReplicaSet.class,
            io.fabric8.kubernetes.api.model.extensions.Deployment.class,
            io.fabric8.kubernetes.api.model.extensions.DaemonSet.class,
            io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class)) {
      PodBearingKind kind = PodBearingKind.named(type.getSimpleName()).orElseThrow();
      HasMetadata object = Json.read(bearing(kind, template).toString(), type);
      Remediation remediation =
          remediator.remediate(RESTRICTED, Fabric8Pods.bearer(object).orElseThrow());
      JsonNode expected = RemediationJson.apply(tree(object), remediation, kind::pathInObject);
      Fabric8Pods.apply(remediation, object);
      assertEquals(expected, tree(object), type::getName);
      assertEquals(
          remediation.fixed(), Fabric8Pods.bearer(object).orElseThrow().pod(), type::getName);
    }
  }

  @Test
  void aTemplateIsChanged() {
    PodTemplateSpec template = deployment().getSpec().getTemplate();
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(template));
    Fabric8Pods.apply(remediation, template);
    assertEquals(remediation.fixed(), Fabric8Pods.pod(template));
  }

  @Test
  void aTemplateWithoutASpecGetsOneIfItNeedsIt() {
    PodTemplateSpec template = new PodTemplateSpec();
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(template));
    Fabric8Pods.apply(remediation, template);
    assertEquals(remediation.fixed(), Fabric8Pods.pod(template));
  }

  @Test
  void aListThatCannotBeChangedIsReplaced() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    pod.getSpec().setContainers(Collections.unmodifiableList(Arrays.asList(null, null)));
    pod.getMetadata().setAnnotations(Map.of("a", "b"));
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    Fabric8Pods.apply(remediation, pod);
    assertEquals(remediation.fixed(), Fabric8Pods.pod(pod));
    assertTrue(remediation.allowedAfter());
  }

  private static final String TWO_CONTAINERS =
      """
      {"metadata": {"name": "web"}, "spec": {"containers": [
        {"name": "app", "securityContext": {"privileged": true, "runAsUser": 1}},
        {"name": "log", "securityContext": {"capabilities": {"drop": ["ALL"]}}}]}}""";

  @Test
  void anotherPodIsRefusedAndNotChanged() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    assertOther(
        "spec.containers: has length 1; must have 2, as in the pod that the remediation was"
            + " made of",
        remediation,
        it -> it.getSpec().getContainers().remove(1));
    assertOther(
        "spec.containers[1]: is not as in the pod that the remediation was made of",
        remediation,
        it -> it.getSpec().getContainers().get(1).setName("other"));
    assertOther(
        "spec: is not as in the pod that the remediation was made of",
        remediation,
        it -> it.getSpec().setHostNetwork(true));
    assertOther(
        "metadata: is not as in the pod that the remediation was made of",
        remediation,
        it -> it.getMetadata().setName("other"));
    assertOther(
        "metadata.annotations: is not as in the pod that the remediation was made of",
        remediation,
        it -> it.getMetadata().setAnnotations(Map.of("a", "b")));
    assertOther(
        "spec.containers[0].securityContext.privileged: is not as in the pod that the remediation"
            + " was made of",
        remediation,
        it -> it.getSpec().getContainers().get(0).getSecurityContext().setPrivileged(false));
    assertOther(
        "spec.containers[1].securityContext.procMount: is not as in the pod that the remediation"
            + " was made of",
        remediation,
        it -> it.getSpec().getContainers().get(1).getSecurityContext().setProcMount("Default"));
    // What has been changed is another pod, too.
    Fabric8Pods.apply(remediation, pod);
    assertThrows(IllegalArgumentException.class, () -> Fabric8Pods.apply(remediation, pod));
  }

  private static void assertOther(String message, Remediation remediation, Consumer<Pod> edit) {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    edit.accept(pod);
    JsonNode before = tree(pod);
    assertRefused(message, () -> Fabric8Pods.apply(remediation, pod));
    assertEquals(before, tree(pod));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void oneObjectInTwoPlacesIsChangedForBoth() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    Container app = pod.getSpec().getContainers().get(0);
    SecurityContext shared = app.getSecurityContext();
    pod.getSpec().getContainers().get(1).setSecurityContext(shared);
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    Fabric8Pods.apply(remediation, pod);
    assertEquals(remediation.fixed(), Fabric8Pods.pod(pod));
  }

  /** The rules of the standard remedy equal contexts equally; a rule of one's own need not. */
  @Test
  void oneObjectThatMustBecomeTwoIsRefusedAndNotChanged() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    List<Container> containers = pod.getSpec().getContainers();
    containers.get(1).setSecurityContext(containers.get(0).getSecurityContext());
    Pod goal = Json.read(Json.write(pod), Pod.class);
    goal.getSpec().getContainers().get(1).getSecurityContext().setPrivileged(false);
    Remediation standard = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    Remediation remediation =
        new Remediation(
            standard.before(),
            ImmutableList.of(
                new PatchOperation(
                    PatchOperation.Type.REPLACE,
                    FieldPath.of("spec")
                        .field("containers")
                        .index(1)
                        .field("securityContext")
                        .field("privileged"),
                    Optional.of(false),
                    Impact.BEHAVIOURAL,
                    ImmutableList.of(),
                    ImmutableList.of())),
            Fabric8Pods.pod(goal),
            standard.after());
    JsonNode before = tree(pod);
    assertRefused(
        "spec: has one object in several places, which must become different; must have one for"
            + " each",
        () -> Fabric8Pods.apply(remediation, pod));
    assertEquals(before, tree(pod));
  }

  @Test
  void anObjectWithoutAPodIsRefused() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    assertRefused(
        "kind: must be one that bears a pod",
        () -> Fabric8Pods.apply(remediation, new ServiceBuilder().build()));
  }

  @SuppressWarnings("NullAway") // What a caller without NullAway may do.
  @Test
  void nullIsRefusedByName() {
    Pod pod = Json.read(TWO_CONTAINERS, Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, Fabric8Pods.pod(pod));
    assertNamed("remediation", () -> Fabric8Pods.apply(null, pod));
    assertNamed("remediation", () -> Fabric8Pods.apply(null, new PodTemplateSpec()));
    assertNamed("remediation", () -> Fabric8Pods.apply(null, new Deployment()));
    assertNamed("pod", () -> Fabric8Pods.apply(remediation, (Pod) null));
    assertNamed("template", () -> Fabric8Pods.apply(remediation, (PodTemplateSpec) null));
    assertNamed("object", () -> Fabric8Pods.apply(remediation, (HasMetadata) null));
    assertNamed("pod", () -> remediation.checkMadeOf(null));
  }

  private static void assertNamed(String argument, Executable action) {
    assertEquals(argument, assertThrows(NullPointerException.class, action).getMessage());
  }
}
