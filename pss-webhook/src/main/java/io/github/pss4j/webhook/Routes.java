package io.github.pss4j.webhook;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Who answers to which path and method. Thread-safe. */
final class Routes extends Handler.Abstract.NonBlocking {
  private final @Nullable ReviewHandler reviews;
  private final Supplier<Answer> metrics;
  private final Supplier<Answer> alive;
  private final BooleanSupplier ready;
  private final BooleanSupplier closing;
  private final Fatal fatal;
  private final ServerLog log;

  /**
   * Routes.
   *
   * @param reviews nothing where reviews are not taken
   * @param closing whether each answer is to be the last on its connection
   */
  Routes(
      @Nullable ReviewHandler reviews,
      Supplier<Answer> metrics,
      Supplier<Answer> alive,
      BooleanSupplier ready,
      BooleanSupplier closing,
      Fatal fatal,
      ServerLog log) {
    this.reviews = reviews;
    this.metrics = requireNonNull(metrics);
    this.alive = requireNonNull(alive);
    this.ready = requireNonNull(ready);
    this.closing = requireNonNull(closing);
    this.fatal = requireNonNull(fatal);
    this.log = requireNonNull(log);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      if (closing.getAsBoolean()
          && request.getConnectionMetaData().getHttpVersion().getVersion() < 20) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      route(request, response, callback);
    } catch (RuntimeException e) {
      log.say("internal error: " + e);
      Answer.line(500, "internal error").send(response, callback);
    } catch (Error e) {
      fatal.happened(e);
      throw e;
    }
    return true;
  }

  private void route(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getDecodedPath();
    switch (path == null ? "" : path) {
      case "/validate", "/validate/" -> {
        if (reviews == null) {
          send(Answer.line(404, "reviews go to the other address"), response, callback);
        } else if (request.getMethod().equals("POST")) {
          reviews.handle(request, response, callback);
        } else {
          send(otherMethod("POST"), response, callback);
        }
      }
      case "/healthz", "/livez" -> get(request, alive, response, callback);
      case "/readyz" ->
          get(
              request,
              () -> ready.getAsBoolean() ? Answer.line(200, "ok") : Answer.line(503, "not ready"),
              response,
              callback);
      case "/metrics" -> get(request, metrics, response, callback);
      default ->
          send(Answer.line(404, "nothing is here; reviews go to /validate"), response, callback);
    }
  }

  private static void get(
      Request request, Supplier<Answer> answer, Response response, Callback callback) {
    send(request.getMethod().equals("GET") ? answer.get() : otherMethod("GET"), response, callback);
  }

  private static Answer otherMethod(String wanted) {
    return Answer.line(405, "the method must be " + wanted).with("Allow", wanted);
  }

  private static void send(Answer answer, Response response, Callback callback) {
    answer.send(response, callback);
  }
}
