package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The floor of the load test: the same HTTP server, which reads a body and answers a constant. */
final class ConstantWebhook {
  private static final byte[] ANSWER =
      ("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":"
              + "{\"uid\":\"constant\",\"allowed\":true}}")
          .getBytes(UTF_8);

  private ConstantWebhook() {}

  /** Runs it; the argument is the file for its certificate. */
  public static void main(String... args) throws Exception {
    SelfSigned made = SelfSigned.of(List.of("127.0.0.1"));
    made.writeTo(Path.of(args[0]));
    ReviewServer server =
        ReviewServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerCertificate(made.keyPair()),
            new Handler.Abstract.NonBlocking() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                read(request, response, callback);
                return true;
              }
            },
            Duration.ofSeconds(10),
            new Fatal(error -> Runtime.getRuntime().halt(3)));
    System.out.println("listening on https://127.0.0.1:" + server.address().getPort());
    new CountDownLatch(1).await();
  }

  private static void read(Request request, Response response, Callback callback) {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(() -> read(request, response, callback));
        return;
      }
      boolean isLast = chunk.isLast();
      chunk.release();
      if (isLast) {
        Answer.of("application/json", ANSWER).send(response, callback);
        return;
      }
    }
  }
}
