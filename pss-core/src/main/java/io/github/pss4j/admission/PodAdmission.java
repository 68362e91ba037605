package io.github.pss4j.admission;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Evaluation;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.admission.AdmissionObject.Template;
import io.github.pss4j.model.Pod;
import io.github.pss4j.text.GoQuote;
import io.github.pss4j.workload.PodBearingKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides on requests about pods and about what makes pods from a template. */
final class PodAdmission {
  private static final String ENFORCE_POLICY = "enforce-policy";
  private static final String ERROR = "error";

  /** How much of a violation is named; no pod that was not made to be refused comes near. */
  private static final int MOST_FINDINGS = 500;

  private static final int MOST_CHARACTERS = 1 << 16;

  private final Policy policy;
  private final PodSecurityConfiguration configuration;
  private final NamespaceGetter namespaces;
  private final AdmissionListener listener;

  PodAdmission(
      Policy policy,
      PodSecurityConfiguration configuration,
      NamespaceGetter namespaces,
      AdmissionListener listener) {
    this.policy = policy;
    this.configuration = configuration;
    this.namespaces = namespaces;
    this.listener = listener;
  }

  /**
   * The decision, step by step: the first that applies answers. A pod that cannot be judged is
   * refused; a controller is allowed, since the pods that it makes are judged in their turn.
   *
   * @param kind what is asked about
   */
  AdmissionDecision decide(AdmissionRequest request, PodBearingKind kind, Instant deadline) {
    boolean isPod = kind.isPod();
    Exemptions exemptions = configuration.exemptions();
    try {
      // 1. Exempt namespaces and users.
      if (exemptions.exemptsNamespace(request.namespace())) {
        return exempt(request, "namespace");
      }
      if (exemptions.exemptsUser(request.username())) {
        return exempt(request, "user");
      }

      // 2. The namespace, whose labels say what is asked.
      NamespaceLabels labels = lookUp(request.namespace(), deadline);
      NamespacePolicy asked = labels.policy();

      // 3. Nothing is asked: the object need not be decoded.
      if (labels.errors().isEmpty()) {
        if (isPod && asked.isFullyPrivileged()) {
          listener.evaluated(request, Mode.ENFORCE, asked.enforce(), true);
          return AdmissionDecision.allowedWith(
              ImmutableMap.of(ENFORCE_POLICY, LevelVersion.privileged().toString()));
        }
        if (!isPod && asked.audit().isPrivileged() && asked.warn().isPrivileged()) {
          return AdmissionDecision.allowedWithNothing();
        }
      }

      // 4. The pod, or the template of one if there is any.
      Optional<Pod> found =
          isPod
              ? Optional.of(decodePod(request.object(), ""))
              : decodeTemplate(request.object(), kind);
      if (found.isEmpty()) {
        return AdmissionDecision.allowedWithNothing();
      }
      Pod pod = found.get();

      // 5. Updates of pods that change nothing of interest.
      if (isPod
          && request.isUpdate()
          && !PodUpdate.isSignificant(pod, decodePod(request.oldObject(), "old "))) {
        return AdmissionDecision.allowedWithNothing();
      }

      // 6. Exempt runtime classes.
      if (exemptions.exemptsRuntimeClass(pod.spec().runtimeClassName())) {
        return exempt(request, "runtimeClass");
      }

      // 7. The pod is judged.
      return evaluate(request, isPod, labels, new Verdicts(pod));
    } catch (UnjudgeableException e) {
      String error = isPod ? e.refusal() : e.annotation();
      listener.failed(request, true, error);
      ImmutableMap<String, String> annotations = ImmutableMap.of(ERROR, error);
      return isPod
          ? AdmissionDecision.refused(e.status(), annotations)
          : AdmissionDecision.allowedWith(annotations);
    }
  }

