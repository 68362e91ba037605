package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.policy.ReleaseUpgrade;
import io.github.pss4j.policy.UpgradeEffect;
import io.github.pss4j.policy.UpgradeEffect.Cause;
import io.github.pss4j.policy.UpgradeEffect.ControlChange;
import io.github.pss4j.policy.UpgradeEffect.Origin;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Whoever makes a value of null is told which argument it was. */
@SuppressWarnings("NullAway") // What a caller without NullAway may do.
final class NullArgumentsTest {
  private static final Cluster CLUSTER = new Cluster();
  private static final LevelVersion PRIVILEGED = LevelVersion.privileged();

  private static DynamicTest named(String argument, String call, Executable executable) {
    return dynamicTest(
        call,
        () ->
            assertEquals(
                argument, assertThrows(NullPointerException.class, executable).getMessage()));
  }

  @TestFactory
  Stream<DynamicTest> ofPoliciesAndKinds() {
    Pod pod = Pod.builder().spec(PodSpec.builder().build()).build();
    return Stream.of(
        named("rule", "PodSecurity.Builder", () -> PodSecurity.builder().addRule(null)),
        named("release", "PodSecurity.Builder", () -> PodSecurity.builder().emulateRelease(null)),
        named("gate", "PodSecurity.Builder", () -> PodSecurity.builder().enable(null)),
        named("from", "ReleaseUpgrade", () -> ReleaseUpgrade.between(null, Version.of(30))),
        named("to", "ReleaseUpgrade", () -> ReleaseUpgrade.between(Version.of(30), null)),
        named("before", "UpgradeEffect", () -> new UpgradeEffect(null, null, null)),
        named("control", "ControlChange", () -> new ControlChange(null, null, null, null)),
        named("release", "Cause", () -> new Cause(null, Origin.CODE, "")),
        named("origin", "Cause", () -> new Cause(Version.of(30), null, "")),
        named("words", "Cause", () -> new Cause(Version.of(30), Origin.CODE, null)),
        named("group", "GroupResource", () -> new GroupResource(null, "pods")),
        named("resource", "GroupResource", () -> new GroupResource("", null)),
        named("group", "PodBearingKind.find", () -> PodBearingKind.find(null, "Pod")),
        named("kind", "PodBearingKind.find", () -> PodBearingKind.find("", null)),
        named("kind", "PodBearingKind.named", () -> PodBearingKind.named(null)),
        named(
            "kind",
            "PodBearingKind.custom",
            () -> PodBearingKind.custom(null, GroupResource.PODS, "spec")),
        named(
            "resource",
            "PodBearingKind.custom",
            () -> PodBearingKind.custom("Rollout", null, "spec")),
        named("kind", "PodBearer", () -> new PodBearer(null, "", "", pod)),
        named("namespace", "PodBearer", () -> new PodBearer(PodBearingKind.pod(), null, "", pod)),
        named("name", "PodBearer", () -> new PodBearer(PodBearingKind.pod(), "", null, pod)),
        named("pod", "PodBearer", () -> new PodBearer(PodBearingKind.pod(), "", "", null)));
  }

  @TestFactory
  Stream<DynamicTest> ofAdmission() {
    PodSecurityAdmission.Builder admission = PodSecurityAdmission.builder(CLUSTER, CLUSTER);
    PodSecurityConfiguration.Builder configuration = PodSecurityConfiguration.builder();
    AdmissionRequest.Builder request = AdmissionRequest.builder("CREATE", GroupResource.PODS);
    return Stream.of(
        named("namespaces", "builder", () -> PodSecurityAdmission.builder(null, CLUSTER)),
        named("pods", "builder", () -> PodSecurityAdmission.builder(CLUSTER, null)),
        named("policy", "policy", () -> admission.policy(null)),
        named("configuration", "configuration", () -> admission.configuration(null)),
        named("kind", "addKind", () -> admission.addKind(null)),
        named("dryRunLimits", "dryRunLimits", () -> admission.dryRunLimits(null)),
        named("clock", "clock", () -> admission.clock(null)),
        named("listener", "listener", () -> admission.listener(null)),
        named("mode", "defaultLevel", () -> configuration.defaultLevel(null, "baseline")),
        named("level", "defaultLevel", () -> configuration.defaultLevel(Mode.WARN, null)),
        named("mode", "defaultVersion", () -> configuration.defaultVersion(null, "latest")),
        named("version", "defaultVersion", () -> configuration.defaultVersion(Mode.WARN, null)),
        named("policy", "defaults", () -> configuration.defaults(null)),
        named("names", "exemptNamespaces", () -> configuration.exemptNamespaces(null)),
        named("names", "exemptUsernames", () -> configuration.exemptUsernames(null)),
        named("names", "exemptRuntimeClasses", () -> configuration.exemptRuntimeClasses(null)),
        named("operation", "request", () -> AdmissionRequest.builder(null, GroupResource.PODS)),
        named("resource", "request", () -> AdmissionRequest.builder("CREATE", null)),
        named("subresource", "request", () -> request.subresource(null)),
        named("name", "request", () -> request.name(null)),
        named("namespace", "request", () -> request.namespace(null)),
        named("username", "request", () -> request.username(null)),
        named("object", "request", () -> request.object(null)),
        named("oldObject", "request", () -> request.oldObject(null)),
        named("pod", "object", () -> AdmissionObject.of((Pod) null)),
        named("namespace", "object", () -> AdmissionObject.of((Namespace) null)),
        named("template", "object", () -> AdmissionObject.of((AdmissionObject.Template) null)),
        named("pod", "template", () -> AdmissionObject.Template.of(null)),
        named("message", "badRequest", () -> AdmissionDecision.badRequest(null)),
        named("timeout", "DryRunLimits", () -> new DryRunLimits(1, null)),
        named("labels", "Namespace", () -> new Namespace("n", null)),
        named("audit", "policy", () -> new NamespacePolicy(PRIVILEGED, null, PRIVILEGED)),
        named(
            "usernames",
            "Exemptions",
            () -> new Exemptions(ImmutableSet.of(), null, ImmutableSet.of())),
        named("labels", "parse", () -> NamespaceLabels.parse(null, NamespacePolicy.privileged())),
        named("defaults", "parse", () -> NamespaceLabels.parse(ImmutableMap.of(), null)));
  }
}
