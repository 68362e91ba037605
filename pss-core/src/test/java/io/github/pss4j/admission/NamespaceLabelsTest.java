package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NamespaceLabelsTest {
  private static final String PREFIX = "pod-security.kubernetes.io/";
  private static final NamespacePolicy DEFAULTS =
      policy("baseline:v1.20", "restricted:v1.21", "baseline:v1.22");

  private static LevelVersion parse(String text) {
    String[] parts = text.split(":", 2);
    return LevelVersion.of(Level.parse(parts[0]), Version.parse(parts[1]));
  }

  private static NamespacePolicy policy(String enforce, String audit, String warn) {
    return new NamespacePolicy(parse(enforce), parse(audit), parse(warn));
  }

  /** Labels by their names without the prefix. */
  private static ImmutableMap<String, String> labels(String... namesAndValues) {
    ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(PREFIX + namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels.buildOrThrow();
  }

  private static void assertPolicy(
      String enforce, String audit, String warn, Map<String, String> labels) {
    assertEquals(policy(enforce, audit, warn), NamespaceLabels.parse(labels, DEFAULTS).policy());
  }

  @Test
  void withoutLabelsTheDefaultsHold() {
    assertPolicy("baseline:v1.20", "restricted:v1.21", "baseline:v1.22", labels());
    assertPolicy(
        "baseline:v1.20", "restricted:v1.21", "baseline:v1.22", ImmutableMap.of("team", "x"));
  }

  @Test
  void aLevelAndAVersionAreTakenEachByItself() {
    assertPolicy(
        "privileged:v1.20",
        "restricted:latest",
        "baseline:v1.22",
        labels("enforce", "privileged", "audit-version", "latest"));
    assertPolicy(
        "baseline:v1.30",
        "baseline:v1.21",
        "restricted:v1.99",
        labels(
            "enforce-version",
            "v1.30",
            "audit",
            "baseline",
            "warn",
            "restricted",
            "warn-version",
            "v1.99"));
  }

  @Test
  void whatIsEnforcedIsWarnedOfUnlessWarnSaysOtherwise() {
    assertPolicy(
        "restricted:v1.30",
        "restricted:v1.21",
        "restricted:v1.30",
        labels("enforce", "restricted", "enforce-version", "v1.30"));
    assertPolicy(
        "restricted:v1.20",
        "restricted:v1.21",
        "restricted:v1.31",
        labels("enforce", "restricted", "warn-version", "v1.31"));
    assertPolicy(
        "restricted:v1.20",
        "restricted:v1.21",
        "privileged:v1.22",
        labels("enforce", "restricted", "warn", "privileged"));
    assertPolicy(
        "baseline:v1.20", "restricted:v1.21", "baseline:v1.22", labels("enforce", "baseline"));
  }

  @Test
  void anInvalidEnforceLevelFailsClosedAndIsNotWarnedOf() {
    NamespaceLabels labels = NamespaceLabels.parse(labels("enforce", "strict"), DEFAULTS);

    assertEquals(policy("restricted:v1.20", "restricted:v1.21", "baseline:v1.22"), labels.policy());
    assertEquals(
        "metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \"strict\": "
            + "must be one of privileged, baseline, restricted",
        LabelError.join(labels.errors()));
  }

  @Test
  void everyErrorIsToldInTheOrderOfTheModes() {
    NamespaceLabels labels =
        NamespaceLabels.parse(
            labels(
                "warn-version",
                "v2.0",
                "warn",
                "",
                "audit-version",
                "v1.01",
                "audit",
                "Baseline",
                "enforce-version",
                "1.25",
                "enforce",
                "baseline "),
            DEFAULTS);

    assertEquals(
        policy("restricted:latest", "privileged:latest", "privileged:latest"), labels.policy());
    assertEquals(
        List.of(
            new LabelError(PREFIX + "enforce", "baseline ", Expected.LEVEL),
            new LabelError(PREFIX + "enforce-version", "1.25", Expected.VERSION),
            new LabelError(PREFIX + "audit", "Baseline", Expected.LEVEL),
            new LabelError(PREFIX + "audit-version", "v1.01", Expected.VERSION),
            new LabelError(PREFIX + "warn", "", Expected.LEVEL),
            new LabelError(PREFIX + "warn-version", "v2.0", Expected.VERSION)),
        labels.errors());
  }

  @Test
  void severalErrorsStandInBrackets() {
    NamespaceLabels labels =
        NamespaceLabels.parse(labels("audit", "x", "warn-version", "v1"), DEFAULTS);

    assertEquals(
        "[metadata.labels[pod-security.kubernetes.io/audit]: Invalid value: \"x\": must be one of"
            + " privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/warn-version]:"
            + " Invalid value: \"v1\": must be \"latest\" or \"v1.x\"]",
        LabelError.join(labels.errors()));
  }

  @Test
  void sixtyThreeOddCharactersAreQuotedAsGoDoes() {
    String odd = "\"\\\t\u0000\u200b\ud83d\ude00é" + "x".repeat(55);
    NamespaceLabels labels = NamespaceLabels.parse(labels("enforce", odd), DEFAULTS);

    assertEquals(
        "Invalid value: \"\\\"\\\\\\t\\x00\\u200b\ud83d\ude00é"
            + "x".repeat(55)
            + "\": must be one of privileged, baseline, restricted",
        labels.errors().get(0).detail());
  }

  private static Optional<String> exemptionWarning(Map<String, String> labels) {
    return NamespaceLabels.parse(labels, DEFAULTS).exemptionWarning("kube-system", DEFAULTS);
  }

  @Test
  void anExemptNamespaceIsToldWhichOfItsLabelsAreIgnored() {
    assertEquals(
        Optional.of(
            "namespace \"kube-system\" is exempt from Pod Security, and the policy"
                + " (enforce=restricted:v1.20, audit=restricted:v1.9) will be ignored"),
        exemptionWarning(labels("enforce", "restricted", "audit-version", "v1.9")));
    assertEquals(
        Optional.of(
            "namespace \"kube-system\" is exempt from Pod Security, and the policy"
                + " (warn=restricted:v1.22) will be ignored"),
        exemptionWarning(labels("enforce", "privileged", "warn", "restricted")));
  }

  @Test
  void anExemptNamespaceThatAsksNothingNewIsNotWarned() {
    assertEquals(Optional.empty(), exemptionWarning(labels()));
    assertEquals(Optional.empty(), exemptionWarning(labels("enforce", "baseline")));
    assertEquals(
        Optional.empty(),
        exemptionWarning(
            labels("enforce", "privileged", "audit", "privileged", "warn", "privileged")));
  }

  @Test
  void theApiServersOddWarningOfAnEmptyListIsKept() {
    assertEquals(
        Optional.of(
            "namespace \"kube-system\" is exempt from Pod Security, and the policy () will be"
                + " ignored"),
        exemptionWarning(labels("enforce", "privileged")));
  }

  @Test
  void equalLabelsAreReadAlikeAndPrinted() {
    Map<String, String> labels = Map.of("pod-security.kubernetes.io/audit", "strict");
    NamespacePolicy defaults = NamespacePolicy.privileged();
    NamespaceLabels read = NamespaceLabels.parse(labels, defaults);
    assertEquals(read, NamespaceLabels.parse(labels, defaults));
    assertEquals(read.hashCode(), NamespaceLabels.parse(labels, defaults).hashCode());
    NamespaceLabels none = NamespaceLabels.parse(Map.of(), defaults);
    assertNotEquals(none, read);
    NamespacePolicy other =
        new NamespacePolicy(
            LevelVersion.privileged(),
            LevelVersion.privileged(),
            LevelVersion.parse("baseline:v1.30"));
    assertNotEquals(none, NamespaceLabels.parse(Map.of(), other));
    assertNotEquals(null, none);
    assertNotEquals(0, none.hashCode());
    assertEquals(
        "NamespacePolicy[enforce=privileged:latest, audit=privileged:latest,"
            + " warn=privileged:latest]",
        none.toString());
    assertEquals(none + ", invalid: " + read.errors(), read.toString());
  }
}
