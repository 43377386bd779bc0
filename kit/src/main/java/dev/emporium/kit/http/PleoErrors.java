package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;

/**
 * Pleo's document shows no error body (contract/dialects.md (d)); ours is {@code {code, message,
 * errors}} in its media type.
 */
public final class PleoErrors implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    return Reply.json(
            Fault.status(failure, operationStatus),
            new JsonObject()
                .put("code", failure.code())
                .put("message", String.join("; ", Fault.sentences(failure)))
                .put("errors", Fault.fields(failure)))
        .withContentType("application/json;charset=UTF-8");
  }
}
