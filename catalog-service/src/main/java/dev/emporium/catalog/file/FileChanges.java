package dev.emporium.catalog.file;

import dev.emporium.catalog.domain.FileLimits;
import dev.emporium.catalog.domain.StoredFile;
import dev.emporium.catalog.store.FileStore;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps files and forgets them. Contents are kept before the row that names them is written, and
 * deleted before it is: a crash leaves contents that nobody names, never a name without contents.
 */
public final class FileChanges {
  private static final int STEP = 1000;

  /** What an uploader says of a file. */
  public record Wish(boolean isPrivate, List<String> hashes) {}

  private final Database database;
  private final FileStore files;
  private final Contents contents;
  private final Spool spool;
  private final FileLimits limits;
  private final Duration unreferenced;

  /**
   * @param unreferenced how long a file may be in no customData
   */
  public FileChanges(
      Database database,
      FileStore files,
      Contents contents,
      Spool spool,
      FileLimits limits,
      Duration unreferenced) {
    this.database = database;
    this.files = files;
    this.contents = contents;
    this.spool = spool;
    this.limits = limits;
    this.unreferenced = unreferenced;
  }

  /**
   * Takes a paused stream in.
   *
   * @param field named when it is too large or of a type that is not taken
   */
  public Future<StoredFile> keep(
      UUID marketplace,
      ReadStream<Buffer> stream,
      String field,
      String sentName,
      String sentType,
      Wish wish) {
    String name = StoredFile.name(sentName);
    String type = StoredFile.type(sentType);
    limits.type(field, type);
    String id = StoredFile.id(marketplace, wish.isPrivate(), Ids.hex24(), name);
    return spool
        .take(stream, field)
        .compose(
            spooled ->
                contents
                    .keep(id, spooled.path(), type)
                    .recover(
                        failure ->
                            spool
                                .discard(spooled.path())
                                .transform(discarded -> Future.failedFuture(failure)))
                    .compose(kept -> remember(marketplace, id, name, type, spooled, wish)));
  }

  private Future<StoredFile> remember(
      UUID marketplace, String id, String name, String type, Spool.Spooled spooled, Wish wish) {
    Map<String, Object> hash = new LinkedHashMap<>(spooled.hashes());
    hash.keySet().retainAll(wish.hashes());
    return database
        .inMarketplace(
            marketplace,
            tx -> {
              var file =
                  new StoredFile(
                      id,
                      name,
                      type,
                      spooled.size(),
                      wish.isPrivate(),
                      hash,
                      spooled.hashes().get("SHA-256"),
                      tx.now().truncatedTo(ChronoUnit.MILLIS));
              return files.insert(tx, file).map(file);
            })
        .recover(failure -> contents.delete(id).transform(deleted -> Future.failedFuture(failure)));
  }

  /** Removes files that have been in no customData for too long. */
  public Future<Void> sweep() {
    return Marketplaces.all(database)
        .compose(
            all -> {
              Future<Void> chain = Future.succeededFuture();
              for (UUID marketplace : all) {
                chain = chain.compose(done -> sweep(marketplace));
              }
              return chain;
            });
  }

  private Future<Void> sweep(UUID marketplace) {
    return database
        .inMarketplace(
            marketplace, tx -> files.takeUnreferenced(tx, tx.now().minus(unreferenced), STEP))
        .compose(
            ids -> {
              Future<Void> chain = Future.succeededFuture();
              for (String id : ids) {
                chain =
                    chain
                        .compose(done -> contents.delete(id))
                        .compose(
                            done ->
                                database.inMarketplace(marketplace, tx -> files.delete(tx, id)));
              }
              return chain;
            });
  }
}
