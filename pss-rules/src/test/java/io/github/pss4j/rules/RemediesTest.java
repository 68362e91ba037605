package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.add;
import static io.github.pss4j.rules.Pods.annotation;
import static io.github.pss4j.rules.Pods.appArmor;
import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.drop;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.hostProcess;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.seLinux;
import static io.github.pss4j.rules.Pods.seccomp;
import static io.github.pss4j.rules.Pods.volume;
import static io.github.pss4j.rules.Pods.windows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pss4j.CheckResult;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.rules.Pods.ContainerPart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the remedy of each control makes of a pod that violates it. */
final class RemediesTest {
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";

  private static Remedy remedy(Rule rule) {
    return rule.remedy().orElseThrow();
  }

  private static CheckResult check(Rule rule, String version, Pod pod) {
    return rule.revisionAt(Version.parse(version)).orElseThrow().judge(pod);
  }

  private static Pod apply(Rule rule, String version, Pod pod, Remedy.Mode mode) {
    CheckResult result = check(rule, version, pod);
    assertFalse(result.isPassed(), "the pod must violate the control to begin with");
    return remedy(rule).apply(pod, result.findings(), mode);
  }

  /** What stands there is wrong: filling in changes nothing, replacing gives the other pod. */
  private static DynamicTest replaced(String name, Rule rule, String version, Pod pod, Pod fixed) {
    return dynamicTest(
        rule.id() + ": " + name,
        () -> {
          assertSame(pod, apply(rule, version, pod, Remedy.Mode.FILL));
          assertEquals(fixed, apply(rule, version, pod, Remedy.Mode.REPLACE));
        });
  }

  /** Something is missing: both ways give the other pod. */
  private static DynamicTest filled(String name, Rule rule, String version, Pod pod, Pod fixed) {
    return dynamicTest(
        rule.id() + ": " + name,
        () -> {
          assertEquals(fixed, apply(rule, version, pod, Remedy.Mode.FILL));
          assertEquals(fixed, apply(rule, version, pod, Remedy.Mode.REPLACE));
        });
  }

  /** Nothing is changed. */
  private static DynamicTest left(String name, Rule rule, String version, Pod pod) {
    return dynamicTest(
        rule.id() + ": " + name,
        () -> {
          assertSame(pod, apply(rule, version, pod, Remedy.Mode.FILL));
          assertSame(pod, apply(rule, version, pod, Remedy.Mode.REPLACE));
        });
  }

  private static ContainerPart privileged(boolean value) {
    return context(c -> c.privileged(value));
  }

  private static ContainerPart capabilities(Capabilities capabilities) {
    return context(c -> c.capabilities(capabilities));
  }

  private static ContainerPart user(long user) {
    return context(c -> c.runAsUser(user));
  }

  private static ContainerPart nonRoot(boolean value) {
    return context(c -> c.runAsNonRoot(value));
  }

  private static Capabilities both(String added, String dropped) {
    return Capabilities.builder().addAdd(added).addDrop(dropped).build();
  }

