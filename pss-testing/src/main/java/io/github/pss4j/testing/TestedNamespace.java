package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.AdmissionStatus;
import io.github.pss4j.admission.LabelError;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceLabels;
import io.github.pss4j.admission.NamespacePolicy;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A namespace with certain labels, in a cluster without a configuration of its own. */
final class TestedNamespace {
  private static final String PREFIX = "pod-security.kubernetes.io/";
  private static final ImmutableList<String> LABELS =
      Arrays.stream(Mode.values())
          .flatMap(mode -> Stream.of(mode.levelLabel(), mode.versionLabel()))
          .collect(ImmutableList.toImmutableList());

  private final ImmutableMap<String, String> labels;
  private final NamespaceLabels parsed;
  private final PodSecurityAdmission admission;

  TestedNamespace(Policy policy, Map<String, String> labels) {
    this.labels = ImmutableMap.copyOf(labels);
    this.parsed = NamespaceLabels.parse(labels, NamespacePolicy.privileged());
    this.admission =
        PodSecurityAdmission.builder(
                (name, deadline) -> Optional.of(new Namespace(name, this.labels)),
                (namespace, deadline) -> List.of())
            .policy(policy)
            .build();
  }

  /** What the namespace enforces. */
  LevelVersion enforced() {
    return parsed.policy().enforce();
  }

  /**
   * What is wrong with the labels, in words. An API server refuses the first of these when the
   * labels are set, and passes over the second in silence.
   */
  List<String> faults() {
    Stream<String> invalid =
        parsed.errors().stream()
            .map(LabelError::toString)
            .map("the namespace is invalid: "::concat);
    Stream<String> unknown =
        labels.keySet().stream()
            .filter(label -> label.startsWith(PREFIX) && !LABELS.contains(label))
            .map(
                label ->
                    "the label \"%s\" has no effect: must be one of %s"
                        .formatted(label, String.join(", ", LABELS)));
    return Stream.concat(invalid, unknown).toList();
  }

  /**
   * Why a pod is not admitted.
   *
   * @param headline the same, in words behind the name of the object
   * @param message what the API server says
   */
  record Refusal(String headline, String message) {}

  /** Why the pods of an object are not admitted; empty if they are. */
  Optional<Refusal> refusal(PodBearer bearer) {
    boolean isPod = bearer.kind().isPod();
    AdmissionRequest request =
        AdmissionRequest.builder("CREATE", GroupResource.PODS)
            // The pods of a controller get names of their own.
            .name(isPod ? bearer.name() : "")
            .namespace(bearer.namespace().isEmpty() ? "default" : bearer.namespace())
            .object(AdmissionObject.of(podOf(bearer).asAdmitted()))
            .build();
    String who = isPod ? "is" : "makes pods that are";
    return admission
        .decide(request, Instant.MAX)
        .status()
        .map(AdmissionStatus::message)
        .map(
            message ->
                new Refusal(who + " refused by a namespace that enforces " + enforced(), message));
  }

  /** The pod itself, or the one that a controller makes. */
  static PodBearer podOf(PodBearer bearer) {
    return new PodBearer(PodBearingKind.pod(), bearer.namespace(), bearer.name(), bearer.pod());
  }
}
