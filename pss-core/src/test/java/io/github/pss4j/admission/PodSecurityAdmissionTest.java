package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Rule;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The decision step by step, and what happens when a step fails. */
final class PodSecurityAdmissionTest {
  private static final GroupResource DEPLOYMENTS = new GroupResource("apps", "deployments");
  private static final String PRIVILEGED_DETAIL =
      "privileged (container \"app\" must not set securityContext.privileged=true)";

  /** An object that must not be looked at. */
  private static final AdmissionObject UNTOUCHED =
      new AdmissionObject() {
        @Override
        public Optional<Namespace> namespace() {
          throw new AssertionError("decoded in vain");
        }

        @Override
        public Optional<Pod> pod() {
          throw new AssertionError("decoded in vain");
        }

        @Override
        public Template template(PodBearingKind kind) {
          throw new AssertionError("decoded in vain");
        }
      };

  /** An object that does not decode. */
  private static final AdmissionObject BROKEN =
      new AdmissionObject() {
        @Override
        public Optional<Namespace> namespace() {
          throw new IllegalArgumentException("spec: odd");
        }

        @Override
        public Optional<Pod> pod() {
          throw new IllegalArgumentException("spec: odd");
        }

        @Override
        public Template template(PodBearingKind kind) {
          throw new IllegalArgumentException("spec: odd");
        }
      };

  private final Events events = new Events();
  private final Cluster cluster =
      new Cluster()
          .namespace("open")
          .namespace("n", "enforce", "baseline", "audit", "restricted", "warn", "restricted");

  private PodSecurityAdmission admission(PodSecurityConfiguration.Builder configuration) {
    return PodSecurityAdmission.builder(cluster, cluster)
        .configuration(configuration.build())
        .listener(events)
        .build();
  }

  private AdmissionDecision decide(AdmissionRequest.Builder request) {
    return admission(PodSecurityConfiguration.builder()).decide(request.build(), Instant.MAX);
  }

  private static AdmissionRequest.Builder createPod(AdmissionObject object) {
    return AdmissionRequest.builder("CREATE", GroupResource.PODS)
        .name("p")
        .namespace("n")
        .username("alice")
        .object(object);
  }

  private static AdmissionRequest.Builder updatePod(Pod oldPod, Pod pod) {
    return AdmissionRequest.builder("UPDATE", GroupResource.PODS)
        .name("p")
        .namespace("n")
        .object(AdmissionObject.of(pod))
        .oldObject(AdmissionObject.of(oldPod));
  }

  private static AdmissionRequest.Builder createDeployment(AdmissionObject object) {
    return AdmissionRequest.builder("CREATE", DEPLOYMENTS).name("d").namespace("n").object(object);
  }

  private static AdmissionObject template(Pod pod) {
    return AdmissionObject.of(AdmissionObject.Template.of(pod));
  }

  private static AdmissionDecision annotated(String key, String value) {
    return AdmissionDecision.allowedWith(ImmutableMap.of(key, value));
  }

  private static AdmissionDecision allowed() {
    return AdmissionDecision.allowedWithNothing();
  }

  @Test
  void step1ExemptNamespacesAndUsersAreAllowedBeforeAnythingIsLookedUp() {
    PodSecurityAdmission admission =
        admission(
            PodSecurityConfiguration.builder()
                .exemptNamespaces(List.of("kube-system"))
                .exemptUsernames(List.of("root")));

    assertEquals(
        annotated("exempt", "namespace"),
        admission.decide(
            createPod(UNTOUCHED).namespace("kube-system").username("root").build(), Instant.MAX));
    assertEquals(
        annotated("exempt", "user"),
        admission.decide(createDeployment(UNTOUCHED).username("root").build(), Instant.MAX));
    assertEquals(List.of(), cluster.deadlines());
    assertEquals(List.of("exempt", "exempt"), events.toList());
  }