  @TestFactory
  Stream<DynamicTest> baseline() {
    return Stream.of(
        replaced(
            "each of them and no other",
            Privileged.RULE,
            "latest",
            pod(
                init("i", privileged(true)),
                container("a", context(c -> c.privileged(true).runAsUser(5L))),
                container("b", privileged(false)),
                container("c"),
                ephemeral("e", privileged(true))),
            pod(
                init("i", privileged(false)),
                container("a", context(c -> c.privileged(false).runAsUser(5L))),
                container("b", privileged(false)),
                container("c"),
                ephemeral("e", privileged(false)))),
        replaced(
            "those that are not allowed are taken out",
            CapabilitiesBaseline.RULE,
            "latest",
            pod(
                container("a", capabilities(add("NET_ADMIN", "CHOWN", "SYS_TIME"))),
                container("b", capabilities(both("BPF", "KILL")))),
            pod(
                container("a", capabilities(add("CHOWN"))),
                container("b", capabilities(drop("KILL"))))),
        replaced(
            "is masked again",
            ProcMount.RULE,
            "latest",
            pod(container("a", context(c -> c.procMount("Unmasked")))),
            pod(container("a", context(c -> c.procMount("Default"))))),
        replaced(
            "only what is forbidden is taken out",
            SeLinux.RULE,
            "latest",
            pod(
                podContext(c -> c.seLinuxOptions(seLinux("spc_t", "u", ""))),
                container("a", context(c -> c.seLinuxOptions(seLinux("container_t", "", "r")))),
                container("b", context(c -> c.seLinuxOptions(seLinux("x", null, null))))),
            pod(
                podContext(c -> c.seLinuxOptions(seLinux(null, null, ""))),
                container("a", context(c -> c.seLinuxOptions(seLinux("container_t", "", null)))),
                container("b", context(c -> c.seLinuxOptions(seLinux(null, null, null)))))),
        replaced(
            "of a container alone",
            SeLinux.RULE,
            "latest",
            pod(
                podContext(c -> c.runAsUser(3L)),
                container("a", context(c -> c.seLinuxOptions(seLinux("x", "u", "r"))))),
            pod(
                podContext(c -> c.runAsUser(3L)),
                container("a", context(c -> c.seLinuxOptions(seLinux(null, null, null)))))),
        replaced(
            "what is safe stays",
            Sysctls.RULE,
            "v1.26",
            pod(podContext(c -> c.sysctls(sysctls("vm.z", "net.ipv4.tcp_syncookies", "vm.y")))),
            pod(podContext(c -> c.sysctls(sysctls("net.ipv4.tcp_syncookies"))))),
        replaced(
            "profiles with their files, and annotations",
            AppArmor.RULE,
            "latest",
            pod(
                annotation(APP_ARMOR + "a", "unconfined"),
                annotation(APP_ARMOR + "b", "localhost/x"),
                annotation("c", "unconfined"),
                podContext(c -> c.appArmorProfile(appArmor("Unconfined"))),
                container(
                    "a",
                    context(
                        c ->
                            c.appArmorProfile(
                                AppArmorProfile.builder()
                                    .type("Unconfined")
                                    .localhostProfile("f")
                                    .build()))),
                container("b", context(c -> c.appArmorProfile(appArmor("Localhost"))))),
            pod(
                annotation(APP_ARMOR + "a", "runtime/default"),
                annotation(APP_ARMOR + "b", "localhost/x"),
                annotation("c", "unconfined"),
                podContext(c -> c.appArmorProfile(appArmor("RuntimeDefault"))),
                container("a", context(c -> c.appArmorProfile(appArmor("RuntimeDefault")))),
                container("b", context(c -> c.appArmorProfile(appArmor("Localhost")))))),
        replaced(
            "by annotation",
            SeccompProfileBaseline.RULE,
            "v1.18",
            pod(annotation(SECCOMP, "unconfined"), container("a")),
            pod(annotation(SECCOMP, "runtime/default"), container("a"))),
        replaced(
            "by field, with its file",
            SeccompProfileBaseline.RULE,
            "latest",
            pod(
                podContext(c -> c.seccompProfile(seccomp("Unconfined"))),
                container(
                    "a",
                    context(
                        c ->
                            c.seccompProfile(
                                SeccompProfile.builder()
                                    .type("x")
                                    .localhostProfile("f")
                                    .build())))),
            pod(
                podContext(c -> c.seccompProfile(seccomp("RuntimeDefault"))),
                container("a", context(c -> c.seccompProfile(seccomp("RuntimeDefault")))))),
        left("a person decides", HostNamespaces.RULE, "latest", hostNetwork()),
        left(
            "a person decides",
            HostPathVolumes.RULE,
            "latest",
            pod(volume("v", VolumeSource.HOST_PATH))),
        left(
            "a person decides",
            RestrictedVolumes.RULE,
            "latest",
            pod(volume("v", VolumeSource.HOST_PATH))),
        left(
            "a person decides",
            WindowsHostProcess.RULE,
            "latest",
            pod(podContext(c -> c.windowsOptions(hostProcess(true))))),
        left("a person decides", RunAsUser.RULE, "latest", pod(container("a", user(0)))));
  }

