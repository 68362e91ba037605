package io.github.pss4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floor answers as the policy does: it leaves no control out, and adds none. */
final class FusedRestrictedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A pod that meets the level, with something of everything in it. */
  private static final String PASSING =
      """
      {"metadata": {"annotations": {"a": "b"}},
       "spec": {
        "securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
        "volumes": [{"name": "v", "emptyDir": {}}],
        "containers": [CONTAINER]}}"""
          .replace(
              "CONTAINER",
              """
              {"name": "c", "ports": [{"containerPort": 80}],
               "livenessProbe": {"httpGet": {"port": 80}},
               "lifecycle": {"preStop": {"tcpSocket": {"port": 80}}},
               "securityContext": {"allowPrivilegeEscalation": false,
                "capabilities": {"drop": ["ALL"]}}}""");

  /** Values for fields, right and wrong ones; each is tried in each combination of the modes. */
  private static final Map<String, List<String>> EDITS = edits();

  private static Map<String, List<String>> edits() {
    Map<String, List<String>> edits = new HashMap<>();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      edits.put("/spec/" + field, List.of("true", "false", "null"));
    }
    for (String context : List.of("/spec/securityContext", "/spec/containers/0/securityContext")) {
      edits.put(context, List.of("null", "{}"));
      edits.put(context + "/runAsNonRoot", List.of("true", "false", "null"));
      edits.put(context + "/runAsUser", List.of("0", "1", "null"));
      edits.put(context + "/windowsOptions", List.of("{}", "{\"hostProcess\": true}"));
      for (String profile : List.of("seccompProfile", "appArmorProfile")) {
        edits.put(
            context + "/" + profile,
            List.of(
                "null",
                "{}",
                "{\"type\": \"RuntimeDefault\"}",
                "{\"type\": \"Localhost\"}",
                "{\"type\": \"Unconfined\"}"));
      }
      edits.put(
          context + "/seLinuxOptions",
          List.of(
              "{}",
              "{\"user\": \"u\"}",
              "{\"role\": \"r\"}",
              "{\"user\": \"\", \"role\": \"\", \"type\": \"\"}",
              "{\"type\": \"container_t\"}",
              "{\"type\": \"container_init_t\"}",
              "{\"type\": \"container_kvm_t\"}",
              "{\"type\": \"container_engine_t\"}",
              "{\"type\": \"spc_t\"}"));
    }
    edits.put(
        "/spec/securityContext/sysctls",
        List.of(
            "[{\"name\": \"net.ipv4.tcp_notsent_lowat\"}, {\"name\": \"kernel.shm_rmid_forced\"}]",
            "[{\"name\": \"kernel.shm_rmid_forced\"}, {\"name\": \"kernel.msgmax\"}]"));
    String container = "/spec/containers/0";
    edits.put(container + "/securityContext/privileged", List.of("true", "false"));
    edits.put(
        container + "/securityContext/allowPrivilegeEscalation", List.of("true", "false", "null"));
    edits.put(container + "/securityContext/procMount", List.of("\"Default\"", "\"Unmasked\""));
    edits.put(
        container + "/securityContext/capabilities",
        List.of(
            "null",
            "{}",
            "{\"drop\": [\"KILL\"]}",
            "{\"drop\": [\"KILL\", \"ALL\"], \"add\": [\"NET_BIND_SERVICE\"]}",
            "{\"drop\": [\"ALL\"], \"add\": [\"NET_BIND_SERVICE\", \"CHOWN\"]}"));
    edits.put(
        container + "/ports",
        List.of("[]", "[{\"hostPort\": 0}]", "[{\"hostPort\": 0}, {\"hostPort\": 80}]"));
    for (String handler :
        List.of(
            "/livenessProbe",
            "/readinessProbe",
            "/startupProbe",
            "/lifecycle/postStart",
            "/lifecycle/preStop")) {
      edits.put(
          container + handler,
          List.of(
              "null",
              "{\"httpGet\": {\"host\": \"h\"}}",
              "{\"httpGet\": {\"host\": \"\"}, \"tcpSocket\": {\"host\": \"h\"}}"));
    }
    edits.put(
        "/spec/volumes",
        List.of(
            "[]",
            "[{}]",
            "[{\"hostPath\": {}}]",
            "[{\"hostPath\": {}, \"secret\": {}}]",
            "[{\"configMap\": {}}, {\"csi\": {}}, {\"downwardAPI\": {}}, {\"ephemeral\": {}}]",
            "[{\"image\": {}}, {\"persistentVolumeClaim\": {}}, {\"projected\": {}}]",
            "[{\"emptyDir\": {}}, {\"nfs\": {}}]"));
    edits.put(
        "/metadata/annotations",
        List.of(
            "{\"container.apparmor.security.beta.kubernetes.io/c\": \"runtime/default\"}",
            "{\"container.apparmor.security.beta.kubernetes.io/c\": \"localhost/x\"}",
            "{\"container.apparmor.security.beta.kubernetes.io/c\": \"\"}",
            "{\"a\": \"b\", \"container.apparmor.security.beta.kubernetes.io/c\": \"unconfined\"}"));
    edits.put("/spec/initContainers", List.of("[]", "[{\"name\": \"i\"}]"));
    edits.put("/spec/ephemeralContainers", List.of("[]", "[{\"name\": \"e\"}]"));
    return edits;
  }

  @ParameterizedTest
  @CsvSource({"linux,true", "linux,false", "windows,true", "windows,false"})
  void theFloorAgreesWithThePolicyOnEachEdit(String os, boolean hostUsers) throws IOException {
    JsonNode pod = edited(MAPPER.readTree(PASSING), "/spec/os", "{\"name\": \"" + os + "\"}");
    pod = edited(pod, "/spec/hostUsers", String.valueOf(hostUsers));
    assertTrue(FusedRestricted.allows(read(pod)));
    for (Map.Entry<String, List<String>> first : EDITS.entrySet()) {
      for (String value : first.getValue()) {
        JsonNode once = edited(pod, first.getKey(), value);
        assertAgreement(once);
        for (Map.Entry<String, List<String>> second : EDITS.entrySet()) {
          assertAgreement(edited(once, second.getKey(), second.getValue().get(0)));
        }
      }
    }
  }

  @Test
  void theEditsBreakEachControlOfTheLevel() throws IOException {
    Set<String> broken = new TreeSet<>();
    for (Map.Entry<String, List<String>> edit : EDITS.entrySet()) {
      for (String value : edit.getValue()) {
        Pod pod = read(edited(MAPPER.readTree(PASSING), edit.getKey(), value));
        PodSecurity.standard()
            .evaluate(Level.RESTRICTED, Version.latest(), pod)
            .violations()
            .stream()
            .map(Violation::control)
            .forEach(broken::add);
      }
    }
    assertEquals(
        Set.of(
            "allowPrivilegeEscalation",
            "appArmorProfile",
            "capabilities_restricted",
            "hostNamespaces",
            "hostPorts",
            "hostProbesAndHostLifecycle",
            "privileged",
            "procMount_restricted",
            "restrictedVolumes",
            "runAsNonRoot",
            "runAsUser",
            "seLinuxOptions",
            "seccompProfile_restricted",
            "sysctls",
            "windowsHostProcess"),
        broken);
  }

  @Test
  void theFloorAgreesWithThePolicyOnRealisticPods() throws IOException {
    for (byte[] json : RealisticPods.recorded()) {
      JsonNode pod = MAPPER.readTree(json);
      assertAgreement(pod);
      for (String value : List.of("null", "{}")) {
        assertAgreement(edited(pod, "/spec/securityContext", value));
        assertAgreement(edited(pod, "/spec/containers/0/securityContext", value));
      }
    }
  }

  private static void assertAgreement(JsonNode json) throws IOException {
    Pod pod = read(json);
    boolean allowed =
        PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), pod).allowed();
    assertEquals(allowed, FusedRestricted.allows(pod), json::toString);
  }

  private static Pod read(JsonNode pod) throws IOException {
    return new PodReader().readJson(MAPPER.writeValueAsBytes(pod));
  }

  /** A copy with a field set; without it where an object around it is absent. */
  private static JsonNode edited(JsonNode pod, String pointer, String value) throws IOException {
    JsonNode copy = pod.deepCopy();
    int slash = pointer.lastIndexOf('/');
    if (copy.at(pointer.substring(0, slash))
        instanceof com.fasterxml.jackson.databind.node.ObjectNode around) {
      around.set(pointer.substring(slash + 1), MAPPER.readTree(value));
    }
    return copy;
  }
}