  private AdmissionDecision exempt(AdmissionRequest request, String why) {
    listener.exempted(request);
    return AdmissionDecision.allowedWith(ImmutableMap.of("exempt", why));
  }

  private AdmissionDecision evaluate(
      AdmissionRequest request, boolean isPod, NamespaceLabels labels, Verdicts verdicts)
      throws UnjudgeableException {
    NamespacePolicy asked = labels.policy();
    Map<String, String> annotations = new TreeMap<>();
    if (!labels.errors().isEmpty()) {
      String error = "Failed to parse policy: " + LabelError.join(labels.errors());
      annotations.put(ERROR, error);
      listener.failed(request, false, error);
    }
    Optional<AdmissionStatus> refusal = Optional.empty();
    if (isPod) {
      Evaluation enforce = verdicts.of(asked.enforce());
      annotations.put(ENFORCE_POLICY, asked.enforce().toString());
      listener.evaluated(request, Mode.ENFORCE, asked.enforce(), enforce.allowed());
      refusal = enforce.violatesMessage().map(why -> AdmissionStatus.forbidden(request, why));
    }
    Optional<String> audit = verdicts.of(asked.audit()).wouldViolateMessage();
    if (audit.isPresent()) {
      annotations.put("audit-violations", audit.get());
      listener.evaluated(request, Mode.AUDIT, asked.audit(), false);
    }
    ImmutableList<String> warnings = ImmutableList.of();
    if (refusal.isEmpty()) {
      Optional<String> warn = verdicts.of(asked.warn()).wouldViolateMessage();
      if (warn.isPresent()) {
        warnings = ImmutableList.of(warn.get());
        listener.evaluated(request, Mode.WARN, asked.warn(), false);
      }
    }
    return new AdmissionDecision(refusal, warnings, ImmutableMap.copyOf(annotations));
  }

  /** What becomes of one pod; each level and version is evaluated once. */
  private final class Verdicts {
    private final Pod pod;
    private final Map<LevelVersion, Evaluation> evaluations = new HashMap<>();

    Verdicts(Pod pod) {
      this.pod = pod;
    }

    Evaluation of(LevelVersion asked) throws UnjudgeableException {
      try {
        return evaluations.computeIfAbsent(
            asked, it -> policy.evaluate(it, pod).abridged(MOST_FINDINGS, MOST_CHARACTERS));
      } catch (RuntimeException e) {
        // Only a rule that is not one of the standard ones can fail.
        throw UnjudgeableException.internalError("failed to evaluate pod", e);
      }
    }
  }

  private NamespaceLabels lookUp(String name, Instant deadline) throws UnjudgeableException {
    String quoted = GoQuote.quote(name);
    try {
      Namespace namespace =
          namespaces
              .namespace(name, deadline)
              .orElseThrow(() -> new IllegalStateException("namespaces " + quoted + " not found"));
      return NamespaceLabels.parse(namespace.labels(), configuration.defaults());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw UnjudgeableException.internalError("failed to lookup namespace " + quoted, e);
    }
  }

  private static Pod decodePod(AdmissionObject object, String which) throws UnjudgeableException {
    Optional<Pod> pod;
    try {
      pod = object.pod();
    } catch (RuntimeException e) {
      throw UnjudgeableException.badRequest("failed to decode " + which + "object", e);
    }
    return pod.orElseThrow(
        () -> UnjudgeableException.badRequest("failed to decode " + which + "pod"));
  }

  private static Optional<Pod> decodeTemplate(AdmissionObject object, PodBearingKind kind)
      throws UnjudgeableException {
    Template template;
    try {
      template = object.template(kind);
    } catch (RuntimeException e) {
      throw UnjudgeableException.badRequest("failed to decode object", e);
    }
    if (template instanceof Template.OfAnotherKind) {
      throw UnjudgeableException.badRequest("failed to extract pod template");
    }
    return template instanceof Template.Present present
        ? Optional.of(present.pod())
        : Optional.empty();
  }
}
