package io.github.pss4j.webhook;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says in one line what is wrong with a request that is none: a bad target, a bad header. */
final class LineErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Object why = request.getAttribute(ERROR_MESSAGE);
    String usual = HttpStatus.getMessage(status);
    Answer.line(status, status < 500 && why instanceof String said ? said : usual)
        .send(response, callback);
    return true;
  }
}
