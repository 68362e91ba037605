package io.github.pss4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.policy.UpgradeEffect.Cause;
import io.github.pss4j.policy.UpgradeEffect.ControlChange;
import io.github.pss4j.policy.UpgradeEffect.Kind;
import io.github.pss4j.policy.UpgradeEffect.Origin;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReleaseUpgradeTest {
  private static final ReleaseUpgrade FROM_28_TO_35 = between(28, 35);
  private static final LevelVersion BASELINE = LevelVersion.parse("baseline:latest");
  private static final LevelVersion RESTRICTED = LevelVersion.parse("restricted:latest");

  private static ReleaseUpgrade between(long from, long to) {
    return ReleaseUpgrade.between(Version.of(from), Version.of(to));
  }

  private static Pod pod(PodSpec.Builder spec) {
    return Pod.builder().spec(spec.build()).build();
  }

  private static PodBearer bearer(String kind, Pod pod) {
    return new PodBearer(PodBearingKind.named(kind).orElseThrow(), "shop", "web", pod);
  }

  /** Each change of a control in one line: what becomes of it, and its causes. */
  private static List<String> changes(UpgradeEffect effect) {
    return effect.changes().stream()
        .map(it -> it.kind() + " " + it.control() + " " + it.causes())
        .toList();
  }

  private static Pod probing() {
    return pod(
        PodSpec.builder()
            .addContainers(
                Container.builder()
                    .name("a")
                    .livenessProbe(
                        Probe.builder()
                            .httpGet(HTTPGetAction.builder().host("10.0.0.1").build())
                            .build())
                    .build()));
  }

  @Test
  void aNewControlDeniesAtLatest() {
    UpgradeEffect effect = FROM_28_TO_35.effectOn(BASELINE, probing());
    assertEquals(Kind.NEWLY_DENIED, effect.kind());
    assertEquals("", effect.before().detail());
    assertEquals(
        "probe or lifecycle host (container \"a\" uses probe or lifecycle host \"10.0.0.1\")",
        effect.after().detail());
    ControlChange change = effect.changes().get(0);
    assertEquals("hostProbesAndHostLifecycle", change.control());
    assertEquals(Kind.NEWLY_DENIED, change.kind());
    assertEquals(true, change.before().isEmpty());
    assertEquals(effect.after().violations(), change.after().stream().toList());
    assertEquals(
        List.of(new Cause(Version.of(34), Origin.POLICY, "the control is new")), change.causes());
    Cause cause = change.causes().get(0);
    assertEquals(Version.of(34), cause.release());
    assertEquals(Origin.POLICY, cause.origin());
    assertEquals("the control is new", cause.words());
    assertEquals("v1.34 (policy): the control is new", cause.toString());
  }

  @Test
  void aPinnedVersionStaysAsItIs() {
    UpgradeEffect effect = FROM_28_TO_35.effectOn(LevelVersion.parse("baseline:v1.33"), probing());
    assertEquals(Kind.NONE, effect.kind());
    assertEquals(List.of(), effect.changes());
    assertEquals(
        List.of("NEWLY_DENIED hostProbesAndHostLifecycle [v1.34 (policy): the control is new]"),
        changes(FROM_28_TO_35.effectOn(LevelVersion.parse("baseline:v1.99"), probing())));
  }

  @Test
  void aLongerListAllowsAtLatest() {
    Pod pod =
        pod(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .addSysctls(Sysctl.builder().name("net.ipv4.tcp_rmem").build())
                        .build()));
    UpgradeEffect effect = FROM_28_TO_35.effectOn(BASELINE, pod);
    assertEquals(Kind.NEWLY_ALLOWED, effect.kind());
    assertEquals(
        List.of("NEWLY_ALLOWED sysctls [v1.32 (policy): the control has a new revision]"),
        changes(effect));
  }

  @ParameterizedTest
  @CsvSource({"baseline:latest", "baseline:v1.0"})
  void newCodeDeniesAtAnyVersion(String policy) {
    Pod pod =
        pod(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .appArmorProfile(AppArmorProfile.builder().type("Unconfined").build())
                        .build()));
    UpgradeEffect effect = FROM_28_TO_35.effectOn(LevelVersion.parse(policy), pod);
    assertEquals(Kind.NEWLY_DENIED, effect.kind());
    assertEquals(
        List.of(
            "NEWLY_DENIED appArmorProfile [v1.30 (code): before, only annotations were judged, and"
                + " listed alone]"),
        changes(effect));
  }

  @Test
  void newCodeHasOtherWords() {
    Pod pod =
        pod(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .seLinuxOptions(SELinuxOptions.builder().user("u").build())
                        .build()));
    UpgradeEffect effect = between(25, 26).effectOn(BASELINE, pod);
    assertEquals(Kind.OTHER_WORDS, effect.kind());
    assertEquals(
        List.of(
            "OTHER_WORDS seLinuxOptions [v1.26 (code): before, user and role were named only beside"
                + " a forbidden type]"),
        changes(effect));
    assertEquals(
        "seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: )",
        effect.changes().get(0).before().map(Violation::toString).orElse(""));
    assertEquals(Kind.NONE, between(26, 37).effectOn(BASELINE, pod).kind());
  }

  @Test
  void anOverrideTakesAControlAway() {
    Pod pod =
        pod(
            PodSpec.builder()
                .addVolumes(Volume.builder().name("v").addSources(VolumeSource.HOST_PATH).build()));
    UpgradeEffect effect = between(22, 24).effectOn(RESTRICTED, pod);
    assertEquals(Kind.OTHER_WORDS, effect.kind());
    assertEquals(
        List.of(
            "NEWLY_ALLOWED hostPathVolumes [v1.24 (code): before, `hostPathVolumes` was reported"
                + " too]"),
        changes(effect));
    assertEquals(Kind.NONE, between(22, 24).effectOn(BASELINE, pod).kind());
  }

  @Test
  void aControlGivesWayToAnother() {
    Pod pod =
        pod(
            PodSpec.builder()
                .hostUsers(false)
                .addContainers(
                    Container.builder()
                        .name("a")
                        .securityContext(
                            SecurityContext.builder()
                                .procMount("Unmasked")
                                .runAsNonRoot(true)
                                .build())
                        .build()));
    assertEquals(
        List.of(
            "NEWLY_ALLOWED procMount [v1.35 (policy): the control has a new revision]",
            "NEWLY_DENIED procMount_restricted [v1.35 (policy): the control is new]"),
        changes(between(34, 35).effectOn(RESTRICTED, pod)));
    Pod restrictedVolume =
        pod(
            PodSpec.builder()
                .addVolumes(Volume.builder().name("v").addSources(VolumeSource.IMAGE).build()));
    assertEquals(
        List.of(
            "NEWLY_ALLOWED restrictedVolumes [v1.33 (code): before, an `image` volume was refused,"
                + " as of the type `unknown`]"),
        changes(FROM_28_TO_35.effectOn(RESTRICTED, restrictedVolume)));
  }

  @Test
  void aManifestIsAnotherPodToAReleaseThatKnowsMore() {
    Pod image =
        pod(
            PodSpec.builder()
                .addVolumes(Volume.builder().name("v").addSources(VolumeSource.IMAGE).build()));
    assertEquals(
        List.of(
            "NEWLY_DENIED restrictedVolumes [v1.31 (admission): the API has the `image` of a"
                + " volume]"),
        changes(between(28, 32).effectOn(RESTRICTED, bearer("Deployment", image))));
    assertEquals(Kind.NONE, FROM_28_TO_35.effectOn(RESTRICTED, bearer("Deployment", image)).kind());
    Pod port =
        pod(
            PodSpec.builder()
                .hostNetwork(true)
                .addContainers(
                    Container.builder()
                        .name("a")
                        .addPorts(ContainerPort.builder().containerPort(80).build())
                        .build()));
    assertEquals(
        List.of(
            "NEWLY_ALLOWED hostPorts [v1.28 (admission): `hostNetwork` makes host ports in pods"
                + " only, no longer in templates]"),
        changes(between(27, 28).effectOn(BASELINE, bearer("Deployment", port))));
    assertEquals(Kind.NONE, between(27, 28).effectOn(BASELINE, bearer("Pod", port)).kind());
  }

  @Test
  void whatChangesTwiceHasTwoCauses() {
    Pod profile =
        pod(
            PodSpec.builder()
                .addContainers(
                    Container.builder()
                        .name("a")
                        .securityContext(
                            SecurityContext.builder()
                                .appArmorProfile(
                                    AppArmorProfile.builder().type("Unconfined").build())
                                .build())
                        .build()));
    UpgradeEffect effect = FROM_28_TO_35.effectOn(BASELINE, bearer("Pod", profile));
    assertEquals(Kind.NEWLY_DENIED, effect.kind());
    assertEquals(
        List.of(
            "NEWLY_DENIED appArmorProfile [v1.30 (admission): the API has `appArmorProfile`; in a"
                + " pod, profile and annotation are copied to each other, v1.34 (admission): an"
                + " AppArmor profile is no longer copied to the annotation]"),
        changes(effect));
  }

  @Test
  void leadsToANewerReleaseThatIsKnown() {
    assertEquals(Version.of(28), FROM_28_TO_35.from());
    assertEquals(Version.of(35), FROM_28_TO_35.to());
    assertEquals("v1.28 to v1.35", FROM_28_TO_35.toString());
    assertEquals("v1.22 to v1.37", between(22, 37).toString());
    String known = "an upgrade is from and to a release of v1.22 to v1.37, but one is ";
    assertEquals(known + "v1.21", refusal(Version.of(21), Version.of(30)));
    assertEquals(known + "v1.38", refusal(Version.of(30), Version.of(38)));
    assertEquals(known + "latest", refusal(Version.of(30), Version.latest()));
    assertEquals(
        "an upgrade must lead to a newer release, but v1.30 follows v1.30",
        refusal(Version.of(30), Version.of(30)));
  }

  private static String refusal(Version from, Version to) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> ReleaseUpgrade.between(from, to))
            .getMessage());
  }
}
