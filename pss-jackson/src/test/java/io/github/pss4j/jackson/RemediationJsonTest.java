package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RemediationJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Remediator REMEDIATOR = Remediator.of(PodSecurity.standard());
  private static final UnaryOperator<FieldPath> SAME = UnaryOperator.identity();
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
       "spec":{"replicas":2,"template":{"spec":{"hostPID":true,"securityContext":null,
       "containers":[{"name":"a","other":{"x":[1]},"securityContext":{"privileged":true,
       "capabilities":{"add":["BPF","NET_ADMIN","KILL"]}}},{"name":"b"}]}}}}""";

  private static Workload workload() {
    return new ManifestReader()
        .read(DEPLOYMENT.getBytes(java.nio.charset.StandardCharsets.UTF_8), "d.json")
        .get(0);
  }

  private static Remediation baseline() {
    return REMEDIATOR.remediate(
        LevelVersion.of(Level.BASELINE, Version.latest()), workload().bearer());
  }

  @Test
  void aPatchOfTheWholeObject() {
    assertEquals(
        """
        [{"op":"remove","path":"/spec/template/spec/containers/0/securityContext/capabilities/add/1"},\
        {"op":"remove","path":"/spec/template/spec/containers/0/securityContext/capabilities/add/0"},\
        {"op":"replace","path":"/spec/template/spec/containers/0/securityContext/privileged","value":false}]""",
        RemediationJson.toJsonPatch(baseline(), workload()::pathOf));
  }

  @Test
  void theObjectWithTheChangesKeepsAllElse() throws Exception {
    JsonNode object = MAPPER.readTree(DEPLOYMENT);
    JsonNode changed = RemediationJson.apply(object, baseline(), workload()::pathOf);
    assertEquals(MAPPER.readTree(DEPLOYMENT), object);
    assertEquals(
        MAPPER.readTree(
            DEPLOYMENT
                .replace("\"BPF\",\"NET_ADMIN\",", "")
                .replace("\"privileged\":true", "\"privileged\":false")),
        changed);
  }

  @Test
  void aMergePatchRepeatsListsAsAWhole() throws Exception {
    assertEquals(
        MAPPER.readTree(
            """
            {"spec":{"template":{"spec":{"containers":[{"name":"a","other":{"x":[1]},
            "securityContext":{"privileged":false,"capabilities":{"add":["KILL"]}}},
            {"name":"b"}]}}}}"""),
        RemediationJson.toMergePatch(MAPPER.readTree(DEPLOYMENT), baseline(), workload()::pathOf));
  }

  @Test
  void aMergePatchTakesOutWhatIsGone() throws Exception {
    String pod =
        """
        {"spec":{"containers":[],"securityContext":{"runAsUser":1,"sysctls":[{"name":"vm.a"}]}}}""";
    Remediation remediation =
        REMEDIATOR.remediate(Level.BASELINE, Version.latest(), new PodReader().readJson(pod));
    assertEquals(
        MAPPER.readTree("{\"spec\":{\"securityContext\":{\"sysctls\":null}}}"),
        RemediationJson.toMergePatch(MAPPER.readTree(pod), remediation, SAME));
    assertEquals(
        "[{\"op\":\"remove\",\"path\":\"/spec/securityContext/sysctls\"}]",
        RemediationJson.toJsonPatch(remediation));
  }

  @Test
  void allThatIsKnown() throws Exception {
    String pod =
        """
        {"spec":{"hostPID":true,"containers":[{"name":"a","securityContext":{"runAsUser":3,
        "runAsNonRoot":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["KILL"]}}}]}}""";
    Remediation remediation =
        REMEDIATOR.remediate(
            Level.RESTRICTED, Version.parse("v1.35"), new PodReader().readJson(pod));
    assertEquals(
        MAPPER.readTree(
            """
            {"level":"restricted","version":"v1.35","allowedBefore":false,"allowedAfter":false,
            "patch":[
            {"op":"add","path":"/spec/securityContext",
             "value":{"seccompProfile":{"type":"RuntimeDefault"}},"class":"behavioural",
             "controls":["seccompProfile_restricted"],
             "findings":["/spec/containers/0/securityContext/seccompProfile/type"]},
            {"op":"add","path":"/spec/containers/0/securityContext/capabilities/drop/1",
             "value":"ALL","class":"behavioural","controls":["capabilities_restricted"],
             "findings":["/spec/containers/0/securityContext/capabilities/drop"]}],
            "manual":[{"control":"hostNamespaces","path":"spec.hostPID","pointer":"/spec/hostPID",
             "advice":"use a service or the API server to reach what is on the node, or move the pod to a namespace that is meant for such pods"}]}"""),
        MAPPER.readTree(RemediationJson.toJson(remediation)));
    JsonNode drop =
        RemediationJson.apply(MAPPER.readTree(pod), remediation, SAME)
            .at("/spec/containers/0/securityContext/capabilities/drop");
    assertEquals(MAPPER.readTree("[\"KILL\",\"ALL\"]"), drop);
  }

  @Test
  void anotherObjectIsRefused() {
    for (String other :
        new String[] {
          "{}",
          "{\"spec\":{\"template\":{\"spec\":{\"containers\":[]}}}}",
          "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"securityContext\":{\"capabilities\":{\"add\":[]}}}]}}}}"
        }) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> RemediationJson.apply(MAPPER.readTree(other), baseline(), workload()::pathOf));
      assertEquals(
          "the object has nothing at"
              + " spec.template.spec.containers[0].securityContext.capabilities.add[1]:"
              + " the remediation was made of another one",
          refused.getMessage());
    }
  }
}
