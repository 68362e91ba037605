package io.github.pss4j.remediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy;
import io.github.pss4j.Remedy.Impact;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is proposed for single pods, operation by operation. */
final class RemediatorTest {
  private static final Policy POLICY = PodSecurity.standard();
  private static final Remediator REMEDIATOR = Remediator.of(POLICY);
  private static final LevelVersion RESTRICTED = LevelVersion.parse("restricted:latest");
  private static final LevelVersion BASELINE = LevelVersion.parse("baseline:latest");

  private static Pod pod(Container... containers) {
    return Pod.builder().spec(PodSpec.builder().addContainers(containers).build()).build();
  }

  private static Container container(String name, SecurityContext.Builder context) {
    return Container.builder().name(name).securityContext(context.build()).build();
  }

  private static SecurityContext.Builder compliant() {
    return SecurityContext.builder()
        .allowPrivilegeEscalation(false)
        .runAsNonRoot(true)
        .seccompProfile(SeccompProfile.builder().type("RuntimeDefault").build())
        .capabilities(Capabilities.builder().addDrop("ALL").build());
  }

  /** Each operation with its class, controls and the places of its findings. */
  private static List<String> told(Remediation remediation) {
    return remediation.operations().stream()
        .map(
            it ->
                it
                    + " ("
                    + it.impact()
                    + ") "
                    + it.controls()
                    + " "
                    + it.findings().stream().map(found -> found.path().toString()).toList())
        .toList();
  }

  private static List<String> manual(Remediation remediation) {
    return remediation.manual().stream()
        .map(it -> it.control() + " " + it.finding().path())
        .toList();
  }

  @Test
  void aPodWithNothingIsMadeRestricted() {
    Pod pod = pod(Container.builder().name("a").build(), Container.builder().name("b").build());
    Remediation remediation = REMEDIATOR.remediate(Level.RESTRICTED, Version.latest(), pod);
    String context =
        "{capabilities={drop=[ALL]}, allowPrivilegeEscalation=false} (BEHAVIOURAL)"
            + " [allowPrivilegeEscalation, capabilities_restricted]";
    assertEquals(
        List.of(
            "add spec.securityContext:"
                + " {runAsNonRoot=true, seccompProfile={type=RuntimeDefault}} (BEHAVIOURAL)"
                + " [runAsNonRoot, seccompProfile_restricted]"
                + " [spec.containers[0].securityContext.runAsNonRoot,"
                + " spec.containers[1].securityContext.runAsNonRoot,"
                + " spec.containers[0].securityContext.seccompProfile.type,"
                + " spec.containers[1].securityContext.seccompProfile.type]",
            "add spec.containers[0].securityContext: "
                + context
                + " [spec.containers[0].securityContext.allowPrivilegeEscalation,"
                + " spec.containers[0].securityContext.capabilities.drop]",
            "add spec.containers[1].securityContext: "
                + context
                + " [spec.containers[1].securityContext.allowPrivilegeEscalation,"
                + " spec.containers[1].securityContext.capabilities.drop]"),
        told(remediation));
    assertFalse(remediation.before().allowed());
    assertTrue(remediation.allowedAfter());
    assertEquals(List.of(), remediation.manual());
    assertEquals(POLICY.evaluate(RESTRICTED, remediation.fixed()), remediation.after());
    assertEquals(remediation, REMEDIATOR.remediate(RESTRICTED, pod));
  }

