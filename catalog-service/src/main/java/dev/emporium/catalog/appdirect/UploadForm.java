package dev.emporium.catalog.appdirect;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The multipart form of a catalog file: the parts {@code file} and {@code entityType}. */
final class UploadForm {
  /** Greater files are refused; what is behind the bound is read and dropped. */
  static final int MAX_BYTES = 5 << 20;

  private static final String FILE = "file";

  private UploadForm() {}

  /**
   * What was sent.
   *
   * @param entityType null when it was not
   */
  record Sent(
      String entityType,
      String fileName,
      String contentType,
      String encoding,
      int size,
      String content) {}

  /** Reads a paused request; fails with INVALID naming {@code file}. */
  static Future<Sent> read(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return Future.failedFuture(invalid("The file must be sent as multipart form data"));
    }
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException noBoundary) {
      return Future.failedFuture(invalid("The file must be sent as multipart form data"));
    }
    Promise<Sent> sent = Promise.promise();
    var intake = new Intake();
    request.uploadHandler(intake::accept);
    request.exceptionHandler(broken -> sent.tryFail(invalid("The form is malformed")));
    request.endHandler(
        end -> {
          try {
            sent.tryComplete(intake.sent(request.getFormAttribute("entityType")));
          } catch (Failure refused) {
            sent.tryFail(refused);
          }
        });
    request.resume();
    return sent.future();
  }

  private static final class Intake {
    private final Buffer bytes = Buffer.buffer();
    private HttpServerFileUpload file;
    private boolean tooLarge;

    void accept(HttpServerFileUpload upload) {
      if (!FILE.equals(upload.name()) || file != null) {
        upload.handler(dropped -> {});
        return;
      }
      file = upload;
      upload.handler(
          part -> {
            if (bytes.length() + part.length() > MAX_BYTES) {
              tooLarge = true;
            } else if (!tooLarge) {
              bytes.appendBuffer(part);
            }
          });
    }

    Sent sent(String entityType) {
      if (file == null) {
        throw invalid("This field is required");
      }
      if (tooLarge) {
        throw invalid("A file has at most " + MAX_BYTES + " bytes");
      }
      return new Sent(
          entityType,
          name(file.filename()),
          file.contentType() == null ? "text/csv" : file.contentType(),
          file.contentTransferEncoding() == null ? "7bit" : file.contentTransferEncoding(),
          bytes.length(),
          text());
    }

    private String text() {
      String text;
      try {
        text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes()))
                .toString();
      } catch (CharacterCodingException malformed) {
        throw invalid("The file must be text in UTF-8");
      }
      if (text.isBlank() || text.indexOf('\0') >= 0) {
        throw invalid("The file must be comma-separated values");
      }
      return text;
    }

    private static String name(String given) {
      String name = given == null ? "" : given.replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
      return name.isEmpty() ? "catalog.csv" : name.substring(0, Math.min(name.length(), 200));
    }
  }

  private static Failure invalid(String message) {
    return Failure.invalid(FILE, message);
  }
}
