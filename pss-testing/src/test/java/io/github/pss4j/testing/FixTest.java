package io.github.pss4j.testing;

import static io.github.pss4j.testing.AssertionErrors.message;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifest;
import static io.github.pss4j.testing.ManifestAssertions.assertThatPod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.policy.PodSecurity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a failure says about changes and decisions. */
final class FixTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
            - name: web
            - name: proxy
              securityContext:
                runAsUser: 1000
      """;

  /** What a failure says between the controls and the API server's words. */
  private static String fix(Executable assertion) {
    String text = message(assertion);
    int end = text.indexOf("  The API server says:");
    int begin = text.indexOf("  To fix it");
    begin = begin < 0 ? text.indexOf("  For you to decide") : begin;
    return begin < 0 ? "" : text.substring(begin, end);
  }

  @Test
  void pathsAreThoseOfTheObjectAndValuesAreYaml() {
    assertEquals(
        """
          To fix it, which may change how the program runs:
            add spec.template.spec.securityContext: {runAsNonRoot: true, seccompProfile: {type:
              RuntimeDefault}}
            add spec.template.spec.containers[0].securityContext: {capabilities: {drop: [ALL]},
              allowPrivilegeEscalation: false}
            add spec.template.spec.containers[1].securityContext.capabilities: {drop: [ALL]}
            add spec.template.spec.containers[1].securityContext.allowPrivilegeEscalation: false

        """,
        fix(() -> assertThatManifest(DEPLOYMENT).meets("restricted:v1.35")));
  }

  @Test
  void whatIsExceptedIsNotChanged() {
    assertEquals(
        """
          To fix it, which may change how the program runs:
            add spec.template.spec.securityContext: {runAsNonRoot: true}
            add spec.template.spec.containers[0].securityContext: {capabilities: {drop: [ALL]}}
            add spec.template.spec.containers[1].securityContext.capabilities: {drop: [ALL]}

        """,
        fix(
            () ->
                assertThatManifest(DEPLOYMENT)
                    .except("allowPrivilegeEscalation", "setuid")
                    .except("seccompProfile_restricted", "old nodes")
                    .meets("restricted:v1.35")));
  }

  @Test
  void whatChangesNothingIsSaid() {
    String manifest =
        """
        kind: Pod
        spec:
          securityContext: {runAsUser: 1000}
          containers:
          - name: web
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """;
    assertEquals(
        """
          To fix it, which may change how the program runs:
            add spec.securityContext.runAsNonRoot: true (as it runs anyway)
            add spec.securityContext.seccompProfile: {type: RuntimeDefault}

        """,
        fix(() -> assertThatManifest(manifest).meets("restricted:v1.35")));
    assertEquals(
        """
          To fix it:
            add spec.securityContext.runAsNonRoot: true (as it runs anyway)

        """,
        fix(() -> assertThatManifest(manifest).meets("restricted:v1.18")));
  }

  @Test
  void severalPlacesThatNeedOneDecisionAreNamedTogether() {
    assertEquals(
        """
          For you to decide:
            spec.hostPID, spec.hostIPC: use a service or the API server to reach what is on the node, or
              move the pod to a namespace that is meant for such pods

        """,
        fix(
            () ->
                assertThatManifest("kind: Pod\nspec: {hostPID: true, hostIPC: true}\n")
                    .meets("baseline:v1.35")));
  }

  @Test
  void ofSeveralVersionsTheNewestThatFailsIsNamed() {
    String manifest =
        """
        kind: Pod
        spec:
          securityContext:
            sysctls:
            - {name: net.ipv4.tcp_rmem, value: "1"}
        """;
    assertEquals(
        """
          To fix it at v1.31, which may change how the program runs:
            remove spec.securityContext.sysctls

        """,
        fix(
            () ->
                assertThatManifest(manifest)
                    .meetsAtEveryVersion(Level.BASELINE, Version.of(29), Version.latest())));
  }

  @Test
  void aNamespaceIsAskedForWhatItEnforces() {
    assertEquals(
        """
          To fix it, which may change how the program runs:
            replace spec.template.spec.containers[0].securityContext.privileged: false

          For you to decide:
            spec.template.spec.hostNetwork: use a service or the API server to reach what is on the node,
              or move the pod to a namespace that is meant for such pods
            spec.template.spec.containers[0].ports[0].hostPort: let a service of the type NodePort or
              LoadBalancer, or an ingress, take the port, and leave hostPort out

        """,
        fix(
            () ->
                assertThatManifest(
                        """
                        apiVersion: apps/v1
                        kind: DaemonSet
                        spec:
                          template:
                            spec:
                              hostNetwork: true
                              containers:
                              - name: web
                                ports: [{containerPort: 80}]
                                securityContext: {privileged: true}
                        """)
                    .isAdmittedTo(Map.of("pod-security.kubernetes.io/enforce", "baseline"))));
  }

  @Test
  void whereOtherViolationsAreExpectedNothingIsToBeFixed() {
    String text = message(() -> assertThatManifest(DEPLOYMENT).violatesExactly("restricted:v1.35"));
    assertFalse(text.contains("To fix it"), text);
    assertFalse(text.contains("For you to decide"), text);
  }

  @Test
  void valuesThatYamlWouldReadAsSomethingElseAreQuoted() {
    for (Map.Entry<String, String> value :
        Map.of(
                "\\u001b[31m \"a\" \\",
                "\"\\\\u001b[31m \\\"a\\\" \\\\\"",
                "\u001b",
                "\"\\u001b\"",
                "on",
                "\"on\"",
                "",
                "\"\"",
                "1e3",
                "\"1e3\"",
                "a: b",
                "\"a: b\"",
                "localhost/web.json",
                "localhost/web.json")
            .entrySet()) {
      assertEquals(
          """
            To fix it, which may change how the program runs:
              add metadata.annotations[owner]: %s

          """
              .formatted(value.getValue()),
          fix(() -> assertThatPod(NOBODYS).under(owned(value.getKey())).meets("baseline:v1.35")));
    }
  }

  private static final Pod NOBODYS =
      Pod.builder()
          .metadata(ObjectMeta.builder().annotations(Map.of("since", "2026")).build())
          .spec(PodSpec.builder().build())
          .build();

  /** A policy that demands an annotation, and proposes a value for it. */
  private static Policy owned(String value) {
    FieldPath path = FieldPath.of("metadata").field("annotations").key("owner");
    Rule rule =
        Rule.baseline("owned")
            .since(
                0,
                pod ->
                    pod.metadata().annotations().containsKey("owner")
                        ? CheckResult.passed()
                        : CheckResult.builder()
                            .with(Subject.pod(), path, null, Allowed.anyOf("me"))
                            .build("no owner", findings -> ""))
            .remedy(
                Remedy.builder("ask around")
                    .fill(
                        (pod, findings) ->
                            Pod.builder()
                                .from(pod)
                                .metadata(
                                    ObjectMeta.builder()
                                        .from(pod.metadata())
                                        .annotations(Map.of("since", "2026", "owner", value))
                                        .build())
                                .build())
                    .build())
            .build();
    return PodSecurity.builder().addRule(rule).build();
  }
}