  private static List<Sysctl> sysctls(String... names) {
    List<Sysctl> sysctls = new ArrayList<>();
    for (String name : names) {
      sysctls.add(Sysctl.builder().name(name).build());
    }
    return sysctls;
  }

  private static Pod hostNetwork() {
    return pod((metadata, spec) -> spec.hostNetwork(true));
  }

  private static Probe probe(@Nullable String httpHost, @Nullable String tcpHost) {
    return Probe.builder()
        .httpGet(HTTPGetAction.builder().host(httpHost).build())
        .tcpSocket(TCPSocketAction.builder().host(tcpHost).build())
        .build();
  }

  private static Lifecycle lifecycle(@Nullable String start, @Nullable String stop) {
    return Lifecycle.builder()
        .postStart(
            LifecycleHandler.builder().httpGet(HTTPGetAction.builder().host(start).build()).build())
        .preStop(
            LifecycleHandler.builder()
                .tcpSocket(TCPSocketAction.builder().host(stop).build())
                .build())
        .build();
  }

  @TestFactory
  Stream<DynamicTest> hosts() {
    Rule rule = HostProbesAndHostLifecycle.RULE;
    Lifecycle half = Lifecycle.builder().preStop(LifecycleHandler.builder().build()).build();
    return Stream.of(
        replaced(
            "all of a container",
            rule,
            "latest",
            pod(
                container(
                    "a",
                    it ->
                        it.livenessProbe(probe("h", "t"))
                            .readinessProbe(probe("", "t"))
                            .startupProbe(probe("h", null))
                            .lifecycle(lifecycle("s", "p"))),
                container("b", it -> it.livenessProbe(probe("", null)))),
            pod(
                container(
                    "a",
                    it ->
                        it.livenessProbe(probe(null, null))
                            .readinessProbe(probe("", null))
                            .startupProbe(probe(null, null))
                            .lifecycle(lifecycle(null, null))),
                container("b", it -> it.livenessProbe(probe("", null))))),
        replaced(
            "what is absent stays so",
            rule,
            "latest",
            pod(container("a", it -> it.startupProbe(probe("h", "")).lifecycle(half))),
            pod(container("a", it -> it.startupProbe(probe(null, "")).lifecycle(half)))),
        replaced(
            "a single action",
            rule,
            "latest",
            pod(
                container(
                    "a",
                    it ->
                        it.livenessProbe(
                            Probe.builder()
                                .tcpSocket(TCPSocketAction.builder().host("h").build())
                                .build()))),
            pod(
                container(
                    "a",
                    it ->
                        it.livenessProbe(
                            Probe.builder()
                                .tcpSocket(TCPSocketAction.builder().build())
                                .build())))));
  }

  @TestFactory
  Stream<DynamicTest> escalation() {
    Rule rule = AllowPrivilegeEscalation.RULE;
    return Stream.of(
        filled(
            "where it is missing",
            rule,
            "latest",
            pod(
                container("a", context(c -> c.runAsUser(5L))),
                container("b"),
                container("c", context(c -> c.allowPrivilegeEscalation(false)))),
            pod(
                container("a", context(c -> c.runAsUser(5L).allowPrivilegeEscalation(false))),
                container("b", context(c -> c.allowPrivilegeEscalation(false))),
                container("c", context(c -> c.allowPrivilegeEscalation(false))))),
        replaced(
            "where it is true",
            rule,
            "latest",
            pod(container("a", context(c -> c.allowPrivilegeEscalation(true)))),
            pod(container("a", context(c -> c.allowPrivilegeEscalation(false))))),
        left(
            "not where the API server would refuse it",
            rule,
            "latest",
            pod(
                container("a", privileged(true)),
                container("b", capabilities(add("SYS_ADMIN"))),
                container("c", capabilities(add("CAP_SYS_ADMIN"))),
                container("d", context(c -> c.privileged(true).allowPrivilegeEscalation(true))))),
        filled(
            "other capabilities do not matter",
            rule,
            "latest",
            pod(container("a", context(c -> c.capabilities(add("CHOWN")).privileged(false)))),
            pod(
                container(
                    "a",
                    context(
                        c ->
                            c.capabilities(add("CHOWN"))
                                .privileged(false)
                                .allowPrivilegeEscalation(false))))),
        left("no field of Linux for Windows", rule, "v1.24", pod(windows(), container("a"))));
  }

