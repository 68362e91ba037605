package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the values of admission take, and what they refuse. */
final class AdmissionValuesTest {
  private static final PodSecurityAdmission ADMISSION =
      PodSecurityAdmission.builder(
              (name, deadline) -> Optional.empty(), (namespace, deadline) -> List.of())
          .build();

  @Test
  void eachStandardKindIsExaminedUnderItsResource() {
    for (PodBearingKind kind : PodBearingKind.standard()) {
      assertEquals(Optional.of(kind), ADMISSION.kind(kind.resource()));
    }
    assertEquals(Optional.empty(), ADMISSION.kind(GroupResource.NAMESPACES));
    assertEquals(Optional.empty(), ADMISSION.kind(new GroupResource("apps", "pods")));
  }

  @Test
  void theLimitsOfADryRunArePositive() {
    assertEquals(1, new DryRunLimits(1, Duration.ofNanos(1)).maximumPods());
    for (int pods : new int[] {0, -1}) {
      assertEquals(
          "maximumPods must be positive, but is " + pods,
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new DryRunLimits(pods, Duration.ofSeconds(1)))
              .getMessage());
    }
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertEquals(
          "timeout must be positive, but is " + timeout,
          assertThrows(IllegalArgumentException.class, () -> new DryRunLimits(1, timeout))
              .getMessage());
    }
  }

  @Test
  void aConfigurationWithoutFaultsIsNotInvalid() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new InvalidConfigurationException(ImmutableList.of()));
  }

  @Test
  void theLongestNamesAreExempt() {
    String label = "a".repeat(63);
    String subdomain = "a".repeat(253);
    PodSecurityConfiguration configuration =
        PodSecurityConfiguration.builder()
            .exemptNamespaces(List.of(label))
            .exemptRuntimeClasses(List.of(subdomain))
            .build();
    assertEquals(true, configuration.exemptions().exemptsNamespace(label));
    assertEquals(true, configuration.exemptions().exemptsRuntimeClass(subdomain));
    assertEquals(
        2,
        PodSecurityConfiguration.builder()
            .exemptNamespaces(List.of(label + "a"))
            .exemptRuntimeClasses(List.of(subdomain + "a"))
            .faults()
            .size());
  }

  @Test
  void aRefusalIsToldInPartsForAProgram() {
    Namespace bad =
        new Namespace("n", ImmutableMap.of("pod-security.kubernetes.io/enforce", "strict"));
    AdmissionRequest request =
        AdmissionRequest.builder("CREATE", GroupResource.NAMESPACES)
            .name("n")
            .object(AdmissionObject.of(bad))
            .build();
    assertEquals("CREATE", request.operation());
    AdmissionStatus status = ADMISSION.decide(request, Instant.MAX).status().orElseThrow();
    assertEquals(422, status.code());
    assertEquals("Invalid", status.reason());
    AdmissionStatus.Details details = status.details().orElseThrow();
    assertEquals("n", details.name());
    assertEquals("", details.group());
    assertEquals("Namespace", details.kind());
    AdmissionStatus.Cause cause = details.causes().get(0);
    assertEquals("FieldValueInvalid", cause.reason());
    assertEquals("metadata.labels[pod-security.kubernetes.io/enforce]", cause.field());
    assertEquals(
        "Invalid value: \"strict\": must be one of privileged, baseline, restricted",
        cause.message());
  }

  @Test
  void aLabelErrorSaysWhereWhatAndWhatWouldBeRight() {
    LabelError error =
        NamespaceLabels.parse(
                ImmutableMap.of("pod-security.kubernetes.io/warn-version", "1.2"),
                NamespacePolicy.privileged())
            .errors()
            .get(0);
    assertEquals("pod-security.kubernetes.io/warn-version", error.label());
    assertEquals("1.2", error.value());
    assertEquals("must be \"latest\" or \"v1.x\"", error.expected());
  }

  @Test
  void aConfigurationFaultSaysWhereAndWhat() {
    ConfigurationFault fault =
        PodSecurityConfiguration.builder().exemptUsernames(List.of("")).faults().get(0);
    assertEquals("exemptions.usernames[0]", fault.path());
    assertEquals("\"\" must be a name", fault.problem());
  }

  @Test
  void exemptionsListWhatIsExempt() {
    Exemptions exemptions =
        PodSecurityConfiguration.builder()
            .exemptNamespaces(List.of("n"))
            .exemptUsernames(List.of("u"))
            .exemptRuntimeClasses(List.of("r"))
            .build()
            .exemptions();
    assertEquals(Set.of("n"), exemptions.namespaces());
    assertEquals(Set.of("u"), exemptions.usernames());
    assertEquals(Set.of("r"), exemptions.runtimeClasses());
  }
}