  @Test
  void step2ANamespaceThatIsNotFoundRefusesPodsAndAnnotatesControllers() {
    String error = "failed to lookup namespace \"a\\nb\": namespaces \"a\\nb\" not found";
    AdmissionDecision pod = decide(createPod(UNTOUCHED).namespace("a\nb"));

    assertEquals(
        AdmissionDecision.refused(
            new AdmissionStatus(
                500,
                "InternalError",
                "Internal error occurred: failed to lookup namespace \"a\\nb\"",
                pod.status().orElseThrow().details()),
            ImmutableMap.of("error", "Internal error occurred: " + error)),
        pod);
    assertEquals(annotated("error", error), decide(createDeployment(UNTOUCHED).namespace("a\nb")));
    assertEquals(
        List.of("fatal: Internal error occurred: " + error, "fatal: " + error), events.toList());
  }

  @Test
  void step2AFailedLookupTellsWhy() {
    PodSecurityAdmission admission =
        PodSecurityAdmission.builder(
                (name, deadline) -> {
                  throw new IOException("connection refused");
                },
                cluster)
            .build();

    assertEquals(
        annotated("error", "failed to lookup namespace \"n\": connection refused"),
        admission.decide(createDeployment(UNTOUCHED).build(), Instant.MAX));
    AdmissionDecision pod = admission.decide(createPod(UNTOUCHED).build(), Instant.MAX);
    assertFalse(pod.allowed());
    assertEquals(
        ImmutableMap.of(
            "error",
            "Internal error occurred: failed to lookup namespace \"n\": connection refused"),
        pod.auditAnnotations());
  }

  @Test
  void step2AnInterruptedLookupRefusesAndStaysInterrupted() {
    PodSecurityAdmission admission =
        PodSecurityAdmission.builder(
                (name, deadline) -> {
                  throw new InterruptedException();
                },
                cluster)
            .build();

    AdmissionDecision decision = admission.decide(createPod(UNTOUCHED).build(), Instant.MAX);

    assertTrue(Thread.interrupted());
    assertEquals(500, decision.status().orElseThrow().code());
  }

  @Test
  void step2TheLookupIsToldTheDeadline() {
    Instant deadline = Instant.parse("2026-01-01T00:00:10Z");
    decide(createPod(AdmissionObject.of(Pods.restricted("p"))));
    admission(PodSecurityConfiguration.builder())
        .decide(createPod(AdmissionObject.of(Pods.restricted("p"))).build(), deadline);

    assertEquals(List.of(Instant.MAX, deadline), cluster.deadlines());
  }

  @Test
  void step2ASlowLookupThatGivesUpRefusesAndOneThatComesLateIsStillJudged() {
    Instant deadline = Instant.parse("2026-01-01T00:00:10Z");
    Instant[] now = {deadline.minusSeconds(10)};
    NamespaceGetter slow =
        (name, until) -> {
          now[0] = now[0].plusSeconds(30);
          return cluster.namespace(name, until);
        };
    NamespaceGetter givesUp =
        (name, until) -> {
          now[0] = until;
          throw new TimeoutException("deadline exceeded");
        };
    AdmissionRequest bad = createPod(AdmissionObject.of(Pods.privileged("p"))).build();

    AdmissionDecision refused =
        PodSecurityAdmission.builder(givesUp, cluster)
            .clock(() -> now[0])
            .build()
            .decide(bad, deadline);
    assertEquals(500, refused.status().orElseThrow().code());
    assertEquals(
        "Internal error occurred: failed to lookup namespace \"n\": deadline exceeded",
        refused.auditAnnotations().get("error"));
    assertEquals(
        403,
        PodSecurityAdmission.builder(slow, cluster)
            .clock(() -> now[0])
            .build()
            .decide(bad, deadline)
            .status()
            .orElseThrow()
            .code());
  }

  @Test
  void step3WhereNothingIsAskedNothingIsDecoded() {
    cluster.namespace("enforced", "enforce", "baseline", "warn", "privileged");

    assertEquals(
        annotated("enforce-policy", "privileged:latest"),
        decide(createPod(UNTOUCHED).namespace("open")));
    assertEquals(allowed(), decide(createDeployment(UNTOUCHED).namespace("open")));
    assertEquals(
        allowed(),
        decide(createDeployment(UNTOUCHED).namespace("enforced")),
        "what is enforced of pods is not asked of controllers");
    assertEquals(List.of("enforce privileged:latest allow"), events.toList());
  }

