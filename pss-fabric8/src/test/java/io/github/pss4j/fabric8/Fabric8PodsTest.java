package io.github.pss4j.fabric8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceLabels;
import io.github.pss4j.admission.NamespacePolicy;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.PodBearer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the methods do at their edges. */
final class Fabric8PodsTest {
  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void aPodOfTheBuildersIsJudged() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("web")
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(true)
            .addNewContainer()
            .withName("app")
            .withNewSecurityContext()
            .withPrivileged(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    assertEquals(
        "host namespaces (hostNetwork=true), privileged (container \"app\" must not set"
            + " securityContext.privileged=true)",
        PodSecurity.standard()
            .evaluate(Level.BASELINE, Version.latest(), Fabric8Pods.pod(pod))
            .detail());
  }

  @Test
  void nullIsAsGoodAsAbsentAndInAListAsAnEmptyElement() {
    Pod pod = new Pod();
    pod.setMetadata(null);
    PodSpec spec = new PodSpec();
    spec.setContainers(Arrays.asList(null, new Container()));
    spec.setInitContainers(null);
    spec.setVolumes(Collections.singletonList(null));
    spec.setAdditionalProperties(null);
    pod.setSpec(spec);
    assertEquals(
        new PodReader()
            .readJson(
                """
                {"metadata":null,
                 "spec":{"containers":[null,{}],"initContainers":null,"volumes":[null]}}"""),
        Fabric8Pods.pod(pod));
  }

  @Test
  void anAnnotationWithoutAValueIsEmptyAndOneWithoutAKeyIsRefused() {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("a", null);
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build();
    assertEquals(ImmutableMap.of("a", ""), Fabric8Pods.pod(pod).metadata().annotations());
    annotations.put(null, "x");
    pod.getMetadata().setAnnotations(annotations);
    assertRefused(
        "metadata.annotations: has a key that is null; must have strings as keys",
        () -> Fabric8Pods.pod(pod));
  }

  @Test
  void whatIsNotKnownIsPassedOver() {
    Pod pod = new PodBuilder().withNewSpec().endSpec().build();
    io.github.pss4j.model.Pod before = Fabric8Pods.pod(pod);
    pod.setAdditionalProperty("extra", Map.of("spec", 1));
    pod.getSpec().setAdditionalProperty("hostnetwork", true);
    assertEquals(before, Fabric8Pods.pod(pod));
  }

  @Test
  void aTemplateWithoutASpecIsEmptyButAPodMustHaveOne() {
    PodTemplateSpec template = new PodTemplateSpec();
    assertEquals(
        io.github.pss4j.model.Pod.builder()
            .spec(io.github.pss4j.model.PodSpec.builder().build())
            .build(),
        Fabric8Pods.pod(template));
    assertRefused("spec: is absent or null; must be an object", () -> Fabric8Pods.pod(new Pod()));
  }

  @Test
  void aPodThatSaysItIsSomethingElseIsRefused() {
    Pod pod = new PodBuilder().withNewSpec().endSpec().build();
    pod.setKind(null);
    pod.setApiVersion(null);
    Fabric8Pods.pod(pod);
    pod.setKind("Deployment");
    assertRefused("kind: must be \"Pod\", but is \"Deployment\"", () -> Fabric8Pods.pod(pod));
    pod.setKind("Pod");
    pod.setApiVersion("v2");
    assertRefused("apiVersion: must be \"v1\", but is \"v2\"", () -> Fabric8Pods.pod(pod));
    pod.setApiVersion("apps/v1");
    assertRefused("apiVersion: is \"apps/v1\"; must be \"v1\"", () -> Fabric8Pods.bearer(pod));
    pod.setApiVersion("v1");
    pod.setAdditionalProperty("KIND", "Pod");
    pod.setAdditionalProperty("ApiVersion", null);
    Fabric8Pods.pod(pod);
    pod.setAdditionalProperty("Kind", "Secret");
    assertRefused("Kind: must be \"Pod\", but is \"Secret\"", () -> Fabric8Pods.pod(pod));
  }

