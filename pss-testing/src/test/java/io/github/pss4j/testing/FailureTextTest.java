package io.github.pss4j.testing;

import static io.github.pss4j.testing.AssertionErrors.message;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifest;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifests;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The text of failures, as somebody sees it who has to mend the manifest. */
final class FailureTextTest {
  @Test
  void severalContainersOfADeployment() {
    String manifest =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            spec:
              initContainers:
                - image: busybox
                  name: setup
              containers:
                - name: web
                  securityContext:
                    # More is to come.
                    readOnlyRootFilesystem: true
                - name: proxy
                  securityContext: {allowPrivilegeEscalation: true} # for now
                - name: log
                  securityContext: {allowPrivilegeEscalation: false}
        """;
    assertEquals(
        """
        manifest:1: Deployment shop/web violates restricted:v1.18

          allowPrivilegeEscalation: allowPrivilegeEscalation != false (containers "setup", "web", "proxy"
            must set securityContext.allowPrivilegeEscalation=false)
            manifest:8: spec.template.spec.initContainers[0].securityContext.allowPrivilegeEscalation
              8 |         - image: busybox
                |           ^^^^^^^^^^^^^^ is absent, must be false
            manifest:12: spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation
              12 |           securityContext:
                 |           ^^^^^^^^^^^^^^^ is absent, must be false
            manifest:16: spec.template.spec.containers[1].securityContext.allowPrivilegeEscalation
              16 |           securityContext: {allowPrivilegeEscalation: true} # for now
                 |                                                       ^^^^ is true, must be false

          To fix it, which may change how the program runs:
            add spec.template.spec.initContainers[0].securityContext: {allowPrivilegeEscalation: false}
            add spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation: false
            replace spec.template.spec.containers[1].securityContext.allowPrivilegeEscalation: false

          The API server says:
            would violate PodSecurity "restricted:v1.18": allowPrivilegeEscalation != false (containers
              "setup", "web", "proxy" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot
              != true (pod or containers "setup", "web", "proxy", "log" must set
              securityContext.runAsNonRoot=true)""",
        message(
            () ->
                assertThatManifest(manifest)
                    .except("runAsNonRoot", "the image needs root")
                    .meets("restricted:v1.18")));
  }

  @Test
  void windowsLineEnds() {
    String manifest =
        """
        kind: Pod
        metadata:
          name: db
        spec:
          hostPID: true
          volumes:
          - name: data
            hostPath:
              path: /
        """
            .replace("\n", "\r\n");
    assertEquals(
        """
        manifest:1: Pod db violates baseline:latest

          hostNamespaces: host namespaces (hostPID=true)
            manifest:5: spec.hostPID
              5 |   hostPID: true
                |            ^^^^ is true, must be false, or absent

          hostPathVolumes: hostPath volumes (volume "data")
            manifest:8: spec.volumes[0].hostPath
              8 |     hostPath:
                |     ^^^^^^^^ is present, must be absent

          For you to decide:
            spec.hostPID: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods
            spec.volumes[0].hostPath: keep the files in a volume of another type, such as
              persistentVolumeClaim, emptyDir or configMap

          The API server says:
            violates PodSecurity "baseline:latest": host namespaces (hostPID=true), hostPath volumes
              (volume "data")""",
        message(() -> assertThatManifest(manifest).meets("baseline:latest")));
  }

  @Test
  void tabsAndWideCharacters() throws IOException {
    String manifest =
        "{\"kind\": \"Pod\", \"spec\": {\"containers\": [\n"
            + "\t{\"name\": \"店舗\", \"securityContext\":\t{\"procMount\": \"隠さない\"}}]}}";
    assertEquals(
        """
        helm template:1: Pod violates baseline:v1.30

          procMount: procMount (container "店舗" must not set securityContext.procMount to "隠さない")
            helm template:2: spec.containers[0].securityContext.procMount
              2 |     {"name": "店舗", "securityContext":    {"procMount": "隠さない"}}]}}
                |                                                          ^^^^^^^^^^
                | is "隠さない", must be "Default", or absent

          To fix it, which may change how the program runs:
            replace spec.containers[0].securityContext.procMount: Default

          The API server says:
            violates PodSecurity "baseline:v1.30": procMount (container "店舗" must not set
              securityContext.procMount to "隠さない")""",
        message(
            () ->
                assertThatManifests(
                        new ByteArrayInputStream(manifest.getBytes(UTF_8)), "helm template")
                    .meets("baseline:v1.30")));
  }

  @Test
  void jsonOnOneLongLineIsCutAroundTheMark() {
    String manifest =
        "{\"kind\":\"Pod\",\"metadata\":{\"annotations\":{\"long\":\""
            + "x".repeat(5_000)
            + "\"}},\"spec\":{\"containers\":[{\"name\":\"web\",\"ports\":[{\"hostPort\":80}],\"env\":\""
            + "y".repeat(5_000)
            + "\"}]}}";
    assertEquals(
        """
        manifest:1: Pod violates baseline:v1.30

          hostPorts: hostPort (container "web" uses hostPort 80)
            manifest:1: spec.containers[0].ports[0].hostPort
              1 | …e":"web","ports":[{"hostPort":80}],"env":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
                |                                ^^ is 80, must be 0, or absent

          For you to decide:
            spec.containers[0].ports[0].hostPort: let a service of the type NodePort or LoadBalancer, or
              an ingress, take the port, and leave hostPort out

          The API server says:
            violates PodSecurity "baseline:v1.30": hostPort (container "web" uses hostPort 80)""",
        message(() -> assertThatManifest(manifest).meets("baseline:v1.30")));
  }

  @Test
  void longValuesAndControlCharactersDoNoHarm() {
    String manifest =
        """
        kind: Pod
        metadata: {name: "a\\e[31mb"}
        spec:
          containers:
          - name: "%s"
            securityContext: {procMount: "%s"}
        """
            .formatted("n".repeat(300), "p".repeat(3_000));
    String message = message(() -> assertThatManifest(manifest).meets("baseline:v1.30"));
    assertFalse(message.contains("\u001b"), message);
    assertTrue(message.startsWith("manifest:1: Pod a\\u001b[31mb violates baseline:v1.30\n"));
    assertTrue(message.length() < 2_000, message);
  }

  @Test
  void whatTheApiServerFillsInIsSaid() {
    String manifest =
        """
        kind: Pod
        spec:
          hostNetwork: true
          containers:
          - name: web
            ports:
            - containerPort: 80
        """;
    String message =
        message(
            () ->
                assertThatManifest(manifest)
                    .except("hostNamespaces", "it is a proxy")
                    .meets("baseline:v1.30"));
    assertTrue(
        message.contains(
            """
                manifest:7: spec.containers[0].ports[0].hostPort
                  7 |     - containerPort: 80
                    |       ^^^^^^^^^^^^^^^^^ is 80 (filled in by the API server), must be 0, or absent
            """
                .indent(0)),
        message);
  }

  @Test
  void everythingThatIsWrongIsInOneText() {
    String manifest =
        """
        kind: Pod
        metadata: {name: one}
        spec: {hostPID: true}
        ---
        kind: Pod
        metadata: {name: two}
        spec: {containers: 7}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        spec:
          template:
            spec:
              containers:
              - name: web
        ---
        kind: Pod
        metadata: {name: three}
        spec: {hostIPC: true}
        """;
    assertEquals(
        """
        2 of 2 objects with a pod violate baseline:v1.30; 2 problems kept manifests from being judged

        manifest:1: Pod one violates baseline:v1.30

          hostNamespaces: host namespaces (hostPID=true)
            manifest:3: spec.hostPID
              3 | spec: {hostPID: true}
                |                 ^^^^ is true, must be false, or absent

          For you to decide:
            spec.hostPID: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods

          The API server says:
            violates PodSecurity "baseline:v1.30": host namespaces (hostPID=true)

        manifest:17: Pod three violates baseline:v1.30

          hostNamespaces: host namespaces (hostIPC=true)
            manifest:19: spec.hostIPC
              19 | spec: {hostIPC: true}
                 |                 ^^^^ is true, must be false, or absent

          For you to decide:
            spec.hostIPC: use a service or the API server to reach what is on the node, or move the pod to
              a namespace that is meant for such pods

          The API server says:
            violates PodSecurity "baseline:v1.30": host namespaces (hostIPC=true)

        manifest:7:20: cannot be read: spec.containers: must be a list, but is 7
          7 | spec: {containers: 7}
            |                    ^

        manifest:14: Rollout.argoproj.io is not judged: the kind is not known, but spec.template.spec
          looks like a pod
          14 |       containers:
             |       ^^^^^^^^^^^""",
        message(() -> assertThatManifest(manifest).meets("baseline:v1.30")));
  }
}
