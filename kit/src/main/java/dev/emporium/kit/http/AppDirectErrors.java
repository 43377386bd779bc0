package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.json.JsonObject;

/** {@code {status, code, message}} (appdirect.txt:4424, 6221). */
public final class AppDirectErrors implements ErrorFormat {
  @Override
  public Reply render(Failure failure, int operationStatus, String traceId) {
    int status = Fault.status(failure, operationStatus);
    return Reply.json(
        status,
        new JsonObject()
            .put("status", status)
            .put("code", code(failure))
            .put("message", String.join("; ", Fault.sentences(failure))));
  }

  private static String code(Failure failure) {
    if (!failure.code().equals(failure.kind().name())) {
      return failure.code();
    }
    if (failure.kind() == Kind.INVALID) {
      return "BAD_REQUEST";
    }
    if (failure.kind() == Kind.UNAUTHENTICATED) {
      return "UNAUTHORIZED";
    }
    return failure.kind() == Kind.INTERNAL ? "UNKNOWN_ERROR" : failure.kind().name();
  }
}