  @Test
  void whatStandsThereIsReplacedTakenOutOrAddedTo() {
    Probe probe =
        Probe.builder()
            .httpGet(HTTPGetAction.builder().host("h").build())
            .tcpSocket(TCPSocketAction.builder().host("t").build())
            .build();
    Lifecycle lifecycle =
        Lifecycle.builder()
            .postStart(
                LifecycleHandler.builder()
                    .httpGet(HTTPGetAction.builder().host("s").build())
                    .build())
            .preStop(
                LifecycleHandler.builder()
                    .tcpSocket(TCPSocketAction.builder().host("p").build())
                    .build())
            .build();
    Container container =
        Container.builder()
            .name("a")
            .livenessProbe(probe)
            .readinessProbe(probe)
            .startupProbe(probe)
            .lifecycle(lifecycle)
            .securityContext(
                compliant()
                    .privileged(true)
                    .procMount("Unmasked")
                    .allowPrivilegeEscalation(true)
                    .seLinuxOptions(SELinuxOptions.builder().type("x").user("u").role("r").build())
                    .seccompProfile(
                        SeccompProfile.builder().type("Unconfined").localhostProfile("f").build())
                    .capabilities(
                        Capabilities.builder()
                            .addAdd("BPF", "NET_BIND_SERVICE", "KILL")
                            .addDrop("CHOWN")
                            .build())
                    .build())
            .build();
    Pod pod =
        Pod.builder()
            .metadata(
                ObjectMeta.builder()
                    .putAnnotations(
                        "container.apparmor.security.beta.kubernetes.io/a", "unconfined")
                    .build())
            .spec(
                PodSpec.builder()
                    .addInitContainers(container("i", compliant().procMount("x")))
                    .addContainers(container)
                    .addEphemeralContainers(container("e", compliant().privileged(true)))
                    .securityContext(
                        PodSecurityContext.builder()
                            .addSysctls(Sysctl.builder().name("vm.a").build())
                            .addSysctls(Sysctl.builder().name("net.ipv4.tcp_syncookies").build())
                            .addSysctls(Sysctl.builder().name("vm.b").build())
                            .build())
                    .build())
            .build();
    Remediation remediation = REMEDIATOR.remediate(RESTRICTED, pod);
    String context = "spec.containers[0].securityContext.";
    assertEquals(
        List.of(
            "replace metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]:"
                + " runtime/default",
            "remove spec.securityContext.sysctls[2]",
            "remove spec.securityContext.sysctls[0]",
            "replace spec.initContainers[0].securityContext.procMount: Default",
            "remove " + context + "capabilities.add[2]",
            "remove " + context + "capabilities.add[0]",
            "add " + context + "capabilities.drop[1]: ALL",
            "replace " + context + "privileged: false",
            "remove " + context + "seLinuxOptions.user",
            "remove " + context + "seLinuxOptions.role",
            "remove " + context + "seLinuxOptions.type",
            "replace " + context + "allowPrivilegeEscalation: false",
            "replace " + context + "procMount: Default",
            "replace " + context + "seccompProfile: {type=RuntimeDefault}",
            "remove spec.containers[0].livenessProbe.httpGet.host",
            "remove spec.containers[0].livenessProbe.tcpSocket.host",
            "remove spec.containers[0].readinessProbe.httpGet.host",
            "remove spec.containers[0].readinessProbe.tcpSocket.host",
            "remove spec.containers[0].startupProbe.httpGet.host",
            "remove spec.containers[0].startupProbe.tcpSocket.host",
            "remove spec.containers[0].lifecycle.postStart.httpGet.host",
            "remove spec.containers[0].lifecycle.preStop.tcpSocket.host",
            "replace spec.ephemeralContainers[0].securityContext.privileged: false"),
        remediation.operations().stream().map(PatchOperation::toString).toList());
    assertTrue(remediation.allowedAfter());
    assertEquals(List.of("sysctls"), remediation.operations().get(1).controls());
    assertEquals(
        List.of("spec.securityContext.sysctls[2].name"),
        remediation.operations().get(1).findings().stream()
            .map(it -> it.path().toString())
            .toList());
    // Filling in leaves the rest to a person.
    Remediation filled = REMEDIATOR.fillOnly().remediate(RESTRICTED, pod);
    assertEquals(
        List.of("add " + context + "capabilities.drop[1]: ALL"),
        filled.operations().stream().map(PatchOperation::toString).toList());
    assertFalse(filled.allowedAfter());
  }

  @Test
  void theLastElementsOfAListGoWithIt() {
    Pod pod =
        pod(
            container(
                "a",
                SecurityContext.builder()
                    .capabilities(Capabilities.builder().addAdd("BPF", "SYS_TIME").build())));
    assertEquals(
        List.of(
            "remove spec.containers[0].securityContext.capabilities.add (BEHAVIOURAL)"
                + " [capabilities_baseline]"
                + " [spec.containers[0].securityContext.capabilities.add[0],"
                + " spec.containers[0].securityContext.capabilities.add[1]]"),
        told(REMEDIATOR.remediate(BASELINE, pod)));
  }

  @Test
  void whatAPersonMustDecideRemainsWithAdvice() {
    Pod pod =
        Pod.builder()
            .spec(
                PodSpec.builder()
                    .hostPID(true)
                    .addContainers(container("a", compliant().runAsUser(0L)))
                    .build())
            .build();
    Remediation remediation = REMEDIATOR.remediate(RESTRICTED, pod);
    assertEquals(List.of(), remediation.operations());
    assertSame(pod, remediation.fixed());
    assertEquals(
        List.of(
            "hostNamespaces spec.hostPID",
            "runAsUser spec.containers[0].securityContext.runAsUser"),
        manual(remediation));
    assertTrue(remediation.manual().get(1).advice().startsWith("build an image"));
  }

