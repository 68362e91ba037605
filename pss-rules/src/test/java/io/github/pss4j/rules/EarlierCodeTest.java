package io.github.pss4j.rules;

import static io.github.pss4j.FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;
import static io.github.pss4j.rules.Pods.annotation;
import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.seLinux;
import static io.github.pss4j.rules.Pods.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.VolumeSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the code of older releases says at the same policy version, at the borders of releases. */
final class EarlierCodeTest {
  private static CheckResult judge(Rule rule, long release, Pod pod, FeatureGate... gates) {
    return rule.revisionsIn(Version.of(release), Set.of(gates)).get(0).judge(pod);
  }

  private static ImmutableSet<Rule> overrides(Rule rule, long release) {
    return rule.revisionsIn(Version.of(release), Set.of()).get(0).overrides();
  }

  @Test
  void before24NothingIsOverridden() {
    for (Rule rule :
        Set.of(
            RestrictedVolumes.RULE, CapabilitiesRestricted.RULE, SeccompProfileRestricted.RULE)) {
      assertEquals(ImmutableSet.of(), overrides(rule, 22));
      assertEquals(ImmutableSet.of(), overrides(rule, 23));
    }
    for (long release : new long[] {24, 32, 33, 37}) {
      assertEquals(
          ImmutableSet.of(HostPathVolumes.RULE), overrides(RestrictedVolumes.RULE, release));
      assertEquals(
          ImmutableSet.of(CapabilitiesBaseline.RULE),
          overrides(CapabilitiesRestricted.RULE, release));
      assertEquals(
          ImmutableSet.of(SeccompProfileBaseline.RULE),
          overrides(SeccompProfileRestricted.RULE, release));
    }
    Pod pod = pod(container("a"));
    for (Rule rule : Set.of(CapabilitiesRestricted.RULE, SeccompProfileRestricted.RULE)) {
      assertEquals(judge(rule, 24, pod), judge(rule, 23, pod));
    }
  }

  @Test
  void before26TypesOfSeLinuxLead() {
    Pod userAndRole = pod(podContext(c -> c.seLinuxOptions(seLinux(null, "u", "r"))));
    Pod all = pod(podContext(c -> c.seLinuxOptions(seLinux("t", "u", "r"))));
    String begin = "pod set forbidden securityContext.seLinuxOptions: ";
    assertEquals(begin, judge(SeLinux.RULE, 25, userAndRole).detail());
    assertEquals(
        begin + "user may not be set; role may not be set",
        judge(SeLinux.RULE, 26, userAndRole).detail());
    for (long release : new long[] {22, 25, 26}) {
      assertEquals(
          begin + "type \"t\"; user may not be set; role may not be set",
          judge(SeLinux.RULE, release, all).detail());
      assertEquals("seLinuxOptions", judge(SeLinux.RULE, release, all).reason());
    }
    assertSame(
        CheckResult.passed(),
        judge(
            SeLinux.RULE,
            25,
            pod(podContext(c -> c.seLinuxOptions(seLinux("container_t", "", ""))))));
  }

  @Test
  void before30AppArmorIsAnAnnotation() {
    String key = "container.apparmor.security.beta.kubernetes.io/";
    Pod field =
        pod(
            container(
                "a",
                context(
                    c -> c.appArmorProfile(AppArmorProfile.builder().type("Unconfined").build()))));
    Pod one = pod(annotation(key + "a", "unconfined"));
    Pod two = pod(annotation(key + "b", "un\"quoted"), annotation(key + "a", "unconfined"));
    assertSame(CheckResult.passed(), judge(AppArmor.RULE, 29, field));
    assertEquals("forbidden AppArmor profile", judge(AppArmor.RULE, 30, field).reason());
    assertEquals(
        "forbidden AppArmor profile (" + key + "a=\"unconfined\")",
        judge(AppArmor.RULE, 29, one).toString());
    assertEquals(
        "forbidden AppArmor profiles (" + key + "a=\"unconfined\", " + key + "b=\"un\\\"quoted\")",
        judge(AppArmor.RULE, 29, two).toString());
    assertEquals(
        "forbidden AppArmor profile (annotation must not set AppArmor profile type to \""
            + key
            + "a=\"unconfined\"\")",
        judge(AppArmor.RULE, 30, one).toString());
    assertSame(
        CheckResult.passed(),
        judge(AppArmor.RULE, 29, pod(annotation(key + "a", "runtime/default"))));
  }

  @Test
  void before33AnImageIsUnknown() {
    Pod image = pod(volume("v", VolumeSource.IMAGE));
    Pod several = pod(volume("v", VolumeSource.IMAGE), volume("w", VolumeSource.NFS), volume("x"));
    for (long release : new long[] {22, 23, 24, 32}) {
      assertEquals(
          "restricted volume types (volume \"v\" uses restricted volume type \"unknown\")",
          judge(RestrictedVolumes.RULE, release, image).toString());
      assertEquals(
          "restricted volume types (volumes \"v\", \"w\", \"x\" use restricted volume types"
              + " \"nfs\", \"unknown\")",
          judge(RestrictedVolumes.RULE, release, several).toString());
      assertSame(
          CheckResult.passed(),
          judge(RestrictedVolumes.RULE, release, pod(volume("v", VolumeSource.EMPTY_DIR))));
    }
    assertSame(CheckResult.passed(), judge(RestrictedVolumes.RULE, 33, image));
  }

  @Test
  void from29To34AGateExemptsUserNamespaces() {
    FeatureGate gate = USER_NAMESPACES_POD_SECURITY_STANDARDS;
    Pod pod =
        pod(
            hostUsers(false),
            container(
                "a", context(c -> c.runAsUser(0L).runAsNonRoot(false).procMount("Unmasked"))));
    Pod onHost =
        pod(
            hostUsers(true),
            container(
                "a", context(c -> c.runAsUser(0L).runAsNonRoot(false).procMount("Unmasked"))));
    for (Rule rule : Set.of(RunAsNonRoot.RULE, RunAsUser.RULE, ProcMount.RULE)) {
      long first = rule == ProcMount.RULE ? 31 : 29;
      for (long release = 28; release <= 36; release++) {
        boolean passes = release >= first && release <= 34;
        assertEquals(passes, judge(rule, release, pod, gate).isPassed(), rule + " " + release);
        assertEquals(false, judge(rule, release, pod).isPassed(), rule + " " + release);
        assertEquals(false, judge(rule, release, onHost, gate).isPassed(), rule + " " + release);
      }
    }
  }
}