  @TestFactory
  Stream<DynamicTest> restrictedCapabilities() {
    Rule rule = CapabilitiesRestricted.RULE;
    return Stream.of(
        filled(
            "behind what is dropped already",
            rule,
            "latest",
            pod(
                container("a"),
                container("b", capabilities(drop("KILL"))),
                container("c", capabilities(drop("ALL")))),
            pod(
                container("a", capabilities(drop("ALL"))),
                container("b", capabilities(drop("KILL", "ALL"))),
                container("c", capabilities(drop("ALL"))))),
        replaced(
            "what may not be added is taken out",
            rule,
            "latest",
            pod(container("a", capabilities(both("CHOWN", "ALL")))),
            pod(container("a", capabilities(drop("ALL"))))),
        left("no field of Linux for Windows", rule, "v1.24", pod(windows(), container("a"))),
        dynamicTest(
            "both at once",
            () -> {
              Pod pod = pod(container("a", capabilities(both("CHOWN", "KILL"))));
              assertEquals(
                  pod(
                      container(
                          "a",
                          capabilities(
                              Capabilities.builder()
                                  .addAdd("CHOWN")
                                  .addDrop("KILL", "ALL")
                                  .build()))),
                  apply(rule, "latest", pod, Remedy.Mode.FILL));
              assertEquals(
                  pod(container("a", capabilities(drop("KILL", "ALL")))),
                  apply(rule, "latest", pod, Remedy.Mode.REPLACE));
            }));
  }

  @TestFactory
  Stream<DynamicTest> restrictedSeccomp() {
    Rule rule = SeccompProfileRestricted.RULE;
    return Stream.of(
        filled(
            "one profile of the pod serves all",
            rule,
            "latest",
            pod(
                podContext(c -> c.runAsUser(3L)),
                container("a"),
                container("b", context(c -> c.seccompProfile(seccomp("Localhost"))))),
            pod(
                podContext(c -> c.runAsUser(3L).seccompProfile(seccomp("RuntimeDefault"))),
                container("a"),
                container("b", context(c -> c.seccompProfile(seccomp("Localhost")))))),
        replaced(
            "a wrong one first",
            rule,
            "latest",
            pod(
                container("a"),
                container("b", context(c -> c.seccompProfile(seccomp("Unconfined"))))),
            pod(
                container("a"),
                container("b", context(c -> c.seccompProfile(seccomp("RuntimeDefault")))))),
        left("no field of Linux for Windows", rule, "v1.24", pod(windows(), container("a"))));
  }

