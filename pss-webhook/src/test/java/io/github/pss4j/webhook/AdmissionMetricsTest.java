package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.workload.GroupResource;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class AdmissionMetricsTest {
  private final AdmissionMetrics metrics = new AdmissionMetrics(Version.of(37));

  @Test
  void countsUnderTheNamesAndLabelsOfTheApiServer() {
    AdmissionRequest pod = AdmissionRequest.builder("CREATE", GroupResource.PODS).build();
    AdmissionRequest resize =
        AdmissionRequest.builder("UPDATE", GroupResource.PODS).subresource("resize").build();
    AdmissionRequest deployment =
        AdmissionRequest.builder("Odd", new GroupResource("apps", "deployments")).build();
    AdmissionRequest namespace =
        AdmissionRequest.builder("UPDATE", GroupResource.NAMESPACES).build();
    metrics.evaluated(pod, Mode.ENFORCE, asked(Level.BASELINE, "v1.37"), true);
    metrics.evaluated(pod, Mode.ENFORCE, asked(Level.BASELINE, "v1.37"), true);
    metrics.evaluated(pod, Mode.AUDIT, asked(Level.RESTRICTED, "latest"), false);
    metrics.evaluated(pod, Mode.ENFORCE, asked(Level.PRIVILEGED, "v1.20"), true);
    metrics.evaluated(resize, Mode.ENFORCE, asked(Level.RESTRICTED, "v1.38"), false);
    metrics.evaluated(deployment, Mode.WARN, asked(Level.RESTRICTED, "v1.0"), false);
    metrics.exempted(namespace);
    metrics.failed(pod, true, "e");
    metrics.failed(deployment, false, "e");
    assertEquals(
        """
        # HELP pod_security_errors_total Requests with something wrong; fatal where it kept them from being judged.
        # TYPE pod_security_errors_total counter
        pod_security_errors_total{fatal="false",request_operation="other",resource="controller",subresource=""} 1.0
        pod_security_errors_total{fatal="true",request_operation="create",resource="pod",subresource=""} 1.0
        # HELP pod_security_evaluations_total Pods and pod templates that were judged; of audit and warn, what violates.
        # TYPE pod_security_evaluations_total counter
        pod_security_evaluations_total{decision="allow",mode="enforce",policy_level="baseline",policy_version="v1.37",request_operation="create",resource="pod",subresource=""} 2.0
        pod_security_evaluations_total{decision="allow",mode="enforce",policy_level="privileged",policy_version="latest",request_operation="create",resource="pod",subresource=""} 1.0
        pod_security_evaluations_total{decision="deny",mode="audit",policy_level="restricted",policy_version="latest",request_operation="create",resource="pod",subresource=""} 1.0
        pod_security_evaluations_total{decision="deny",mode="enforce",policy_level="restricted",policy_version="future",request_operation="update",resource="pod",subresource="resize"} 1.0
        pod_security_evaluations_total{decision="deny",mode="warn",policy_level="restricted",policy_version="v1.0",request_operation="other",resource="controller",subresource=""} 1.0
        # HELP pod_security_exemptions_total Requests that were exempt.
        # TYPE pod_security_exemptions_total counter
        pod_security_exemptions_total{request_operation="update",resource="namespace",subresource=""} 1.0
        """,
        text());
  }

  @Test
  void doesNotGrowWithoutEnd() {
    String megabytes = "o".repeat(3 << 20);
    for (int i = 0; i < 10_000; i++) {
      metrics.exempted(
          AdmissionRequest.builder(i + megabytes.substring(0, i % 20), GroupResource.PODS)
              .subresource("s" + i)
              .build());
    }
    metrics.exempted(
        AdmissionRequest.builder(megabytes, GroupResource.PODS).subresource(megabytes).build());
    metrics.exempted(AdmissionRequest.builder("CREATE", GroupResource.PODS).build());
    assertEquals(
        """
        # HELP pod_security_exemptions_total Requests that were exempt.
        # TYPE pod_security_exemptions_total counter
        pod_security_exemptions_total{request_operation="create",resource="pod",subresource=""} 1.0
        pod_security_exemptions_total{request_operation="other",resource="pod",subresource="other"} 10001.0
        """,
        text());
  }

  private static LevelVersion asked(Level level, String version) {
    return LevelVersion.of(level, Version.parse(version));
  }

  private String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, metrics.registry().scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(UTF_8);
  }
}
