package io.github.pss4j.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import org.junit.jupiter.api.Test;

final class EvaluationJsonTest {
  private final Policy policy = PodSecurity.standard();

  private String json(String spec) {
    Pod pod = new PodReader().readJson("{\"kind\":\"Pod\",\"spec\":" + spec + "}");
    return EvaluationJson.toJson(policy.evaluate(Level.BASELINE, Version.of(30), pod));
  }

  @Test
  void writesAnAllowedPod() {
    assertEquals(
        """
        {"level":"baseline","version":"v1.30","allowed":true,"message":"","violations":[]}""",
        json("{\"containers\":[]}"));
  }

  @Test
  void writesEachFindingWithWhatStandsThereAndWhatMight() {
    assertEquals(
        """
        {"level":"baseline","version":"v1.30","allowed":false,\
        "message":"violates PodSecurity \\"baseline:v1.30\\": \
        hostPath volumes (volume \\"v\\"), hostPort (container \\"a\\" uses hostPort 80)",\
        "violations":[\
        {"control":"hostPathVolumes","level":"baseline","reason":"hostPath volumes",\
        "detail":"volume \\"v\\"","findings":[{"path":"spec.volumes[0].hostPath",\
        "pointer":"/spec/volumes/0/hostPath","actual":{},"allowed":"absent"}]},\
        {"control":"hostPorts","level":"baseline","reason":"hostPort",\
        "detail":"container \\"a\\" uses hostPort 80","findings":[\
        {"path":"spec.initContainers[0].ports[1].hostPort",\
        "pointer":"/spec/initContainers/0/ports/1/hostPort","actual":80,\
        "allowed":"0, or absent"}]}]}""",
        json(
            """
            {"initContainers":[{"name":"a","ports":[{},{"hostPort":80}]}],
             "volumes":[{"name":"v","hostPath":{"path":"/"}}]}
            """));
  }
}
