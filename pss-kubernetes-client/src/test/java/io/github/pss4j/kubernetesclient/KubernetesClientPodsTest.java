package io.github.pss4j.kubernetesclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceLabels;
import io.github.pss4j.admission.NamespacePolicy;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.PodBearer;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the methods do at their edges. */
final class KubernetesClientPodsTest {
  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void aPodMadeInCodeIsJudged() {
    V1Pod pod =
        new V1Pod()
            .spec(
                new V1PodSpec()
                    .hostNetwork(true)
                    .addContainersItem(
                        new V1Container()
                            .name("app")
                            .securityContext(new V1SecurityContext().privileged(true))));
    assertEquals(
        "host namespaces (hostNetwork=true), privileged (container \"app\" must not set"
            + " securityContext.privileged=true)",
        PodSecurity.standard()
            .evaluate(Level.BASELINE, Version.latest(), KubernetesClientPods.pod(pod))
            .detail());
  }

  @Test
  void nullIsAsGoodAsAbsentAndInAListAsAnEmptyElement() {
    V1Pod pod =
        new V1Pod()
            .spec(
                new V1PodSpec()
                    .containers(Arrays.asList(null, new V1Container()))
                    .volumes(Collections.singletonList(null)));
    assertEquals(
        new PodReader()
            .readJson(
                """
                {"metadata":null,
                 "spec":{"containers":[null,{}],"initContainers":null,"volumes":[null]}}"""),
        KubernetesClientPods.pod(pod));
  }

  @Test
  void anAnnotationWithoutAValueIsEmptyAndOneWithoutAKeyIsRefused() {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("a", null);
    V1Pod pod =
        new V1Pod().metadata(new V1ObjectMeta().annotations(annotations)).spec(new V1PodSpec());
    assertEquals(ImmutableMap.of("a", ""), KubernetesClientPods.pod(pod).metadata().annotations());
    annotations.put(null, "x");
    assertRefused(
        "metadata.annotations: has a key that is null; must have strings as keys",
        () -> KubernetesClientPods.pod(pod));
  }

  @Test
  void aTemplateWithoutASpecIsEmptyButAPodMustHaveOne() {
    assertEquals(
        Pod.builder().spec(PodSpec.builder().build()).build(),
        KubernetesClientPods.pod(new V1PodTemplateSpec()));
    assertRefused(
        "spec: is absent or null; must be an object", () -> KubernetesClientPods.pod(new V1Pod()));
  }

  @Test
  void aPodThatSaysItIsSomethingElseIsRefused() {
    V1Pod pod = new V1Pod().spec(new V1PodSpec());
    pod.setKind("Deployment");
    assertRefused(
        "kind: must be \"Pod\", but is \"Deployment\"", () -> KubernetesClientPods.pod(pod));
    pod.setKind("Pod");
    pod.setApiVersion("v2");
    assertRefused("apiVersion: must be \"v1\", but is \"v2\"", () -> KubernetesClientPods.pod(pod));
    pod.setApiVersion("apps/v1");
    assertRefused(
        "apiVersion: is \"apps/v1\"; must be \"v1\"", () -> KubernetesClientPods.bearer(pod));
    pod.setApiVersion("v1");
    assertEquals(
        KubernetesClientPods.pod(pod), KubernetesClientPods.bearer(pod).orElseThrow().pod());
  }

  /** As one of a release of the client in which volumes have more sources. */
  private static final class NewerVolume extends V1Volume {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void aVolumeOfAnUnknownSourceHasNoneInAPodAndIsRefusedInABearer() {
    V1PodSpec spec =
        new V1PodSpec()
            .addVolumesItem(new V1Volume().name("a").emptyDir(new V1EmptyDirVolumeSource()))
            .addVolumesItem(new V1Volume().name("b"));
    V1Pod pod = new V1Pod().spec(spec);
    assertEquals(
        List.of(VolumeSource.EMPTY_DIR),
        KubernetesClientPods.bearer(pod)
            .orElseThrow()
            .asAdmitted()
            .spec()
            .volumes()
            .get(1)
            .sources());
    spec.addVolumesItem(new NewerVolume());
    assertTrue(KubernetesClientPods.pod(pod).spec().volumes().get(2).sources().isEmpty());
    assertRefused(
        "spec.volumes[2]: has a source that is not known; must have one that this version of pss4j"
            + " knows",
        () -> KubernetesClientPods.bearer(pod));
  }

