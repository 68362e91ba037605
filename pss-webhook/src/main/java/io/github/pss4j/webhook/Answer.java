package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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

  /** Hands it to the connection; never waits for the one who is to read it. */
  void send(Response response, Callback written) {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), written);
  }
}
