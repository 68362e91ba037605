package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
}
