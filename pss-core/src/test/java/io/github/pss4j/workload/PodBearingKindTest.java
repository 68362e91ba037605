package io.github.pss4j.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.FieldPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodBearingKindTest {
  private static final GroupResource ROLLOUTS = new GroupResource("argoproj.io", "rollouts");

  private static PodBearingKind kind(String kind) {
    return PodBearingKind.named(kind).orElseThrow();
  }

  @Test
  void theNineKindsOfKubernetes() {
    assertEquals(
        List.of(
            "Pod of [] as pods: []",
            "PodTemplate of [] as podtemplates: [template]",
            "ReplicationController of [] as replicationcontrollers: [spec, template], if any",
            "ReplicaSet of [apps, extensions] as replicasets.apps: [spec, template]",
            "Deployment of [apps, extensions] as deployments.apps: [spec, template]",
            "StatefulSet of [apps, extensions] as statefulsets.apps: [spec, template]",
            "DaemonSet of [apps, extensions] as daemonsets.apps: [spec, template]",
            "Job of [batch] as jobs.batch: [spec, template]",
            "CronJob of [batch] as cronjobs.batch: [spec, jobTemplate, spec, template]"),
        PodBearingKind.standard().stream().map(PodBearingKindTest::describe).toList());
  }

  private static String describe(PodBearingKind kind) {
    return "%s of %s as %s: %s%s"
        .formatted(
            kind.kind(),
            kind.groups(),
            kind.resource(),
            kind.template(),
            kind.mayLackTemplate() ? ", if any" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "'', Pod, true",
    "apps, Deployment, true",
    "extensions, Deployment, true",
    "batch, CronJob, true",
    "apps, Pod, false",
    "'', Deployment, false",
    "batch.volcano.sh, Job, false",
    "'', pod, false",
    "'', Service, false"
  })
  void isFoundByGroupAndName(String group, String name, boolean found) {
    assertEquals(
        found ? Optional.of(name) : Optional.empty(),
        PodBearingKind.find(group, name).map(PodBearingKind::toString));
  }

  @Test
  void isFoundByNameAlone() {
    assertEquals(Optional.of("CronJob"), PodBearingKind.named("CronJob").map(Object::toString));
    assertEquals(Optional.empty(), PodBearingKind.named("Rollout"));
  }

  @Test
  void onlyThePodIsAPod() {
    assertEquals(
        List.of(PodBearingKind.pod()),
        PodBearingKind.standard().stream().filter(PodBearingKind::isPod).toList());
  }

  @Test
  void placesAFieldOfThePodInTheObject() {
    FieldPath field = FieldPath.of("spec").field("containers").index(1);
    assertEquals("spec.containers[1]", kind("Pod").pathInObject(field).toString());
    assertEquals("template.spec.containers[1]", kind("PodTemplate").pathInObject(field).toString());
    assertEquals(
        "spec.jobTemplate.spec.template.spec.containers[1]",
        kind("CronJob").pathInObject(field).toString());
  }

  @Test
  void aCustomKindMayLackItsTemplate() {
    PodBearingKind rollout = PodBearingKind.custom("Rollout", ROLLOUTS, "spec", "template");
    assertEquals(
        "Rollout of [argoproj.io] as rollouts.argoproj.io: [spec, template], if any",
        describe(rollout));
    assertEquals("Rollout", rollout.toString());
    assertFalse(rollout.isPod());
  }

  @Test
  void aCustomKindHasATemplate() {
    assertEquals(
        "the path to the template of Rollout must have at least one field",
        assertThrows(
                IllegalArgumentException.class, () -> PodBearingKind.custom("Rollout", ROLLOUTS))
            .getMessage());
  }

  @Test
  void isAValue() {
    PodBearingKind rollout = PodBearingKind.custom("Rollout", ROLLOUTS, "spec", "template");
    PodBearingKind same = PodBearingKind.custom("Rollout", ROLLOUTS, "spec", "template");
    assertEquals(rollout, same);
    assertEquals(rollout.hashCode(), same.hashCode());
    assertNotEquals(rollout, PodBearingKind.custom("Rollout", ROLLOUTS, "spec", "pod"));
    assertNotEquals(rollout, PodBearingKind.custom("Rollup", ROLLOUTS, "spec", "template"));
    assertNotEquals(
        rollout,
        PodBearingKind.custom("Rollout", new GroupResource("a.b", "rollouts"), "spec", "template"));
    assertTrue(kind("Deployment").equals(PodBearingKind.find("extensions", "Deployment").get()));
    assertFalse(rollout.equals((Object) "Rollout"));
  }
}
