package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;

/** Talks to a server over TLS and trusts the certificates that it is told to, no others. */
public final class Client {
  private final URI server;
  private final HttpClient http;

  public Client(String url, X509Certificate... trusted) {
    server = URI.create(url);
    http = HttpClient.newBuilder().sslContext(trusting(trusted)).build();
  }

  public static SSLContext trusting(X509Certificate... certificates) {
    return SSLFactory.builder().withTrustMaterial(List.of(certificates)).build().getSslContext();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public HttpResponse<String> validate(byte[] review) throws IOException, InterruptedException {
    return post("/validate?timeout=10s", "application/json", review);
  }

  public HttpResponse<String> post(String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
  }
}
