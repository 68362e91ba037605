package io.github.pss4j.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.webhook.Client;
import io.github.pss4j.webhook.Reviews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.altindag.ssl.pem.util.PemUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What examples/admission/README.md shows happens as it is shown, over TLS. */
@Timeout(120)
final class AdmissionExampleTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXAMPLE = ROOT.resolve("examples/admission");

  /** The words of an API server that enforces restricted at v1.35. */
  private static final String REFUSAL =
      "pods \"till\" is forbidden: violates PodSecurity \"restricted:v1.35\":"
          + " allowPrivilegeEscalation != false (container \"till\" must set"
          + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container"
          + " \"till\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true"
          + " (pod or container \"till\" must set securityContext.runAsNonRoot=true),"
          + " seccompProfile (pod or container \"till\" must set"
          + " securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")";

  private final Path certificate;

  AdmissionExampleTest(@TempDir Path directory) {
    certificate = directory.resolve("pss.crt");
  }

  @Test
  void refusesThePodAndAdmitsItOnceItIsFixed() throws Exception {
    String readme = Files.readString(EXAMPLE.resolve("README.md"));
    assertTrue(
        readme.contains(
            "pss-cli/pss serve --self-signed /tmp/pss.crt --cluster-state examples/admission/cluster\n"));
    try (ServeProcess serve =
        ServeProcess.start(
            ROOT,
            List.of(
                "--self-signed",
                certificate.toString(),
                "--cluster-state",
                "examples/admission/cluster"))) {
      Client client = new Client(serve.url, PemUtils.loadCertificate(certificate).get(0));

      String refused = validate(client, "pod.json");
      JsonNode status = Reviews.response(refused).get("status");
      assertEquals(403, status.get("code").asInt());
      assertEquals(REFUSAL, status.get("message").asText());
      assertTrue(readme.contains("```json\n" + refused + "\n```"), refused);

      String admitted = validate(client, "fixed-pod.json");
      assertTrue(Reviews.response(admitted).get("allowed").asBoolean());
      assertTrue(readme.contains("```json\n" + admitted + "\n```"), admitted);
    }
  }

  private static String validate(Client client, String review) throws Exception {
    String readme = Files.readString(EXAMPLE.resolve("README.md"));
    assertTrue(
        readme.contains(
            "curl --cacert /tmp/pss.crt -H 'Content-Type: application/json' \\\n"
                + "  --data-binary @examples/admission/"
                + review
                + " https://localhost:8443/validate\n"));
    return client
        .post("/validate", "application/json", Files.readAllBytes(EXAMPLE.resolve(review)))
        .body();
  }
}
