package io.github.pss4j.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpsServer;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityConfiguration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What docs/admission.md shows is what is compiled, and works. */
final class GuideTest {
  @Test
  void theBareWebhookIsTheOneThatIsCompiled() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "admission.md"));
    String source =
        Files.readString(Path.of("src/test/java/io/github/pss4j/webhook/BareWebhook.java"));
    String shown = source.substring(source.indexOf("import "));
    assertTrue(guide.contains("```java\n" + shown + "```\n"));
  }

  @Test
  void theBareWebhookAnswers() throws Exception {
    SelfSigned certificate = SelfSigned.of(List.of("localhost"));
    Namespace team =
        new Namespace("team", ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline"));
    HttpsServer server =
        BareWebhook.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerCertificate(certificate.keyPair()).context(),
            (name, deadline) -> Optional.of(team),
            (namespace, deadline) -> List.of(),
            PodSecurityConfiguration.standard());
    try {
      Client client =
          new Client(
              "https://localhost:" + server.getAddress().getPort(), certificate.certificate());
      assertEquals(
          403,
          Reviews.response(client.validate(Reviews.podCreation("u", true)).body())
              .at("/status/code")
              .asInt());
      assertEquals(400, client.validate("{".getBytes(StandardCharsets.UTF_8)).statusCode());
      assertEquals(413, client.validate(new byte[(3 << 20) + 1]).statusCode());
    } finally {
      server.stop(0);
    }
  }
}
