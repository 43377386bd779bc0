package dev.emporium.catalog.file;

import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.OpenOptions;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Contents in a directory, which replicas must share. */
public final class DirectoryContents implements Contents {
  private final Vertx vertx;
  private final Path root;

  public DirectoryContents(Vertx vertx, Path root) {
    this.vertx = vertx;
    this.root = root;
  }

  @Override
  public Future<Void> keep(String fileId, Path spooled, String contentType) {
    Path target = path(fileId);
    return vertx
        .fileSystem()
        .mkdirs(target.getParent().toString())
        .compose(
            made ->
                vertx.fileSystem().move(spooled.toString(), target.toString(), new CopyOptions()));
  }

  @Override
  public Reply.Writer read(String fileId, long from, long length) {
    return out ->
        vertx
            .fileSystem()
            .open(
                path(fileId).toString(),
                new OpenOptions().setRead(true).setWrite(false).setCreate(false))
            .compose(
                file ->
                    file.setReadPos(from)
                        .setReadLength(length)
                        .setReadBufferSize(65_536)
                        .pipe()
                        .endOnComplete(false)
                        .to(out)
                        .eventually(() -> file.close()));
  }

  @Override
  public Future<Void> delete(String fileId) {
    return vertx
        .fileSystem()
        .delete(path(fileId).toString())
        .recover(
            failure ->
                failure.getCause() instanceof NoSuchFileException
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private Path path(String fileId) {
    return root.resolve(fileId);
  }
}