  @Test
  void aVolumeOfAnUnknownSourceHasNoneInAPodAndIsRefusedInABearer() {
    Pod pod =
        new PodBuilder()
            .withNewSpec()
            .addToVolumes(
                new VolumeBuilder().withName("a").withNewEmptyDir().endEmptyDir().build(),
                new VolumeBuilder().withName("b").build())
            .endSpec()
            .build();
    assertEquals(
        VolumeSource.EMPTY_DIR,
        Fabric8Pods.bearer(pod)
            .orElseThrow()
            .asAdmitted()
            .spec()
            .volumes()
            .get(1)
            .sources()
            .get(0));
    pod.getSpec().getVolumes().get(1).setAdditionalProperty("hostpath", Map.of("path", "/"));
    io.github.pss4j.model.Pod converted = Fabric8Pods.pod(pod);
    assertTrue(converted.spec().volumes().get(1).sources().isEmpty());
    assertFalse(
        PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), converted).allowed());
    assertRefused(
        "spec.volumes[1].hostpath: is no known source of a volume; must be one of "
            + String.join(
                ", ", Arrays.stream(VolumeSource.values()).map(VolumeSource::field).toList()),
        () -> Fabric8Pods.bearer(pod));
  }

  /** As one of a release of the client in which volumes have more sources. */
  private static final class NewerVolume extends io.fabric8.kubernetes.api.model.Volume {
    private static final long serialVersionUID = 1L;

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
  void aVolumeWithASourceThatHasNoAccessorHereIsRefusedInABearer() {
    Pod pod = new PodBuilder().withNewSpec().endSpec().build();
    pod.getSpec().setVolumes(Collections.singletonList(new NewerVolume()));
    assertTrue(Fabric8Pods.pod(pod).spec().volumes().get(0).sources().isEmpty());
    assertRefused(
        "spec.volumes[0]: has a source that is not known; must have one that this version of pss4j"
            + " knows",
        () -> Fabric8Pods.bearer(pod));
  }

  @Test
  void aDeploymentBearsThePodOfItsTemplate() {
    Deployment deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("web")
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .withHostPID(true)
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    PodBearer bearer = Fabric8Pods.bearer(deployment).orElseThrow();
    assertEquals("Deployment shop/web", bearer.toString());
    assertEquals(true, bearer.pod().spec().hostPID());
    deployment.setApiVersion("extensions/v1beta1");
    assertEquals(bearer, Fabric8Pods.bearer(deployment).orElseThrow());
    deployment.setApiVersion("example.com/v1");
    assertRefused(
        "apiVersion: is \"example.com/v1\"; must be of the group apps",
        () -> Fabric8Pods.bearer(deployment));
  }

  @Test
  void aTemplateThatIsMissingIsRefused() {
    assertRefused(
        "spec: is absent or null; must be an object", () -> Fabric8Pods.bearer(new Deployment()));
    assertRefused(
        "spec.template: is absent or null; must be an object",
        () -> Fabric8Pods.bearer(new DeploymentBuilder().withNewSpec().endSpec().build()));
    assertRefused(
        "template: is absent or null; must be an object",
        () -> Fabric8Pods.bearer(new PodTemplate()));
    assertRefused(
        "spec.jobTemplate.spec: is absent or null; must be an object",
        () -> Fabric8Pods.bearer(Json.read("{\"spec\":{\"jobTemplate\":{}}}", CronJob.class)));
  }

  @Test
  void whatBearsNoPodIsEmptyUnlessItHasTheNameOfAKindThatDoes() {
    assertEquals(Optional.empty(), Fabric8Pods.bearer(new ServiceBuilder().build()));
    GenericKubernetesResource generic = new GenericKubernetesResource();
    assertEquals(Optional.empty(), Fabric8Pods.bearer(generic));
    generic.setApiVersion("apps/v1");
    generic.setKind("Deployment");
    HasMetadata object = generic;
    assertRefused(
        "kind: is \"Deployment\" in an object of another type; must be read from its JSON or its"
            + " maps",
        () -> Fabric8Pods.bearer(object));
  }

  @Test
  void theLabelsOfANamespaceSetAPolicy() {
    Namespace namespace =
        Fabric8Pods.namespace(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName("shop")
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
    assertEquals("shop", namespace.name());
    assertEquals(
        Level.RESTRICTED,
        NamespaceLabels.parse(namespace.labels(), NamespacePolicy.privileged())
            .policy()
            .enforce()
            .level());
    assertEquals(
        new Namespace("", ImmutableMap.of()),
        Fabric8Pods.namespace(new io.fabric8.kubernetes.api.model.Namespace()));
    io.fabric8.kubernetes.api.model.Namespace other =
        new io.fabric8.kubernetes.api.model.Namespace();
    other.setKind("Pod");
    assertRefused(
        "kind: must be \"Namespace\", but is \"Pod\"", () -> Fabric8Pods.namespace(other));
  }

  @Test
  @SuppressWarnings("NullAway") // What a caller without NullAway may do.
  void nullIsRefusedByName() {
    assertNamed("pod", () -> Fabric8Pods.pod((Pod) null));
    assertNamed("template", () -> Fabric8Pods.pod((PodTemplateSpec) null));
    assertNamed("spec", () -> Fabric8Pods.spec(null));
    assertNamed("object", () -> Fabric8Pods.bearer(null));
    assertNamed("namespace", () -> Fabric8Pods.namespace(null));
  }

  private static void assertNamed(String argument, Executable action) {
    assertEquals(argument, assertThrows(NullPointerException.class, action).getMessage());
  }
}