  @Test
  void step4AnObjectThatDoesNotDecodeRefusesPodsAndAnnotatesControllers() {
    AdmissionDecision pod = decide(createPod(BROKEN));

    assertEquals(
        AdmissionDecision.refused(
            new AdmissionStatus(400, "BadRequest", "failed to decode object", Optional.empty()),
            ImmutableMap.of("error", "failed to decode object: spec: odd")),
        pod);
    assertEquals(
        annotated("error", "failed to decode object: spec: odd"), decide(createDeployment(BROKEN)));
  }

  @Test
  void step4AMissingObjectRefusesPodsAndAnnotatesControllers() {
    assertEquals(
        AdmissionDecision.badRequest("failed to decode pod"),
        decide(createPod(AdmissionObject.none())));
    assertEquals(
        annotated("error", "failed to extract pod template"),
        decide(createDeployment(AdmissionObject.none())));
    assertEquals(
        List.of("fatal: failed to decode pod", "fatal: failed to extract pod template"),
        events.toList());
  }

  @Test
  void step4AControllerWithoutATemplateHasNothingToExamine() {
    assertEquals(
        allowed(), decide(createDeployment(AdmissionObject.of(AdmissionObject.Template.absent()))));
  }

  private static Pod withContainers(
      List<Container> init, List<Container> regular, List<Container> ephemeral) {
    return Pods.pod(
        "p",
        PodSpec.builder()
            .initContainers(init)
            .containers(regular)
            .ephemeralContainers(ephemeral)
            .hostNetwork(true)
            .build());
  }

  @Test
  void step5AnUpdateThatChangesNothingOfInterestIsAllowed() {
    Container a = Pods.container("a", "v1");
    Container renamed = Pods.container("b", "v1");
    Container c = Pods.container("c", "v2");
    Pod old = withContainers(List.of(a), List.of(a, c), List.of(a, c));

    assertEquals(allowed(), decide(updatePod(old, old)));
    assertEquals(
        allowed(),
        decide(updatePod(old, withContainers(List.of(renamed), List.of(renamed, c), List.of(c)))),
        "names matter only of ephemeral containers, which may go");
    assertEquals(List.of(), events.toList());
  }

  @Test
  void step5AnUpdateOfImagesOrContainersIsJudged() {
    Container a = Pods.container("a", "v1");
    Container newer = Pods.container("a", "v2");
    Container b = Pods.container("b", "v1");
    Pod old = withContainers(List.of(a), List.of(a), List.of(a));

    List<Pod> significant =
        List.of(
            withContainers(List.of(newer), List.of(a), List.of(a)),
            withContainers(List.of(), List.of(a), List.of(a)),
            withContainers(List.of(a), List.of(newer), List.of(a)),
            withContainers(List.of(a), List.of(a, a), List.of(a)),
            withContainers(List.of(a), List.of(a), List.of(newer)),
            withContainers(List.of(a), List.of(a), List.of(b)),
            withContainers(List.of(a), List.of(a), List.of(a, b)));
    for (Pod pod : significant) {
      assertFalse(decide(updatePod(old, pod)).allowed(), pod::toString);
    }
  }

  @Test
  void step5AnOldPodThatCannotBeReadRefuses() {
    AdmissionRequest.Builder request = updatePod(Pods.restricted("p"), Pods.restricted("p"));

    assertEquals(
        AdmissionDecision.badRequest("failed to decode old pod"),
        decide(request.oldObject(AdmissionObject.none())));
    assertEquals(
        "failed to decode old object: spec: odd",
        decide(request.oldObject(BROKEN)).auditAnnotations().get("error"));
  }

  @Test
  void step6ExemptRuntimeClassesAreAllowed() {
    PodSecurityAdmission admission =
        admission(PodSecurityConfiguration.builder().exemptRuntimeClasses(List.of("kata")));
    Pod kata = Pods.ofRuntimeClass("kata", Pods.privileged("p"));
    Pod other = Pods.ofRuntimeClass("other", Pods.privileged("p"));

    assertEquals(
        annotated("exempt", "runtimeClass"),
        admission.decide(createPod(AdmissionObject.of(kata)).build(), Instant.MAX));
    assertEquals(
        annotated("exempt", "runtimeClass"),
        admission.decide(createDeployment(template(kata)).build(), Instant.MAX));
    assertFalse(
        admission.decide(createPod(AdmissionObject.of(other)).build(), Instant.MAX).allowed());
  }

