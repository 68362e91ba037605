package io.github.pss4j.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupKindTest {
  @Test
  void theGroupIsWhatStandsBeforeTheVersion() {
    assertEquals(new GroupKind("apps", "Deployment"), GroupKind.of("apps/v1", "Deployment"));
    assertEquals(new GroupKind("", "Pod"), GroupKind.of("v1", "Pod"));
    assertEquals(new GroupKind("", "Pod"), GroupKind.of("/v1", "Pod"));
    assertEquals(GroupKind.NAMESPACE, GroupKind.of("v1", "Namespace"));
    assertEquals("apps", GroupKind.of("apps/v1", "Deployment").group());
    assertEquals("Deployment", GroupKind.of("apps/v1", "Deployment").kind());
  }

  @Test
  void itIsWrittenAsKubernetesWritesIt() {
    assertEquals("Rollout.argoproj.io", new GroupKind("argoproj.io", "Rollout").toString());
    assertEquals("Pod", new GroupKind("", "Pod").toString());
  }

  @Test
  void kindsThatDifferHashDifferently() {
    List<PodBearingKind> kinds = PodBearingKind.standard();
    assertEquals(kinds.size(), kinds.stream().map(PodBearingKind::hashCode).distinct().count());
  }
}
