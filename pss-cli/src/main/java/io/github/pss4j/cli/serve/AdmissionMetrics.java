package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.workload.GroupResource;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what is decided under the names and labels of the API server. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/instrumentation/metrics/">Kubernetes Metrics
 *     Reference</a>
 */
final class AdmissionMetrics implements AdmissionListener {
  /** A label has few values when an API server asks; somebody else must not fill the memory. */
  private static final int MOST_VALUES_OF_A_LABEL = 100;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Set<String> operations = ConcurrentHashMap.newKeySet();
  private final Set<String> subresources = ConcurrentHashMap.newKeySet();
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
    return known(Ascii.toLowerCase(request.operation()), operations);
  }

  private String subresource(AdmissionRequest request) {
    return known(request.subresource(), subresources);
  }

  private static String known(String value, Set<String> values) {
    if (values.contains(value)) {
      return value;
    }
    if (values.size() >= MOST_VALUES_OF_A_LABEL) {
      return "other";
    }
    values.add(value);
    return value;
  }

  private static String resource(AdmissionRequest request) {
    if (request.resource().equals(GroupResource.PODS)) {
      return "pod";
    }
    return request.resource().equals(GroupResource.NAMESPACES) ? "namespace" : "controller";
  }

  /** All counters as Prometheus reads them. */
  Answer scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of(writer.getContentType(), text.toByteArray());
  }
}
