package io.github.pss4j.admission;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.LevelVersion;
import java.time.Instant;
import java.util.Optional;

/** Decides on requests about namespaces: their labels must mean something. */
final class NamespaceAdmission {
  private final PodSecurityConfiguration configuration;
  private final NamespaceDryRun dryRun;

  NamespaceAdmission(PodSecurityConfiguration configuration, NamespaceDryRun dryRun) {
    this.configuration = configuration;
    this.dryRun = dryRun;
  }

  AdmissionDecision decide(AdmissionRequest request, Instant deadline) {
    if (!request.subresource().isEmpty()) {
      return AdmissionDecision.allowedWithNothing();
    }
    try {
      Namespace namespace = decode(request.object(), "");
      if (request.isCreate()) {
        return create(request, namespace);
      }
      if (request.isUpdate()) {
        // Two spaces, as the API server has them.
        return update(request, namespace, decode(request.oldObject(), " old "), deadline);
      }
      return AdmissionDecision.allowedWithNothing();
    } catch (UnjudgeableException e) {
      return AdmissionDecision.refused(e.status(), ImmutableMap.of("error", e.refusal()));
    }
  }

  private AdmissionDecision create(AdmissionRequest request, Namespace namespace) {
    NamespaceLabels labels = parse(namespace);
    if (!labels.errors().isEmpty()) {
      return invalid(request, labels);
    }
    return configuration.exemptions().exemptsNamespace(request.namespace())
        ? exempt(namespace, labels)
        : AdmissionDecision.allowedWithNothing();
  }

  private AdmissionDecision update(
      AdmissionRequest request, Namespace namespace, Namespace oldNamespace, Instant deadline)
      throws UnjudgeableException {
    NamespaceLabels labels = parse(namespace);
    NamespaceLabels oldLabels = parse(oldNamespace);
    if (!labels.errors().isEmpty() && !labels.errors().equals(oldLabels.errors())) {
      return invalid(request, labels);
    }
    LevelVersion enforce = labels.policy().enforce();
    if (!NamespaceDryRun.asksMore(enforce, oldLabels.policy().enforce())) {
      return AdmissionDecision.allowedWithNothing();
    }
    if (configuration.exemptions().exemptsNamespace(request.namespace())) {
      return exempt(namespace, labels);
    }
    try {
      return AdmissionDecision.allowedWith(dryRun.warnings(namespace.name(), enforce, deadline));
    } catch (RuntimeException e) {
      throw UnjudgeableException.internalError("failed to evaluate existing pods", e);
    }
  }

  private NamespaceLabels parse(Namespace namespace) {
    return NamespaceLabels.parse(namespace.labels(), configuration.defaults());
  }

  private AdmissionDecision exempt(Namespace namespace, NamespaceLabels labels) {
    return AdmissionDecision.allowedWith(
        labels.exemptionWarning(namespace.name(), configuration.defaults()).stream()
            .collect(ImmutableList.toImmutableList()));
  }

  private static AdmissionDecision invalid(AdmissionRequest request, NamespaceLabels labels) {
    return AdmissionDecision.refused(
        AdmissionStatus.invalidNamespace(request.name(), labels.errors()));
  }

  private static Namespace decode(AdmissionObject object, String which)
      throws UnjudgeableException {
    Optional<Namespace> namespace;
    try {
      namespace = object.namespace();
    } catch (RuntimeException e) {
      throw UnjudgeableException.badRequest("failed to decode " + which + "object", e);
    }
    return namespace.orElseThrow(
        () -> UnjudgeableException.badRequest("failed to decode " + which + "namespace"));
  }
}
