package io.github.pss4j.cli.serve;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Who answers to which path and method. Thread-safe. */
final class Routes implements HttpHandler {
  private final ReviewHandler reviews;
  private final AdmissionMetrics metrics;
  private final BooleanSupplier ready;
  private final ServerLog log;

  Routes(ReviewHandler reviews, AdmissionMetrics metrics, BooleanSupplier ready, ServerLog log) {
    this.reviews = requireNonNull(reviews);
    this.metrics = requireNonNull(metrics);
    this.ready = requireNonNull(ready);
    this.log = requireNonNull(log);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (RuntimeException e) {
        log.say("internal error: " + e);
        if (exchange.getResponseCode() < 0) {
          Answer.line(500, "internal error").send(exchange);
        }
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/validate" -> {
        if (isMethod("POST", exchange)) {
          reviews.handle(exchange);
        }
      }
      case "/healthz" -> get(exchange, Answer.line(200, "ok"));
      case "/readyz" ->
          get(
              exchange,
              ready.getAsBoolean() ? Answer.line(200, "ok") : Answer.line(503, "not ready"));
      case "/metrics" -> get(exchange, metrics.scrape());
      default -> Answer.line(404, "nothing is here; reviews go to /validate").send(exchange);
    }
  }

  private static void get(HttpExchange exchange, Answer answer) throws IOException {
    if (isMethod("GET", exchange)) {
      answer.send(exchange);
    }
  }

  /** Answers the request itself if it has another method. */
  private static boolean isMethod(String wanted, HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals(wanted)) {
      return true;
    }
    Answer.line(405, "the method must be " + wanted).with("Allow", wanted).send(exchange);
    return false;
  }
}
