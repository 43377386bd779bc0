package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;

/** RFC 9457, for our own operations and wherever no dialect is meant. */
public final class ProblemDetails implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    int status = Fault.status(failure, operationStatus);
    var body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", Fault.title(failure))
            .put("status", status)
            .put("detail", failure.getMessage())
            .put("errors", Fault.fields(failure));
    if (status >= 500 && traceId != null) {
      body.put("traceId", traceId);
    }
    return Reply.json(status, body).withContentType("application/problem+json");
  }
}
