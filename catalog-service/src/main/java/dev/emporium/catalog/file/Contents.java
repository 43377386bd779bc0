package dev.emporium.catalog.file;

import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import java.nio.file.Path;

/** Where contents of files rest, by file id. */
public interface Contents {
  /** Keeps what lies at {@code spooled}, which may be moved away. */
  Future<Void> keep(String fileId, Path spooled, String contentType);

  /** Writes {@code length} bytes from {@code from} on. */
  Reply.Writer read(String fileId, long from, long length);

  /** Deletes; harmless when it is not there. */
  Future<Void> delete(String fileId);

  /** Releases what is held. */
  Future<Void> close();
}
