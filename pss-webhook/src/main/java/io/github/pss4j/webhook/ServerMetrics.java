package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.DoubleSupplier;

/** How the server itself is. Thread-safe. */
final class ServerMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final AdmissionMetrics admission;
  private final Counter refused;
  private final Histogram duration;

  ServerMetrics(AdmissionMetrics admission) {
    this.admission = requireNonNull(admission);
    refused =
        Counter.builder()
            .name("pss_webhook_refused_total")
            .help("Requests that were not answered with a decision, by status or reason.")
            .labelNames("reason")
            .register(registry);
    duration =
        Histogram.builder()
            .name("pss_webhook_review_duration_seconds")
            .help("Time from the head of a review to its decision.")
            .classicOnly()
            .classicUpperBounds(
                0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .register(registry);
    Info.builder()
        .name("pss_webhook_build")
        .help("Which version this is.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(Build.version());
    JvmMetrics.builder().register(registry);
  }

  /** One of the closed list of reasons: a status of HTTP, {@code busy}, {@code slow}, … */
  void refused(String reason) {
    refused.labelValues(reason).inc();
  }

  void answered(long nanos) {
    duration.observe(nanos / 1e9);
  }

  void watch(ReviewHandler reviews) {
    gauge(
        "pss_webhook_reviews_in_flight",
        "Reviews whose answer is not written yet.",
        reviews::inFlight);
    gauge(
        "pss_webhook_reviews_queued",
        "Reviews that wait for memory or for a thread.",
        reviews::queued);
    gauge(
        "pss_webhook_review_body_bytes",
        "Memory that is set aside for long bodies.",
        () -> reviews.memory.bodies().taken());
    gauge(
        "pss_webhook_review_judging_bytes",
        "Memory that is set aside for judging.",
        () -> reviews.memory.judging().taken());
  }

  void watch(List<Source> sources) {
    GaugeWithCallback.builder()
        .name("pss_webhook_source_age_seconds")
        .help("Time since what is in use was last known to be what is there.")
        .labelNames("source")
        .callback(it -> sources.forEach(source -> it.call(source.ageInSeconds(), source.name())))
        .register(registry);
    CounterWithCallback.builder()
        .name("pss_webhook_source_failures_total")
        .help("Looks at a source that brought nothing to use.")
        .labelNames("source")
        .callback(
            it -> sources.forEach(source -> it.call((double) source.failures(), source.name())))
        .register(registry);
  }

  void watch(ServerLog log) {
    CounterWithCallback.builder()
        .name("pss_webhook_log_lines_lost_total")
        .help("Lines of the log that nobody read in time.")
        .callback(it -> it.call((double) log.dropped()))
        .register(registry);
  }

  void watch(ServerCertificate certificate) {
    gauge(
        "pss_webhook_certificate_expiry_timestamp_seconds",
        "When the certificate that is shown expires.",
        () -> certificate.notAfter().getEpochSecond());
  }

  void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(it -> it.call(value.getAsDouble()))
        .register(registry);
  }

  /** All of them, and those of admission, as Prometheus reads them. */
  Answer scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, admission.registry().scrape());
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of(writer.getContentType(), text.toByteArray());
  }
}
