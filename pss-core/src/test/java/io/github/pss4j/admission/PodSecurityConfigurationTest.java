package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodSecurityConfigurationTest {
  @Test
  void whatIsNotSetIsPrivilegedAndNotExempt() {
    assertEquals(
        PodSecurityConfiguration.standard(),
        PodSecurityConfiguration.builder()
            .defaultLevel(Mode.AUDIT, "")
            .defaultVersion(Mode.WARN, "")
            .build());
  }

  @Test
  void aLevelAndAVersionAreSetEachByItself() {
    NamespacePolicy defaults =
        PodSecurityConfiguration.builder()
            .defaultLevel(Mode.ENFORCE, "baseline")
            .defaultVersion(Mode.AUDIT, "v1.25")
            .defaultLevel(Mode.WARN, "restricted")
            .defaultVersion(Mode.WARN, "latest")
            .build()
            .defaults();

    assertEquals(LevelVersion.of(Level.BASELINE, Version.latest()), defaults.enforce());
    assertEquals(LevelVersion.of(Level.PRIVILEGED, Version.of(25)), defaults.audit());
    assertEquals(LevelVersion.of(Level.RESTRICTED, Version.latest()), defaults.warn());
  }

  @Test
  void everyFaultIsNamedWithItsPath() {
    PodSecurityConfiguration.Builder builder =
        PodSecurityConfiguration.builder()
            .defaultLevel(Mode.ENFORCE, "Baseline")
            .defaultVersion(Mode.WARN, "1.25")
            .exemptNamespaces(List.of("a", "A_b", "a", "-", "x".repeat(64)))
            .exemptUsernames(List.of("alice", "", "alice"))
            .exemptRuntimeClasses(List.of("kata.example.com", "kata..example", "x".repeat(254)));

    List<String> faults = builder.faults().stream().map(ConfigurationFault::path).toList();
    assertEquals(
        List.of(
            "defaults.enforce",
            "defaults.warn-version",
            "exemptions.namespaces[1]",
            "exemptions.namespaces[2]",
            "exemptions.namespaces[3]",
            "exemptions.namespaces[4]",
            "exemptions.usernames[1]",
            "exemptions.usernames[2]",
            "exemptions.runtimeClasses[1]",
            "exemptions.runtimeClasses[2]"),
        faults);
    InvalidConfigurationException refused =
        assertThrows(InvalidConfigurationException.class, builder::build);
    assertEquals(builder.faults(), refused.faults());
  }

  @Test
  void aFaultQuotesWhatStandsThereAndSaysWhatWouldBeRight() {
    assertEquals(
        List.of(
            "defaults.audit: \"strict\" must be one of privileged, baseline, restricted",
            "defaults.audit-version: \"v1\" must be \"latest\" or \"v1.x\"",
            "exemptions.namespaces[0]: \"a.b\" must be a DNS label: at most 63 of a-z, 0-9 and"
                + " \"-\", with no \"-\" at either end",
            "exemptions.usernames[1]: \"root\" is given twice; it must be given once"),
        PodSecurityConfiguration.builder()
            .defaultLevel(Mode.AUDIT, "strict")
            .defaultVersion(Mode.AUDIT, "v1")
            .exemptNamespaces(List.of("a.b"))
            .exemptUsernames(List.of("root", "root"))
            .faults()
            .stream()
            .map(ConfigurationFault::toString)
            .toList());
  }

  @Test
  void anEmptyNameIsNeverExempt() {
    Exemptions exemptions =
        new Exemptions(ImmutableSet.of("", "n"), ImmutableSet.of(""), ImmutableSet.of("", "kata"));

    assertTrue(exemptions.exemptsNamespace("n"));
    assertTrue(exemptions.exemptsRuntimeClass("kata"));
    assertFalse(exemptions.exemptsNamespace(""));
    assertFalse(exemptions.exemptsUser(""));
    assertFalse(exemptions.exemptsRuntimeClass(""));
    assertFalse(exemptions.exemptsRuntimeClass(null));
  }
}
