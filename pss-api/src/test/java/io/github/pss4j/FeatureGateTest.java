package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FeatureGateTest {
  @Test
  void isOfSomeReleases() {
    FeatureGate gate = FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;
    assertEquals("UserNamespacesPodSecurityStandards", gate.toString());
    assertEquals(Version.of(29), gate.first());
    assertEquals(Version.of(34), gate.last());
    assertFalse(gate.isOf(Version.of(28)));
    assertTrue(gate.isOf(Version.of(29)));
    assertTrue(gate.isOf(Version.of(34)));
    assertFalse(gate.isOf(Version.of(35)));
    assertFalse(gate.isOf(Version.latest()));
  }
}
