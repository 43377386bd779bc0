package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a whole body, but never more than allowed. */
final class BodyCollector {
  private BodyCollector() {}

  static Future<Buffer> collect(HttpServerRequest request, long most) {
    String length = request.getHeader("content-length");
    if (length == null && request.getHeader("transfer-encoding") == null) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (length != null && tooLarge(length, most)) {
      return Future.failedFuture(refused(most));
    }
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + (long) chunk.length() > most) {
            promise.tryFail(refused(most));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(done -> promise.tryComplete(body));
    return promise.future();
  }

  private static boolean tooLarge(String length, long most) {
    try {
      return Long.parseLong(length) > most;
    } catch (NumberFormatException malformed) {
      return true;
    }
  }

  private static Failure refused(long most) {
    return Failure.of(Kind.TOO_LARGE, null, "The body must not exceed " + most + " bytes");
  }
}
