package io.github.pss4j.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Level;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardRulesTest {
  @Test
  void theStandardsInTheOrderOfTheApiServer() {
    assertEquals(
        List.of(
            "appArmorProfile (baseline): v1.0",
            "capabilities_baseline (baseline): v1.0",
            "hostNamespaces (baseline): v1.0",
            "hostPathVolumes (baseline): v1.0",
            "hostPorts (baseline): v1.0",
            "hostProbesAndHostLifecycle (baseline): v1.34",
            "privileged (baseline): v1.0",
            "procMount (baseline): v1.0 v1.35",
            "seLinuxOptions (baseline): v1.0 v1.31",
            "seccompProfile_baseline (baseline): v1.0 v1.19",
            "sysctls (baseline): v1.0 v1.27 v1.29 v1.32 v1.37",
            "windowsHostProcess (baseline): v1.0",
            "allowPrivilegeEscalation (restricted): v1.8 v1.25",
            "capabilities_restricted (restricted): v1.22[capabilities_baseline]"
                + " v1.25[capabilities_baseline]",
            "procMount_restricted (restricted): v1.35[procMount]",
            "restrictedVolumes (restricted): v1.0[hostPathVolumes]",
            "runAsNonRoot (restricted): v1.0 v1.35",
            "runAsUser (restricted): v1.23 v1.35",
            "seccompProfile_restricted (restricted): v1.19[seccompProfile_baseline]"
                + " v1.25[seccompProfile_baseline]"),
        StandardRules.all().stream().map(StandardRulesTest::history).toList());
  }

  private static String history(Rule rule) {
    StringBuilder history = new StringBuilder(rule.toString()).append(':');
    for (Revision revision : rule.revisions()) {
      history.append(' ').append(revision.since());
      if (!revision.overrides().isEmpty()) {
        history.append(revision.overrides().stream().map(Rule::id).toList());
      }
    }
    return history.toString();
  }

  @Test
  void whatTheCodeOfOlderReleasesDidOtherwise() {
    assertEquals(
        List.of(
            "appArmorProfile v1.0 before v1.30: only annotations were judged, and listed alone",
            "seLinuxOptions v1.0 before v1.26: user and role were named only beside a forbidden type",
            "capabilities_restricted v1.22 before v1.24: `capabilities_baseline` was reported too",
            "restrictedVolumes v1.0 before v1.33: an `image` volume was refused, as of the type"
                + " `unknown`",
            "restrictedVolumes v1.0 before v1.24: `hostPathVolumes` was reported too",
            "seccompProfile_restricted v1.19 before v1.24: `seccompProfile_baseline` was reported"
                + " too"),
        StandardRules.all().stream()
            .flatMap(
                rule ->
                    rule.earlierCode().stream()
                        .map(
                            code ->
                                "%s %s before %s: %s"
                                    .formatted(
                                        rule.id(),
                                        code.revision().since(),
                                        code.before(),
                                        code.words())))
            .toList());
  }

  @Test
  void whatAFeatureGateLetsPass() {
    assertEquals(
        List.of(
            "procMount v1.0 from v1.31: UserNamespacesPodSecurityStandards",
            "runAsNonRoot v1.0 from v1.29: UserNamespacesPodSecurityStandards",
            "runAsUser v1.23 from v1.29: UserNamespacesPodSecurityStandards"),
        StandardRules.all().stream()
            .flatMap(
                rule ->
                    rule.gatedExemptions().stream()
                        .map(
                            it ->
                                "%s %s from %s: %s"
                                    .formatted(rule.id(), it.since(), it.release(), it.gate())))
            .toList());
  }

  @Test
  void isNamedByItsId() {
    for (Rule rule : StandardRules.all()) {
      assertSame(rule, StandardRules.get(rule.id()));
    }
    assertEquals(
        "there is no control \"hostPort\": must be one of appArmorProfile, capabilities_baseline,"
            + " hostNamespaces, hostPathVolumes, hostPorts, hostProbesAndHostLifecycle, privileged,"
            + " procMount, seLinuxOptions, seccompProfile_baseline, sysctls, windowsHostProcess,"
            + " allowPrivilegeEscalation, capabilities_restricted, procMount_restricted,"
            + " restrictedVolumes, runAsNonRoot, runAsUser, seccompProfile_restricted",
        assertThrows(IllegalArgumentException.class, () -> StandardRules.get("hostPort"))
            .getMessage());
  }

  @Test
  void noRevisionIsNewerThanTheNewestVersion() {
    assertEquals(Version.of(37), StandardRules.newestVersion());
    assertEquals(Version.of(22), StandardRules.oldestRelease());
    for (Rule rule : StandardRules.all()) {
      for (Revision revision : rule.revisions()) {
        assertFalse(revision.since().isNewerThan(StandardRules.newestVersion()), rule::id);
      }
    }
  }

  @Test
  void eachOverrideNamesABaselineControl() {
    List<String> baseline =
        StandardRules.all().stream()
            .filter(rule -> rule.level() == Level.BASELINE)
            .map(Rule::id)
            .toList();
    List<String> overridden =
        StandardRules.all().stream()
            .flatMap(rule -> rule.revisions().stream())
            .flatMap(revision -> revision.overrides().stream())
            .map(Rule::id)
            .distinct()
            .toList();
    assertEquals(
        List.of("capabilities_baseline", "procMount", "hostPathVolumes", "seccompProfile_baseline"),
        overridden);
    assertTrue(baseline.containsAll(overridden));
  }
}
