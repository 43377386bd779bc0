package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;

/**
 * {@code {error, error_description}} of RFC 6749, 5.2, for token endpoints: also for what the
 * protocol has no word for, so that a client reads one shape. Operations ask for it with {@code
 * x-errors: oauth}.
 */
public final class OAuthErrors implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    int status = Fault.status(failure, operationStatus);
    var body =
        new JsonObject()
            .put("error", word(status))
            .put("error_description", String.join("; ", Fault.sentences(failure)));
    return Reply.json(status, body)
        .withHeader("Cache-Control", "no-store")
        .withHeader("Pragma", "no-cache");
  }

  private static String word(int status) {
    return switch (status) {
      case 401 -> "invalid_client";
      case 403 -> "unauthorized_client";
      case 429, 503 -> "temporarily_unavailable";
      default -> status >= 500 ? "server_error" : "invalid_request";
    };
  }
}