  @Test
  void onlySafeChangesStateWhatIsSo() {
    Pod pod = pod(container("a", SecurityContext.builder().runAsUser(7L)));
    Remediation safe = REMEDIATOR.safeOnly().remediate(RESTRICTED, pod);
    assertEquals(
        List.of(
            "add spec.securityContext: {runAsNonRoot=true} (SAFE) [runAsNonRoot]"
                + " [spec.containers[0].securityContext.runAsNonRoot]"),
        told(safe));
    assertEquals(
        safe.operations(),
        REMEDIATOR.safeOnly().fillOnly().remediate(RESTRICTED, pod).operations());
    assertEquals(
        List.of(
            "allowPrivilegeEscalation spec.containers[0].securityContext.allowPrivilegeEscalation",
            "capabilities_restricted spec.containers[0].securityContext.capabilities.drop",
            "seccompProfile_restricted"
                + " spec.containers[0].securityContext.seccompProfile.type"),
        manual(safe));
    // One operation for a safe and another control is not safe.
    assertEquals(
        Impact.BEHAVIOURAL, REMEDIATOR.remediate(RESTRICTED, pod).operations().get(0).impact());
  }

  @Test
  void whatIsAllowedStaysAsItIs() {
    Pod pod = pod(container("a", compliant()));
    Remediation remediation = REMEDIATOR.remediate(RESTRICTED, pod);
    assertSame(pod, remediation.fixed());
    assertSame(remediation.before(), remediation.after());
    assertEquals(List.of(), remediation.operations());
  }

  @Test
  void aWrongSettingBringsToLightWhatIsMissing() {
    Pod pod =
        pod(
            container("a", compliant().runAsNonRoot(false)),
            container("b", compliant().runAsNonRoot(null)));
    assertEquals(
        List.of(
            "add spec.securityContext: {runAsNonRoot=true}",
            "replace spec.containers[0].securityContext.runAsNonRoot: true"),
        REMEDIATOR.remediate(RESTRICTED, pod).operations().stream()
            .map(PatchOperation::toString)
            .toList());
  }

  @Test
  void anObjectIsJudgedAsItIsAdmitted() {
    Pod pod =
        Pod.builder()
            .metadata(
                ObjectMeta.builder()
                    .putAnnotations(
                        "container.apparmor.security.beta.kubernetes.io/a", "unconfined")
                    .build())
            .spec(PodSpec.builder().addContainers(container("a", compliant())).build())
            .build();
    PodBearer bearer = new PodBearer(PodBearingKind.pod(), "n", "p", pod);
    Remediation remediation = REMEDIATOR.remediate(BASELINE, bearer);
    assertEquals(2, remediation.before().violations().get(0).findings().size());
    assertEquals(
        List.of(
            "replace metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]:"
                + " runtime/default (BEHAVIOURAL) [appArmorProfile]"
                + " [metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]]"),
        told(remediation));
    assertTrue(remediation.allowedAfter());
  }

  @Test
  void aRuleOfOnesOwnBringsItsOwnRemedy() {
    SeenControl own = new SeenControl();
    Policy policy =
        PodSecurity.builder().addRule(own.rule("withRemedy", Optional.of(own.remedy()))).build();
    Pod pod = pod(container("a", compliant()));
    assertEquals(
        List.of(
            "add metadata.annotations: {seen=yes} (BEHAVIOURAL) [withRemedy]"
                + " [metadata.annotations[seen]]"),
        told(Remediator.of(policy).remediate(BASELINE, pod)));
    Policy without = PodSecurity.builder().addRule(own.rule("own", Optional.empty())).build();
    Remediation remediation = Remediator.of(without).remediate(BASELINE, pod);
    assertEquals(List.of("own metadata.annotations[seen]"), manual(remediation));
    assertEquals("", remediation.manual().get(0).advice());
  }

  @Test
  void aRemediationKnowsThePodThatItWasMadeOf() {
    Pod pod = pod(container("a", compliant().privileged(true)));
    Remediation remediation = REMEDIATOR.remediate(RESTRICTED, pod);
    remediation.checkMadeOf(pod);
    assertNotMadeOf(
        remediation,
        remediation.fixed(),
        "spec.containers[0].securityContext.privileged: is not as in the pod that the remediation"
            + " was made of");
    assertNotMadeOf(
        remediation,
        pod(container("a", compliant().privileged(true).runAsUser(7L))),
        "spec.containers[0]: is not as in the pod that the remediation was made of");
    assertNotMadeOf(
        remediation,
        pod(),
        "spec.containers: has length 0; must have 1, as in the pod that the remediation was made"
            + " of");
  }

