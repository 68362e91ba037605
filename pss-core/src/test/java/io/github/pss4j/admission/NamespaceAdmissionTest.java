package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Rule;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupResource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NamespaceAdmissionTest {
  private final Cluster cluster = new Cluster().pods(Pods.privileged("p"));

  private PodSecurityAdmission admission(PodLister pods) {
    return PodSecurityAdmission.builder(cluster, pods)
        .configuration(
            PodSecurityConfiguration.builder().exemptNamespaces(List.of("exempt")).build())
        .build();
  }

  private AdmissionDecision decide(AdmissionRequest.Builder request) {
    return admission(cluster).decide(request.build(), Instant.MAX);
  }

  private static AdmissionRequest.Builder request(String operation, String name) {
    return AdmissionRequest.builder(operation, GroupResource.NAMESPACES).name(name).namespace(name);
  }

  private static AdmissionObject namespace(String name, String... labels) {
    return AdmissionObject.of(new Namespace(name, Cluster.labels(labels)));
  }

  private static AdmissionDecision warned(String... warnings) {
    return AdmissionDecision.allowedWith(ImmutableList.copyOf(warnings));
  }

  @Test
  void aNamespaceIsNotCreatedWithLabelsThatMeanNothing() {
    AdmissionDecision decision =
        decide(request("CREATE", "n").object(namespace("n", "enforce", "x", "warn-version", "v1")));

    assertEquals(
        Optional.of(
            new AdmissionStatus(
                422,
                "Invalid",
                "Namespace \"n\" is invalid:"
                    + " [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value:"
                    + " \"x\": must be one of privileged, baseline, restricted,"
                    + " metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value:"
                    + " \"v1\": must be \"latest\" or \"v1.x\"]",
                Optional.of(
                    new AdmissionStatus.Details(
                        "n",
                        "",
                        "Namespace",
                        ImmutableList.of(
                            new AdmissionStatus.Cause(
                                "FieldValueInvalid",
                                "Invalid value: \"x\": must be one of privileged, baseline,"
                                    + " restricted",
                                "metadata.labels[pod-security.kubernetes.io/enforce]"),
                            new AdmissionStatus.Cause(
                                "FieldValueInvalid",
                                "Invalid value: \"v1\": must be \"latest\" or \"v1.x\"",
                                "metadata.labels[pod-security.kubernetes.io/warn-version]")))))),
        decision.status());
    assertEquals(ImmutableMap.of(), decision.auditAnnotations());
  }

  @Test
  void onlyErrorsThatAreNewAreRefusedInAnUpdate() {
    AdmissionObject wrong = namespace("n", "audit", "x");
    AdmissionObject otherwiseWrong = namespace("n", "audit", "y");

    assertEquals(warned(), decide(request("UPDATE", "n").object(wrong).oldObject(wrong)));
    assertEquals(
        422,
        decide(request("UPDATE", "n").object(wrong).oldObject(otherwiseWrong))
            .status()
            .orElseThrow()
            .code());
    assertEquals(
        422,
        decide(request("UPDATE", "n").object(wrong).oldObject(namespace("n")))
            .status()
            .orElseThrow()
            .code());
  }

  @Test
  void existingPodsAreCheckedAgainstWhatIsNewlyEnforced() {
    AdmissionObject baseline = namespace("n", "enforce", "baseline");

    assertEquals(
        warned(
            "existing pods in namespace \"n\" violate the new PodSecurity enforce level"
                + " \"baseline:latest\"",
            "p: privileged"),
        decide(request("UPDATE", "n").object(baseline).oldObject(namespace("n"))));
    assertEquals(warned(), decide(request("CREATE", "n").object(baseline)));
  }

  @Test
  void aFailedListWarns() {
    PodLister broken =
        (namespace, deadline) -> {
          throw new IOException("down");
        };

    assertEquals(
        warned("failed to list pods while checking new PodSecurity enforce level"),
        admission(broken)
            .decide(
                request("UPDATE", "n")
                    .object(namespace("n", "enforce", "baseline"))
                    .oldObject(namespace("n"))
                    .build(),
                Instant.MAX));
  }

  @Test
  void anUpdateIsRefusedIfARuleThrows() {
    Rule broken =
        Rule.baseline("broken")
            .since(
                0,
                pod -> {
                  throw new IllegalStateException("out of order");
                })
            .build();
    AdmissionDecision decision =
        PodSecurityAdmission.builder(cluster, cluster)
            .policy(PodSecurity.builder().addRule(broken).build())
            .build()
            .decide(
                request("UPDATE", "n")
                    .object(namespace("n", "enforce", "baseline"))
                    .oldObject(namespace("n"))
                    .build(),
                Instant.MAX);

    assertEquals(500, decision.status().orElseThrow().code());
    assertEquals(
        ImmutableMap.of(
            "error", "Internal error occurred: failed to evaluate existing pods: out of order"),
        decision.auditAnnotations());
  }

  @Test
  void anExemptNamespaceIsWarnedThatItsLabelsAreIgnored() {
    AdmissionObject baseline = namespace("exempt", "enforce", "baseline");
    AdmissionDecision warned =
        warned(
            "namespace \"exempt\" is exempt from Pod Security, and the policy"
                + " (enforce=baseline:latest) will be ignored");

    assertEquals(warned, decide(request("CREATE", "exempt").object(baseline)));
    assertEquals(
        warned,
        decide(request("UPDATE", "exempt").object(baseline).oldObject(namespace("exempt"))));
    assertEquals(
        warned(),
        decide(
            request("UPDATE", "exempt")
                .object(namespace("exempt", "warn", "baseline"))
                .oldObject(namespace("exempt"))),
        "what is enforced stays the same");
    assertEquals(warned(), decide(request("CREATE", "exempt").object(namespace("exempt"))));
  }

  @Test
  void aNamespaceThatCannotBeReadIsRefused() {
    AdmissionObject broken =
        new AdmissionObject() {
          @Override
          public Optional<Namespace> namespace() {
            throw new IllegalArgumentException("odd");
          }
        };

    assertEquals(
        AdmissionDecision.badRequest("failed to decode namespace"), decide(request("CREATE", "n")));
    assertEquals(
        AdmissionDecision.badRequest("failed to decode namespace"),
        decide(request("DELETE", "n").oldObject(namespace("n"))),
        "as the API server does, whose plugin is never asked of a deletion");
    assertEquals(
        ImmutableMap.of("error", "failed to decode object: odd"),
        decide(request("CREATE", "n").object(broken)).auditAnnotations());
    assertEquals(
        AdmissionDecision.badRequest("failed to decode  old namespace"),
        decide(request("UPDATE", "n").object(namespace("n"))),
        "two spaces, as the API server has them");
  }

  @Test
  void subresourcesAndOtherOperationsAreLetThrough() {
    AdmissionObject wrong = namespace("n", "enforce", "x");

    assertTrue(decide(request("CREATE", "n").subresource("finalize").object(wrong)).allowed());
    assertTrue(decide(request("UPDATE", "n").subresource("status").object(wrong)).allowed());
    assertTrue(decide(request("CONNECT", "n").object(wrong)).allowed());
  }
}