  @Test
  void step7APodIsRefusedAuditedAndNotWarnedOf() {
    cluster.namespace("n", "enforce", "baseline", "audit", "baseline", "warn", "restricted");
    AdmissionDecision decision = decide(createPod(AdmissionObject.of(Pods.privileged("p"))));

    assertEquals(
        "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": " + PRIVILEGED_DETAIL,
        decision.status().orElseThrow().message());
    assertEquals(403, decision.status().orElseThrow().code());
    assertEquals(List.of(), decision.warnings());
    assertEquals(
        ImmutableMap.of(
            "audit-violations",
            "would violate PodSecurity \"baseline:latest\": " + PRIVILEGED_DETAIL,
            "enforce-policy",
            "baseline:latest"),
        decision.auditAnnotations());
    assertEquals(
        List.of("enforce baseline:latest deny", "audit baseline:latest deny"), events.toList());
  }

  @Test
  void step7AControllerIsAuditedAndWarnedOfButNeverRefused() {
    cluster.namespace("n", "enforce", "baseline", "audit", "privileged");
    AdmissionDecision decision = decide(createDeployment(template(Pods.privileged("p"))));

    assertEquals(
        AdmissionDecision.allowedWith(
            ImmutableList.of(
                "would violate PodSecurity \"baseline:latest\": " + PRIVILEGED_DETAIL)),
        decision);
    assertEquals(List.of("warn baseline:latest deny"), events.toList());
  }

  @Test
  void step7LabelErrorsAreAnnotatedAndDoNotEndTheJudgement() {
    cluster.namespace("n", "enforce", "baseline", "audit", "odd");
    String error =
        "Failed to parse policy: metadata.labels[pod-security.kubernetes.io/audit]: Invalid value:"
            + " \"odd\": must be one of privileged, baseline, restricted";

    assertEquals(
        ImmutableMap.of("enforce-policy", "baseline:latest", "error", error),
        decide(createPod(AdmissionObject.of(Pods.restricted("p")))).auditAnnotations());
    assertEquals(List.of("error: " + error, "enforce baseline:latest allow"), events.toList());
  }

  @Test
  void step7ARuleThatThrowsRefusesPodsAndAnnotatesControllers() {
    Rule broken =
        Rule.baseline("broken")
            .since(
                0,
                pod -> {
                  throw new IllegalStateException("out of order");
                })
            .build();
    PodSecurityAdmission admission =
        PodSecurityAdmission.builder(cluster, cluster)
            .policy(PodSecurity.builder().addRule(broken).build())
            .listener(events)
            .build();
    AdmissionObject pod = AdmissionObject.of(Pods.restricted("p"));

    AdmissionDecision decision = admission.decide(createPod(pod).build(), Instant.MAX);
    assertEquals(500, decision.status().orElseThrow().code());
    assertEquals(
        ImmutableMap.of("error", "Internal error occurred: failed to evaluate pod: out of order"),
        decision.auditAnnotations());
    assertEquals(
        annotated("error", "failed to evaluate pod: out of order"),
        admission.decide(createDeployment(template(Pods.restricted("p"))).build(), Instant.MAX));
  }

  @Test
  void theSubresourcesThatChangeNoPodSpecAreLetThroughAndUnknownOnesAreExamined() {
    for (String ignored :
        List.of("exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status")) {
      assertEquals(allowed(), decide(createPod(UNTOUCHED).subresource(ignored)), ignored);
    }
    AdmissionObject bad = AdmissionObject.of(Pods.privileged("p"));
    assertFalse(decide(createPod(bad).subresource("ephemeralcontainers")).allowed());
    assertFalse(decide(createPod(bad).subresource("newsub")).allowed());
    assertEquals(allowed(), decide(createDeployment(UNTOUCHED).subresource("scale")));
  }

