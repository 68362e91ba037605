package io.github.pss4j.kubernetesclient;

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
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
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

  /** The JSON of an object, without empty lists: the client's constructors make some. */
  private static JsonNode tree(Object object) {
    try {
      JsonNode tree = MAPPER.readTree(Json.writeObject(object));
      withoutEmptyLists(tree);
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void withoutEmptyLists(JsonNode tree) {
    if (tree instanceof ObjectNode fields) {
      fields
          .properties()
          .removeIf(field -> field.getValue().isArray() && field.getValue().isEmpty());
    }
    tree.forEach(ApplyTest::withoutEmptyLists);
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
        V1Pod pod = Json.read(json, V1Pod.class);
        Remediation remediation =
            remediator.remediate(level, Version.latest(), KubernetesClientPods.pod(pod));
        JsonNode expected = RemediationJson.apply(tree(pod), remediation, UnaryOperator.identity());
        KubernetesClientPods.apply(remediation, pod);
        assertEquals(remediation.fixed(), KubernetesClientPods.pod(pod), json);
        assertEquals(expected, tree(pod), json);
        changed += remediation.operations().isEmpty() ? 0 : 1;
      }
    }
    assertEquals(5_405, changed);
  }

  private static V1Deployment deployment() {
    return Json.read(
        """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"replicas": 2, "template": {"spec": {
           "securityContext": {"fsGroup": 2000, "sysctls": [
             {"name": "kernel.msgmax", "value": "1"},
             {"name": "net.ipv4.tcp_syncookies", "value": "2"}]},
           "containers": [{"name": "app", "image": "web:1", "tty": true,
             "securityContext": {"runAsUser": 7, "readOnlyRootFilesystem": true,
               "ofANewerRelease": 2}}]}}}}""",
        V1Deployment.class);
  }

  @Test
  void aDeploymentIsChangedWhereItStands() {
    V1Deployment deployment = deployment();
    KubernetesObject object = deployment;
    Remediation remediation =
        remediator.remediate(RESTRICTED, KubernetesClientPods.bearer(object).orElseThrow());
    V1PodTemplateSpec template = deployment.getSpec().getTemplate();
    JsonNode expected =
        RemediationJson.apply(
            tree(deployment),
            remediation,
            path -> PodBearingKind.named("Deployment").orElseThrow().pathInObject(path));
    KubernetesClientPods.apply(remediation, object);
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
                     "securityContext": {"allowPrivilegeEscalation": false,
                       "capabilities": {"drop": ["ALL"]}, "runAsUser": 7,
                       "readOnlyRootFilesystem": true}}]}}}}""",
                V1Deployment.class)),
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
    for (Class<? extends KubernetesObject> type :
        List.of(
            V1Pod.class,
            V1PodTemplate.class,
            V1ReplicationController.class,
            V1ReplicaSet.class,
            V1Deployment.class,
            V1StatefulSet.class,
            V1DaemonSet.class,
            V1Job.class,
            V1CronJob.class)) {
      PodBearingKind kind = PodBearingKind.named(type.getSimpleName().substring(2)).orElseThrow();
      KubernetesObject object = Json.read(bearing(kind, template).toString(), type);
      Remediation remediation =
          remediator.remediate(RESTRICTED, KubernetesClientPods.bearer(object).orElseThrow());
      JsonNode expected = RemediationJson.apply(tree(object), remediation, kind::pathInObject);
      KubernetesClientPods.apply(remediation, object);
      assertEquals(expected, tree(object), type::getName);
      assertEquals(
          remediation.fixed(),
          KubernetesClientPods.bearer(object).orElseThrow().pod(),
          type::getName);
    }
  }

  @Test
  void aTemplateIsChanged() {
    V1PodTemplateSpec template = deployment().getSpec().getTemplate();
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(template));
    KubernetesClientPods.apply(remediation, template);
    assertEquals(remediation.fixed(), KubernetesClientPods.pod(template));
  }

  @Test
  void aTemplateWithoutASpecGetsOneIfItNeedsIt() {
    V1PodTemplateSpec template = new V1PodTemplateSpec();
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(template));
    KubernetesClientPods.apply(remediation, template);
    assertEquals(remediation.fixed(), KubernetesClientPods.pod(template));
  }

  @Test
  void aListThatCannotBeChangedIsReplaced() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    pod.getSpec().setContainers(Collections.unmodifiableList(Arrays.asList(null, null)));
    pod.getMetadata().setAnnotations(Map.of("a", "b"));
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
    KubernetesClientPods.apply(remediation, pod);
    assertEquals(remediation.fixed(), KubernetesClientPods.pod(pod));
    assertTrue(remediation.allowedAfter());
  }

  private static final String TWO_CONTAINERS =
      """
      {"metadata": {"name": "web"}, "spec": {"containers": [
        {"name": "app", "securityContext": {"privileged": true, "runAsUser": 1}},
        {"name": "log", "securityContext": {"capabilities": {"drop": ["ALL"]}}}]}}""";

  @Test
  void anotherPodIsRefusedAndNotChanged() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
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
    KubernetesClientPods.apply(remediation, pod);
    assertThrows(
        IllegalArgumentException.class, () -> KubernetesClientPods.apply(remediation, pod));
  }

  private static void assertOther(String message, Remediation remediation, Consumer<V1Pod> edit) {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    edit.accept(pod);
    JsonNode before = tree(pod);
    assertRefused(message, () -> KubernetesClientPods.apply(remediation, pod));
    assertEquals(before, tree(pod));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void oneObjectInTwoPlacesIsChangedForBoth() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    V1Container app = pod.getSpec().getContainers().get(0);
    V1SecurityContext shared = app.getSecurityContext();
    pod.getSpec().getContainers().get(1).setSecurityContext(shared);
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
    KubernetesClientPods.apply(remediation, pod);
    assertEquals(remediation.fixed(), KubernetesClientPods.pod(pod));
  }

  /** The rules of the standard remedy equal contexts equally; a rule of one's own need not. */
  @Test
  void oneObjectThatMustBecomeTwoIsRefusedAndNotChanged() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    List<V1Container> containers = pod.getSpec().getContainers();
    containers.get(1).setSecurityContext(containers.get(0).getSecurityContext());
    V1Pod goal = Json.read(Json.writeObject(pod), V1Pod.class);
    goal.getSpec().getContainers().get(1).getSecurityContext().setPrivileged(false);
    Remediation standard = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
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
            KubernetesClientPods.pod(goal),
            standard.after());
    JsonNode before = tree(pod);
    assertRefused(
        "spec: has one object in several places, which must become different; must have one for"
            + " each",
        () -> KubernetesClientPods.apply(remediation, pod));
    assertEquals(before, tree(pod));
  }

  @Test
  void anObjectWithoutAPodIsRefused() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
    assertRefused(
        "kind: must be one that bears a pod",
        () -> KubernetesClientPods.apply(remediation, new V1Service()));
  }

  @SuppressWarnings("NullAway") // What a caller without NullAway may do.
  @Test
  void nullIsRefusedByName() {
    V1Pod pod = Json.read(TWO_CONTAINERS, V1Pod.class);
    Remediation remediation = remediator.remediate(RESTRICTED, KubernetesClientPods.pod(pod));
    assertNamed("remediation", () -> KubernetesClientPods.apply(null, pod));
    assertNamed("remediation", () -> KubernetesClientPods.apply(null, new V1PodTemplateSpec()));
    assertNamed("remediation", () -> KubernetesClientPods.apply(null, new V1Deployment()));
    assertNamed("pod", () -> KubernetesClientPods.apply(remediation, (V1Pod) null));
    assertNamed(
        "template", () -> KubernetesClientPods.apply(remediation, (V1PodTemplateSpec) null));
    assertNamed("object", () -> KubernetesClientPods.apply(remediation, (KubernetesObject) null));
    assertNamed("pod", () -> remediation.checkMadeOf(null));
  }

  private static void assertNamed(String argument, Executable action) {
    assertEquals(argument, assertThrows(NullPointerException.class, action).getMessage());
  }
}