  @TestFactory
  Stream<DynamicTest> nonRoot() {
    Rule rule = RunAsNonRoot.RULE;
    return Stream.of(
        filled(
            "one setting of the pod serves all",
            rule,
            "latest",
            pod(podContext(c -> c.runAsUser(3L)), container("a"), container("b", nonRoot(true))),
            pod(
                podContext(c -> c.runAsUser(3L).runAsNonRoot(true)),
                container("a"),
                container("b", nonRoot(true)))),
        filled(
            "not those who are root",
            rule,
            "latest",
            pod(container("a", user(0)), container("b"), container("c", user(7))),
            pod(
                container("a", user(0)),
                container("b", nonRoot(true)),
                container("c", context(c -> c.runAsUser(7L).runAsNonRoot(true))))),
        filled(
            "a root that has its own setting does not matter",
            rule,
            "latest",
            pod(container("a", context(c -> c.runAsUser(0L).runAsNonRoot(true))), container("b")),
            pod(
                podContext(c -> c.runAsNonRoot(true)),
                container("a", context(c -> c.runAsUser(0L).runAsNonRoot(true))),
                container("b"))),
        filled(
            "not those who are root by the pod",
            rule,
            "latest",
            pod(podContext(c -> c.runAsUser(0L)), container("a"), container("b", user(7))),
            pod(
                podContext(c -> c.runAsUser(0L)),
                container("a"),
                container("b", context(c -> c.runAsUser(7L).runAsNonRoot(true))))),
        replaced(
            "what is false",
            rule,
            "latest",
            pod(
                podContext(c -> c.runAsNonRoot(false)),
                container("a", nonRoot(false)),
                container("b")),
            pod(
                podContext(c -> c.runAsNonRoot(true)),
                container("a", nonRoot(true)),
                container("b"))),
        replaced(
            "not for those who are root",
            rule,
            "latest",
            pod(
                podContext(c -> c.runAsNonRoot(false)),
                container("a", user(0)),
                container("b", nonRoot(false)),
                container("c", context(c -> c.runAsUser(0L).runAsNonRoot(false)))),
            pod(
                podContext(c -> c.runAsNonRoot(false)),
                container("a", user(0)),
                container("b", nonRoot(true)),
                container("c", context(c -> c.runAsUser(0L).runAsNonRoot(false))))),
        replaced(
            "of a container alone",
            rule,
            "latest",
            pod(container("a", nonRoot(false)), container("b", nonRoot(true))),
            pod(container("a", nonRoot(true)), container("b", nonRoot(true)))));
  }

  @Test
  void sayingThatItIsNotRootIsSafeWhereItIsNot() {
    Remedy remedy = remedy(RunAsNonRoot.RULE);
    assertEquals(Remedy.Impact.SAFE, remedy.impact(pod(container("a", user(5)))));
    assertEquals(
        Remedy.Impact.SAFE,
        remedy.impact(pod(podContext(c -> c.runAsUser(5L)), container("a"), container("b"))));
    assertEquals(Remedy.Impact.BEHAVIOURAL, remedy.impact(pod(container("a"))));
    assertEquals(
        Remedy.Impact.BEHAVIOURAL,
        remedy.impact(pod(container("a", user(5)), container("b", user(0)))));
    assertEquals(
        Remedy.Impact.BEHAVIOURAL,
        remedy(CapabilitiesRestricted.RULE).impact(pod(container("a", user(5)))));
  }

  /** The API server takes a profile from an annotation; the pod as it is written has none. */
  @Test
  void aProfileThatWasFilledInIsNotWrittenToTheContainer() {
    Pod written = pod(annotation(APP_ARMOR + "a", "unconfined"), container("a"));
    Pod admitted =
        pod(
            annotation(APP_ARMOR + "a", "unconfined"),
            container("a", context(c -> c.appArmorProfile(appArmor("Unconfined")))));
    assertEquals(
        pod(annotation(APP_ARMOR + "a", "runtime/default"), container("a")),
        remedy(AppArmor.RULE)
            .apply(
                written, check(AppArmor.RULE, "latest", admitted).findings(), Remedy.Mode.REPLACE));
    assertEquals(
        pod(container("b")),
        remedy(SeccompProfileBaseline.RULE)
            .apply(
                pod(container("b")),
                check(
                        SeccompProfileBaseline.RULE,
                        "latest",
                        pod(container("b", context(c -> c.seccompProfile(seccomp("x"))))))
                    .findings(),
                Remedy.Mode.REPLACE));
  }

  @Test
  void eachStandardRuleHasARemedyWithAdvice() {
    for (Rule rule : StandardRules.all()) {
      String advice = remedy(rule).advice();
      assertTrue(advice.length() > 10 && !advice.endsWith("."), rule::id);
    }
    assertSame(remedy(ProcMount.RULE), remedy(ProcMountRestricted.RULE));
  }
}
