package io.github.pss4j.testing.outside;

import static io.github.pss4j.testing.AssertionErrors.error;
import static io.github.pss4j.testing.AssertionErrors.message;
import static io.github.pss4j.testing.AssertionErrors.refusal;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifest;
import static io.github.pss4j.testing.ManifestAssertions.assertThatPod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.Volume;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.testing.ManifestAssertion;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each assertion asks, and what it says where it fails. */
final class ManifestAssertionTest {
  private static final Pod HOST_PID = pod(PodSpec.builder().hostPID(true).build());
  private static final Pod EMPTY = pod(PodSpec.builder().build());

  private static Pod pod(PodSpec spec) {
    return Pod.builder()
        .metadata(ObjectMeta.builder().name("web").namespace("shop").build())
        .spec(spec)
        .build();
  }

  @Test
  void meetsALevelAtAVersion() {
    ManifestAssertion pods = assertThatPod(EMPTY);
    assertSame(pods, pods.meets("restricted:v1.35"));
    assertSame(pods, pods.meets(Level.RESTRICTED, Version.latest()));
    assertSame(pods, pods.meets(LevelVersion.of(Level.BASELINE, Version.of(0))));
    assertThatPod(HOST_PID).meets("privileged:latest");
    assertEquals(
        """
        Pod shop/web violates baseline:v1.35

          hostNamespaces: host namespaces (hostPID=true)
            spec.hostPID is true, must be false, or absent

          For you to decide:
            spec.hostPID: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods

          The API server says:
            violates PodSecurity "baseline:v1.35": host namespaces (hostPID=true)""",
        message(() -> assertThatPod(HOST_PID).meets("baseline:v1.35")));
    assertSame(
        AssertionError.class,
        error(() -> assertThatPod(HOST_PID).meets("baseline:v1.35")).getClass());
    assertEquals(
        "unknown level \"strict\": must be one of privileged, baseline, restricted",
        refusal(() -> assertThatPod(EMPTY).meets("strict:v1.3")));
  }

  @Test
  void theStackBeginsInTheTest() {
    StackTraceElement first =
        error(() -> assertThatPod(HOST_PID).meets("baseline:v1.35")).getStackTrace()[0];
    assertTrue(
        first.getClassName().startsWith(ManifestAssertionTest.class.getName()), first::toString);
  }

  @Test
  void whatOtherModulesMakeOfTheirObjects() {
    PodBearer job =
        new PodBearer(PodBearingKind.named("CronJob").orElseThrow(), "shop", "backup", HOST_PID);
    assertEquals(
        """
        CronJob shop/backup violates baseline:v1.35

          hostNamespaces: host namespaces (hostPID=true)
            spec.jobTemplate.spec.template.spec.hostPID is true, must be false, or absent

          For you to decide:
            spec.jobTemplate.spec.template.spec.hostPID: use a service or the API server to reach what is
              on the node, or move the pod to a namespace that is meant for such pods

          The API server says:
            would violate PodSecurity "baseline:v1.35": host namespaces (hostPID=true)""",
        message(() -> assertThatPod(job).meets("baseline:v1.35")));
  }

