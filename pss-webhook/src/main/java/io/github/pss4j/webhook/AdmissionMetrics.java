package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.workload.GroupResource;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Counts what is decided under the names and labels of the API server. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/instrumentation/metrics/">Kubernetes Metrics
 *     Reference</a>
 */
final class AdmissionMetrics implements AdmissionListener {
  /** What anybody writes into a request must not become a label. */
  private static final String OTHER = "other";

  private static final int LONGEST_OPERATION = 10;

  private static final ImmutableSet<String> OPERATIONS =
      ImmutableSet.of("create", "update", "delete", "connect");

  /** Those of pods, controllers and namespaces. */
  private static final ImmutableSet<String> SUBRESOURCES =
      ImmutableSet.of(
          "",
          "attach",
          "binding",
          "ephemeralcontainers",
          "eviction",
          "exec",
          "finalize",
          "log",
          "portforward",
          "proxy",
          "resize",
          "scale",
          "status");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Version newest;
  private final Counter evaluations;
  private final Counter exemptions;
  private final Counter errors;

  /**
   * Counts from zero.
   *
   * @param newest the newest version that is told from a later one
   */
  AdmissionMetrics(Version newest) {
    this.newest = requireNonNull(newest);
    evaluations =
        Counter.builder()
            .name("pod_security_evaluations_total")
            .help("Pods and pod templates that were judged; of audit and warn, what violates.")
            .labelNames(
                "decision",
                "policy_level",
                "policy_version",
                "mode",
                "request_operation",
                "resource",
                "subresource")
            .register(registry);
    exemptions =
        Counter.builder()
            .name("pod_security_exemptions_total")
            .help("Requests that were exempt.")
            .labelNames("request_operation", "resource", "subresource")
            .register(registry);
    errors =
        Counter.builder()
            .name("pod_security_errors_total")
            .help("Requests with something wrong; fatal where it kept them from being judged.")
            .labelNames("fatal", "request_operation", "resource", "subresource")
            .register(registry);
  }

  @Override
  public void evaluated(AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
    evaluations
        .labelValues(
            allowed ? "allow" : "deny",
            asked.level().toString(),
            version(asked),
            mode.toString(),
            operation(request),
            resource(request),
            subresource(request))
        .inc();
  }

  @Override
  public void exempted(AdmissionRequest request) {
    exemptions.labelValues(operation(request), resource(request), subresource(request)).inc();
  }

  @Override
  public void failed(AdmissionRequest request, boolean fatal, String error) {
    errors
        .labelValues(
            Boolean.toString(fatal), operation(request), resource(request), subresource(request))
        .inc();
  }

  private String version(LevelVersion asked) {
    if (asked.isPrivileged() || asked.version().isLatest()) {
      return "latest";
    }
    return asked.version().isNewerThan(newest) ? "future" : asked.version().toString();
  }

  private String operation(AdmissionRequest request) {
    return request.operation().length() > LONGEST_OPERATION
        ? OTHER
        : known(Ascii.toLowerCase(request.operation()), OPERATIONS);
  }

  private String subresource(AdmissionRequest request) {
    return known(request.subresource(), SUBRESOURCES);
  }

  private static String known(String value, ImmutableSet<String> values) {
    return values.contains(value) ? value : OTHER;
  }

  private static String resource(AdmissionRequest request) {
    if (request.resource().equals(GroupResource.PODS)) {
      return "pod";
    }
    return request.resource().equals(GroupResource.NAMESPACES) ? "namespace" : "controller";
  }

  /** Where they are counted. */
  PrometheusRegistry registry() {
    return registry;
  }
}