  @Test
  void aRemediationKnowsEachPartOfItsPod() {
    Pod pod = pod(container("a", compliant().privileged(true)));
    Remediation remediation = REMEDIATOR.remediate(RESTRICTED, pod);
    Container other = container("b", compliant());
    assertNotMadeOf(
        remediation,
        Pod.builder()
            .spec(PodSpec.builder().from(pod.spec()).addInitContainers(other).build())
            .build(),
        "spec.initContainers: has length 1; must have 0, as in the pod that the remediation was"
            + " made of");
    assertNotMadeOf(
        remediation,
        Pod.builder()
            .spec(PodSpec.builder().from(pod.spec()).addEphemeralContainers(other).build())
            .build(),
        "spec.ephemeralContainers: has length 1; must have 0, as in the pod that the remediation"
            + " was made of");
    assertNotMadeOf(
        remediation,
        Pod.builder().from(pod).metadata(ObjectMeta.builder().name("n").build()).build(),
        "metadata: is not as in the pod that the remediation was made of");
    assertNotMadeOf(
        remediation,
        Pod.builder().spec(PodSpec.builder().from(pod.spec()).hostUsers(true).build()).build(),
        "spec: is not as in the pod that the remediation was made of");
  }

  private static void assertNotMadeOf(Remediation remediation, Pod pod, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> remediation.checkMadeOf(pod))
            .getMessage());
  }

  /** A control that asks for an annotation. */
  private static final class SeenControl {
    private static final Subject SEEN = Subject.annotation("seen");

    Remedy remedy() {
      return Remedy.builder("look at it")
          .fill(
              (pod, findings) ->
                  Pod.builder()
                      .from(pod)
                      .metadata(
                          ObjectMeta.builder()
                              .from(pod.metadata())
                              .annotations(ImmutableMap.of("seen", "yes"))
                              .build())
                      .build())
          .build();
    }

    Rule rule(String id, Optional<Remedy> remedy) {
      Rule.Builder rule = Rule.baseline(id).since(0, SeenControl::check);
      remedy.ifPresent(rule::remedy);
      return rule.build();
    }

    private static CheckResult check(Pod pod) {
      return pod.metadata().annotations().containsKey("seen")
          ? CheckResult.passed()
          : CheckResult.failed(
              "unseen", List.of(Finding.of(SEEN, null, Allowed.anyOf("yes"))), findings -> "");
    }
  }

  /** A remedy that never comes to an end is stopped. */
  @Test
  void aRemedyThatDoesNotHelpComesToAnEnd() {
    int[] applied = {0};
    Rule rule =
        Rule.baseline("never")
            .since(
                0,
                pod ->
                    CheckResult.failed(
                        "never",
                        List.of(
                            Finding.of(Subject.pod(), FieldPath.of("x"), null, Allowed.absent())),
                        findings -> ""))
            .remedy(
                Remedy.builder("give up")
                    .fill(
                        (pod, findings) -> {
                          applied[0]++;
                          return Pod.builder()
                              .from(pod)
                              .metadata(
                                  ObjectMeta.builder()
                                      .annotations(ImmutableMap.of("n", "" + applied[0]))
                                      .build())
                              .build();
                        })
                    .build())
            .build();
    Remediation remediation =
        Remediator.of(PodSecurity.builder().addRule(rule).build())
            .remediate(BASELINE, pod(container("a", compliant())));
    assertEquals(8, applied[0]);
    assertEquals(List.of("never spec.x"), manual(remediation));
  }

  @Test
  void anOperationHasAValueUnlessItRemoves() {
    FieldPath path = FieldPath.of("spec");
    assertEquals(
        "remove at spec with value Optional[x]",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new PatchOperation(
                        PatchOperation.Type.REMOVE,
                        path,
                        Optional.of("x"),
                        Impact.SAFE,
                        ImmutableList.of(),
                        ImmutableList.of()))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PatchOperation(
                PatchOperation.Type.ADD,
                path,
                Optional.empty(),
                Impact.SAFE,
                ImmutableList.of(),
                ImmutableList.of()));
    assertEquals(
        List.of("add", "replace", "remove"),
        Stream.of(PatchOperation.Type.values()).map(PatchOperation.Type::toString).toList());
  }
}
