package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** What is answered to an HTTP request. Immutable. */
final class Answer {
  private final int status;
  private final ImmutableMap<String, String> headers;
  private final byte[] body;

  private Answer(int status, ImmutableMap<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  byte[] body() {
    return body;
  }

  /** An answer to a request that was understood; the body is not copied. */
  static Answer of(String contentType, byte[] body) {
    return new Answer(200, ImmutableMap.of("Content-Type", contentType), body);
  }

  /** An answer of one line, to be read by a person. */
  static Answer line(int status, String line) {
    return new Answer(
        status,
        ImmutableMap.of("Content-Type", "text/plain; charset=utf-8"),
        (line + "\n").getBytes(UTF_8));
  }

  Answer with(String header, String value) {
    return new Answer(
        status,
        ImmutableMap.<String, String>builder().putAll(headers).put(header, value).buildOrThrow(),
        body);
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