  @Test
  void aDeploymentBearsThePodOfItsTemplate() {
    V1Deployment deployment =
        new V1Deployment()
            .metadata(new V1ObjectMeta().namespace("shop").name("web"))
            .spec(
                new V1DeploymentSpec()
                    .template(new V1PodTemplateSpec().spec(new V1PodSpec().hostPID(true))));
    PodBearer bearer = KubernetesClientPods.bearer(deployment).orElseThrow();
    assertEquals("Deployment shop/web", bearer.toString());
    assertEquals(true, bearer.pod().spec().hostPID());
    deployment.setApiVersion("extensions/v1beta1");
    assertEquals(bearer, KubernetesClientPods.bearer(deployment).orElseThrow());
    deployment.setApiVersion("example.com/v1");
    assertRefused(
        "apiVersion: is \"example.com/v1\"; must be of the group apps",
        () -> KubernetesClientPods.bearer(deployment));
  }

  @Test
  void aTemplateThatIsMissingIsRefused() {
    assertRefused(
        "spec: is absent or null; must be an object",
        () -> KubernetesClientPods.bearer(new V1Deployment()));
    assertRefused(
        "spec.template: is absent or null; must be an object",
        () -> KubernetesClientPods.bearer(new V1Deployment().spec(new V1DeploymentSpec())));
    assertRefused(
        "template: is absent or null; must be an object",
        () -> KubernetesClientPods.bearer(new V1PodTemplate()));
    assertRefused(
        "spec.jobTemplate.spec: is absent or null; must be an object",
        () ->
            KubernetesClientPods.bearer(
                Json.read("{\"spec\":{\"jobTemplate\":{}}}", V1CronJob.class)));
  }

  /** As a dynamic object of the client, which is a tree of JSON. */
  private record Dynamic(String getApiVersion, String getKind, V1ObjectMeta getMetadata)
      implements KubernetesObject {}

  @Test
  void whatBearsNoPodIsEmptyUnlessItHasTheNameOfAKindThatDoes() {
    assertEquals(Optional.empty(), KubernetesClientPods.bearer(new V1Service()));
    V1ObjectMeta metadata = new V1ObjectMeta();
    assertEquals(
        Optional.empty(),
        KubernetesClientPods.bearer(new Dynamic("example.com/v1", "Widget", metadata)));
    assertRefused(
        "kind: is \"Deployment\" in an object of another type; must be read from its JSON",
        () -> KubernetesClientPods.bearer(new Dynamic("apps/v1", "Deployment", metadata)));
  }

  @Test
  void theLabelsOfANamespaceSetAPolicy() {
    Namespace namespace =
        KubernetesClientPods.namespace(
            new V1Namespace()
                .metadata(
                    new V1ObjectMeta()
                        .name("shop")
                        .labels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))));
    assertEquals("shop", namespace.name());
    assertEquals(
        Level.RESTRICTED,
        NamespaceLabels.parse(namespace.labels(), NamespacePolicy.privileged())
            .policy()
            .enforce()
            .level());
    assertEquals(
        new Namespace("", ImmutableMap.of()), KubernetesClientPods.namespace(new V1Namespace()));
    assertRefused(
        "kind: must be \"Namespace\", but is \"Pod\"",
        () -> KubernetesClientPods.namespace(new V1Namespace().kind("Pod")));
  }

  @Test
  @SuppressWarnings("NullAway") // What a caller without NullAway may do.
  void nullIsRefusedByName() {
    assertNamed("pod", () -> KubernetesClientPods.pod((V1Pod) null));
    assertNamed("template", () -> KubernetesClientPods.pod((V1PodTemplateSpec) null));
    assertNamed("spec", () -> KubernetesClientPods.spec(null));
    assertNamed("object", () -> KubernetesClientPods.bearer(null));
    assertNamed("namespace", () -> KubernetesClientPods.namespace(null));
  }

  private static void assertNamed(String argument, Executable action) {
    assertEquals(argument, assertThrows(NullPointerException.class, action).getMessage());
  }
}
