package dev.emporium.catalog.file;

import dev.emporium.catalog.domain.FileLimits;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes incoming bytes to a file of its own, hashing them on the way; no more of them is in memory
 * than a few buffers.
 */
public final class Spool {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * What came in.
   *
   * @param hashes MD5, SHA-1 and SHA-256, upper-case hex
   */
  public record Spooled(Path path, long size, Map<String, String> hashes) {}

  private final Vertx vertx;
  private final Path directory;
  private final FileLimits limits;

  public Spool(Vertx vertx, Path directory, FileLimits limits) {
    this.vertx = vertx;
    this.directory = directory;
    this.limits = limits;
  }

  /**
   * Takes a whole stream, which is paused when this is called. Of one that is too long the rest is
   * read and dropped, so that its sender hears the answer.
   *
   * @param field named when it is too large
   * @return fails with a {@link Failure} (INVALID), or with what the stream failed with; then
   *     nothing is left behind
   */
  public Future<Spooled> take(ReadStream<Buffer> stream, String field) {
    Path path = directory.resolve(Ids.hex24());
    var intake = new Intake(stream, field);
    return vertx
        .fileSystem()
        .mkdirs(directory.toString())
        .compose(
            made ->
                vertx
                    .fileSystem()
                    .open(path.toString(), new OpenOptions().setCreateNew(true).setRead(false)))
        .compose(
            file ->
                intake
                    .into(file)
                    .eventually(() -> file.close())
                    .map(done -> new Spooled(path, intake.size, intake.hashes())))
        .recover(failure -> discard(path).transform(deleted -> Future.failedFuture(failure)));
  }

  /** Deletes what was spooled and not kept. */
  public Future<Void> discard(Path path) {
    return vertx.fileSystem().delete(path.toString());
  }

  private final class Intake {
    private final ReadStream<Buffer> stream;
    private final String field;
    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();
    private final Promise<Void> done = Promise.promise();
    private long size;

    Intake(ReadStream<Buffer> stream, String field) {
      this.stream = stream;
      this.field = field;
      for (String name : new String[] {"MD5", "SHA-1", "SHA-256"}) {
        digests.put(name, digest(name));
      }
    }

    Future<Void> into(AsyncFile file) {
      stream.exceptionHandler(done::tryFail);
      stream.handler(part -> accept(file, part));
      stream.endHandler(
          end -> {
            if (size > limits.bytes()) {
              done.tryFail(limits.tooLarge(field));
            } else {
              done.tryComplete();
            }
          });
      stream.resume();
      return done.future();
    }

    private void accept(AsyncFile file, Buffer part) {
      size += part.length();
      if (size > limits.bytes() || done.future().isComplete()) {
        return;
      }
      byte[] bytes = part.getBytes();
      digests.values().forEach(digest -> digest.update(bytes));
      file.write(part).onFailure(done::tryFail);
      if (file.writeQueueFull()) {
        stream.pause();
        file.drainHandler(drained -> stream.resume());
      }
    }

    private Map<String, String> hashes() {
      var hashes = new LinkedHashMap<String, String>();
      digests.forEach((name, digest) -> hashes.put(name, HEX.formatHex(digest.digest())));
      return hashes;
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
