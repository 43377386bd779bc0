package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * {@code {statusCode, message}}; 401 adds {@code error}; 422 gives {@code message} as a list and
 * {@code error} (contract/dialects.md (c)).
 */
public final class HighLevelErrors implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    int status = Fault.status(failure, operationStatus);
    var body = new JsonObject().put("statusCode", status);
    var sentences = Fault.sentences(failure);
    if (status == 422) {
      body.put("message", new JsonArray(sentences)).put("error", "Unprocessable Entity");
    } else {
      body.put("message", String.join("; ", sentences));
      if (status == 401) {
        body.put("error", "Unauthorized");
      }
    }
    return Reply.json(status, body);
  }
}
