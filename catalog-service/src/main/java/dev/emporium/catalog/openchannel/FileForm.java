package dev.emporium.catalog.openchannel;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The multipart form of an upload: its part {@code file} is handed on while it arrives. */
final class FileForm {
  private static final String PART = "file";

  private FileForm() {}

  /**
   * Reads a paused request; fails with INVALID of field {@code file} when there is no such part.
   */
  static <T> Future<T> read(
      HttpServerRequest request, Function<HttpServerFileUpload, Future<T>> take) {
    String type = request.getHeader("content-type");
    if (type == null
        || !type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data")) {
      return Future.failedFuture(malformed());
    }
    Promise<T> taken = Promise.promise();
    var found = new AtomicReference<HttpServerFileUpload>();
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException noBoundary) {
      return Future.failedFuture(malformed());
    }
    request.uploadHandler(
        upload -> {
          if (PART.equals(upload.name()) && found.compareAndSet(null, upload)) {
            upload.pause();
            accept(upload, take).onSuccess(taken::tryComplete).onFailure(taken::tryFail);
          } else {
            upload.handler(dropped -> {});
          }
        });
    request.exceptionHandler(broken -> taken.tryFail(malformed()));
    request.endHandler(
        end -> {
          if (found.get() == null) {
            taken.tryFail(malformed());
          }
        });
    request.resume();
    return taken.future();
  }

  private static <T> Future<T> accept(
      HttpServerFileUpload upload, Function<HttpServerFileUpload, Future<T>> take) {
    Future<T> result;
    try {
      result = take.apply(upload);
    } catch (RuntimeException refused) {
      result = Future.failedFuture(refused);
    }
    return result.onFailure(refused -> upload.handler(dropped -> {}).resume());
  }

  private static Failure malformed() {
    return Failure.invalid(PART, "The file must be submitted as multipart form data");
  }
}