  @Test
  void resourcesThatBearNoPodsAreLetThrough() {
    AdmissionRequest secret =
        AdmissionRequest.builder("CREATE", new GroupResource("", "secrets"))
            .namespace("n")
            .object(UNTOUCHED)
            .build();
    AdmissionRequest notOurs =
        AdmissionRequest.builder("CREATE", new GroupResource("example.com", "pods"))
            .namespace("n")
            .object(UNTOUCHED)
            .build();
    PodSecurityAdmission admission = admission(PodSecurityConfiguration.builder());

    assertEquals(allowed(), admission.decide(secret, Instant.MAX));
    assertEquals(allowed(), admission.decide(notOurs, Instant.MAX));
  }

  @Test
  void everyKindThatBearsPodsIsExamined() {
    for (PodBearingKind kind : PodBearingKind.standard()) {
      Pod bad = Pods.privileged("p");
      AdmissionDecision decision =
          decide(
              AdmissionRequest.builder("CREATE", kind.resource())
                  .namespace("n")
                  .object(kind.isPod() ? AdmissionObject.of(bad) : template(bad)));
      assertEquals(!kind.isPod(), decision.allowed(), kind::toString);
      assertEquals(kind.isPod() ? 0 : 1, decision.warnings().size(), kind::toString);
      assertTrue(decision.auditAnnotations().containsKey("audit-violations"), kind::toString);
    }
  }

  @Test
  void aCustomControllerIsExaminedOnceItIsRegistered() {
    GroupResource rollouts = new GroupResource("argoproj.io", "rollouts");
    PodBearingKind kind = PodBearingKind.custom("Rollout", rollouts, "spec", "template");
    PodSecurityAdmission admission =
        PodSecurityAdmission.builder(cluster, cluster).addKind(kind).build();

    AdmissionDecision decision =
        admission.decide(
            AdmissionRequest.builder("CREATE", rollouts)
                .namespace("n")
                .object(template(Pods.privileged("p")))
                .build(),
            Instant.MAX);

    assertEquals(1, decision.warnings().size());
    assertTrue(
        decision.warnings().get(0).startsWith("would violate PodSecurity \"restricted:latest\": "));
  }

  @Test
  void aResourceCanBeRegisteredOnce() {
    PodSecurityAdmission.Builder builder = PodSecurityAdmission.builder(cluster, cluster);

    assertEquals(
        "resource \"deployments.apps\" is there already",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    builder.addKind(
                        PodBearingKind.custom("Deployment", DEPLOYMENTS, "spec", "template")))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.addKind(PodBearingKind.custom("Pod", GroupResource.PODS, "spec")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            builder.addKind(PodBearingKind.custom("Namespace", GroupResource.NAMESPACES, "spec")));
  }

  @Test
  void aListenerThatThrowsChangesNoDecision() {
    AdmissionListener broken =
        new AdmissionListener() {
          @Override
          public void evaluated(
              AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
            throw new IllegalStateException("no space left");
          }

          @Override
          public void exempted(AdmissionRequest request) {
            throw new IllegalStateException("no space left");
          }

          @Override
          public void failed(AdmissionRequest request, boolean fatal, String error) {
            throw new IllegalStateException("no space left");
          }
        };
    PodSecurityConfiguration configuration =
        PodSecurityConfiguration.builder().exemptUsernames(List.of("root")).build();
    PodSecurityAdmission.Builder builder =
        PodSecurityAdmission.builder(cluster, cluster).configuration(configuration);
    PodSecurityAdmission quiet = builder.build();
    PodSecurityAdmission listened = builder.listener(broken).build();

    List<AdmissionRequest> requests =
        List.of(
            createPod(AdmissionObject.of(Pods.privileged("p"))).build(),
            createPod(AdmissionObject.of(Pods.restricted("p"))).build(),
            createPod(AdmissionObject.none()).build(),
            createPod(UNTOUCHED).username("root").build(),
            createDeployment(template(Pods.privileged("p"))).build());
    for (AdmissionRequest request : requests) {
      assertEquals(quiet.decide(request, Instant.MAX), listened.decide(request, Instant.MAX));
    }
  }
}