  @Test
  void defaultsAreFilledInBefore() {
    // A volume without a source is an emptyDir.
    Pod pod = pod(PodSpec.builder().addVolumes(Volume.builder().name("v").build()).build());
    assertFalse(PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), pod).allowed());
    assertThatPod(pod).meets("restricted:latest");
  }

  @Test
  void exceptionsAreNamedWithAReason() {
    assertThatPod(HOST_PID).except("hostNamespaces", "it watches processes").meets("baseline:v1.3");
    assertEquals(
        """
        1 of 1 object with a pod violates baseline:v1.35; 1 expectation does not hold

        Pod shop/web violates baseline:v1.35

          hostNamespaces: host namespaces (hostPID=true)
            spec.hostPID is true, must be false, or absent

          For you to decide:
            spec.hostPID: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods

          The API server says:
            violates PodSecurity "baseline:v1.35": host namespaces (hostPID=true)

        the exception for hostPorts is not needed any more: nothing violates it at baseline:v1.35; remove
          it (its reason was: port 80)""",
        message(
            () -> assertThatPod(HOST_PID).except("hostPorts", "port 80").meets("baseline:v1.35")));
    assertEquals(
        "the exception for hostNamespaces is not needed any more: nothing violates it at restricted from\n"
            + "  v1.3 to v1.37; remove it (its reason was: old)",
        message(
            () ->
                assertThatPod(EMPTY)
                    .except("hostNamespaces", "old")
                    .meetsAtEveryVersion(Level.RESTRICTED, Version.of(3), Version.latest())));
    assertEquals(
        "the exception for \"hostPorts\" must have a reason",
        refusal(() -> assertThatPod(EMPTY).except("hostPorts", " ")));
    assertEquals(
        "there is an exception for \"hostPorts\" already",
        refusal(() -> assertThatPod(EMPTY).except("hostPorts", "a").except("hostPorts", "b")));
    assertTrue(
        refusal(() -> assertThatPod(EMPTY).except("hostPort", "a").meets("baseline:latest"))
            .startsWith("there is no control \"hostPort\": must be one of "));
  }

  @Test
  void whatCannotBeReadMayNeedTheExceptions() {
    String text =
        message(
            () ->
                assertThatManifest("kind: Pod\nspec: 1\n---\nkind: Pod\nspec: {}\n")
                    .except("hostPorts", "port 80")
                    .meets("baseline:latest"));
    assertTrue(text.startsWith("manifest:2:7: cannot be read: spec: must be an object"), text);
    assertFalse(text.contains("hostPorts"), text);
  }

  @Test
  void everyVersionOfARange() {
    Pod pod =
        pod(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .addSysctls(Sysctl.builder().name("net.ipv4.tcp_rmem").build())
                        .build())
                .build());
    assertThatPod(pod).meetsAtEveryVersion(Level.BASELINE, Version.of(32), Version.latest());
    assertThatPod(pod).meetsAtEveryVersion(Level.BASELINE, Version.of(32), Version.of(32));
    String text =
        message(
            () ->
                assertThatPod(pod)
                    .meetsAtEveryVersion(Level.BASELINE, Version.of(30), Version.latest()));
    assertTrue(
        text.startsWith(
            """
            Pod shop/web violates baseline from v1.30 to v1.31

              sysctls from v1.30 to v1.31: forbidden sysctls (net.ipv4.tcp_rmem)
            """),
        text);
    assertTrue(
        text.endsWith(
            "violates PodSecurity \"baseline:v1.31\": forbidden sysctls (net.ipv4.tcp_rmem)"),
        text);
    assertEquals(
        "v1.36 must not be newer than v1.35",
        refusal(
            () ->
                assertThatPod(pod)
                    .meetsAtEveryVersion(Level.BASELINE, Version.of(36), Version.of(35))));
    assertEquals(
        "the first version must be a number, as v1.30",
        refusal(
            () ->
                assertThatPod(pod)
                    .meetsAtEveryVersion(Level.BASELINE, Version.latest(), Version.latest())));
  }

  @Test
  void exactlyTheseViolations() {
    assertThatPod(HOST_PID).violatesExactly("baseline:latest", "hostNamespaces");
    assertThatPod(EMPTY).violatesExactly("restricted:latest");
    String manifest = "kind: Pod\nspec: {hostPID: true}\n---\nkind: Pod\nspec: {}\n";
    assertThatManifest(manifest)
        .violatesExactly(LevelVersion.parse("restricted:latest"), "hostNamespaces");
    String text =
        message(() -> assertThatPod(HOST_PID).violatesExactly("baseline:latest", "hostPorts"));
    assertTrue(
        text.startsWith(
            """
            1 of 1 object with a pod violates baseline:latest, other than expected; 1 expectation does not hold

            Pod shop/web violates baseline:latest, other than expected

              hostNamespaces: host namespaces (hostPID=true)
            """),
        text);
    assertTrue(
        text.endsWith("\n\nhostPorts was expected to be violated at baseline:latest, but is not"),
        text);
    assertThrows(
        IllegalArgumentException.class,
        () -> assertThatPod(EMPTY).violatesExactly("baseline:latest", "hostPort"));
    assertThrows(
        IllegalStateException.class,
        () ->
            assertThatPod(EMPTY)
                .except("hostPorts", "a")
                .violatesExactly("baseline:latest", "hostPorts"));
  }

  @Test
  void admittedToANamespace() {
    Map<String, String> baseline = Map.of("pod-security.kubernetes.io/enforce", "baseline");
    assertThatPod(EMPTY).isAdmittedTo(baseline);
    assertThatPod(HOST_PID).isAdmittedTo(Map.of());
    assertThatPod(HOST_PID).isAdmittedTo(Map.of("pod-security.kubernetes.io/warn", "baseline"));
    assertEquals(
        """
        Pod shop/web is refused by a namespace that enforces baseline:latest

          hostNamespaces: host namespaces (hostPID=true)
            spec.hostPID is true, must be false, or absent

          For you to decide:
            spec.hostPID: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods

          The API server says:
            pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces
              (hostPID=true)""",
        message(() -> assertThatPod(HOST_PID).isAdmittedTo(baseline)));
    PodBearer deployment =
        new PodBearer(PodBearingKind.named("Deployment").orElseThrow(), "", "web", HOST_PID);
    String text =
        message(
            () ->
                assertThatPod(deployment)
                    .isAdmittedTo(
                        Map.of(
                            "pod-security.kubernetes.io/enforce", "baseline",
                            "pod-security.kubernetes.io/enforce-version", "v1.30")));
    assertTrue(
        text.startsWith(
            "Deployment web makes pods that are refused by a namespace that enforces baseline:v1.30\n"),
        text);
    assertTrue(text.contains("pods is forbidden: violates PodSecurity \"baseline:v1.30\""), text);
  }

  @Test
  void labelsThatDoNotDoWhatTheySeemToDo() {
    assertEquals(
        """
        2 expectations do not hold

        the namespace is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value:
          "strict": must be one of privileged, baseline, restricted

        the label "pod-security.kubernetes.io/enforces" has no effect: must be one of
          pod-security.kubernetes.io/enforce, pod-security.kubernetes.io/enforce-version,
          pod-security.kubernetes.io/audit, pod-security.kubernetes.io/audit-version,
          pod-security.kubernetes.io/warn, pod-security.kubernetes.io/warn-version""",
        message(
            () ->
                assertThatPod(EMPTY)
                    .isAdmittedTo(
                        Map.of(
                            "pod-security.kubernetes.io/enforce", "strict",
                            "pod-security.kubernetes.io/enforces", "baseline"))));
  }

  @Test
  void aPolicyOfTheCallersOwn() {
    Rule named =
        Rule.baseline("named")
            .since(
                0,
                pod ->
                    pod.metadata().name() != null
                        ? CheckResult.passed()
                        : CheckResult.builder()
                            .with(Subject.pod(), FieldPath.of("owner"), null, Allowed.anyOf("me"))
                            .build("no owner", findings -> ""))
            .build();
    Policy policy = PodSecurity.builder().addRule(named).build();
    Pod nameless = Pod.builder().spec(PodSpec.builder().build()).build();
    assertThatPod(EMPTY).under(policy).meets("baseline:latest");
    assertEquals(
        """
        Pod violates baseline:latest

          named: no owner
            spec.owner is absent, must be "me"

          For you to decide:
            spec.owner

          The API server says:
            violates PodSecurity "baseline:latest": no owner""",
        message(() -> assertThatPod(nameless).under(policy).meets("baseline:latest")));
    assertThatPod(nameless).except("named", "a test").under(policy).meets("baseline:latest");
    assertThatPod(nameless).under(policy).violatesExactly("baseline:latest", "named");
    assertTrue(
        message(
                () ->
                    assertThatPod(nameless)
                        .under(policy)
                        .isAdmittedTo(Map.of("pod-security.kubernetes.io/enforce", "baseline")))
            .contains("pods is forbidden: violates PodSecurity \"baseline:latest\": no owner"));
  }
}
