package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;

/** {@code {code, errors: [{field?, message}]}} (openchannel.txt:45-70). */
public final class OpenChannelErrors implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    int status = Fault.status(failure, operationStatus);
    return Reply.json(
        status, new JsonObject().put("code", status).put("errors", Fault.fields(failure)));
  }
}
