package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.StoredFile;
import dev.emporium.catalog.file.FileChanges;
import dev.emporium.catalog.file.FileLinks;
import dev.emporium.catalog.file.UrlFetch;
import dev.emporium.catalog.store.FileStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Developer API, section Files. */
public final class FilesOperations {
  private final Database database;
  private final FileStore files;
  private final FileChanges changes;
  private final FileLinks links;
  private final UrlFetch fetch;

  public FilesOperations(
      Database database, FileStore files, FileChanges changes, FileLinks links, UrlFetch fetch) {
    this.database = database;
    this.files = files;
    this.changes = changes;
    this.links = links;
    this.fetch = fetch;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("uploadFile", this::uploadFile)
        .on("uploadFileByUrl", this::uploadFileByUrl)
        .on("getFileDetails", this::getFileDetails)
        .on("downloadFile", this::downloadFile)
        .on("listFiles", this::listFiles);
  }

  private Future<Reply> uploadFile(Call call) {
    FileChanges.Wish wish =
        wish(call.queryBoolean("isPrivate").orElse(false), call.query("hash").orElse(""));
    return FileForm.read(
            call.stream(),
            upload ->
                changes.keep(
                    call.marketplace(),
                    upload,
                    "file",
                    upload.filename(),
                    upload.contentType(),
                    wish))
        .map(this::shown);
  }

  private Future<Reply> uploadFileByUrl(Call call) {
    JsonObject body = call.body();
    FileChanges.Wish wish =
        wish(
            call.queryBoolean("isPrivate").orElse(body.getBoolean("isPrivate", false)),
            call.query("hash").orElse(body.getString("hash", "")));
    String url = call.query("url").orElse(body.getString("url", ""));
    if (url.isBlank()) {
      throw Failure.invalid("url", "This field is required");
    }
    return fetch
        .fetch(
            url,
            found ->
                changes.keep(
                    call.marketplace(),
                    found.response(),
                    "url",
                    name(found.uri()),
                    found.response().getHeader("content-type"),
                    wish))
        .map(this::shown);
  }

  private static String name(URI uri) {
    return uri.getPath() == null ? "" : uri.getPath();
  }

  private static FileChanges.Wish wish(boolean isPrivate, String hashes) {
    return new FileChanges.Wish(isPrivate, FilesJson.hashes(hashes));
  }

  private Reply shown(StoredFile file) {
    return Reply.ok(FilesJson.file(file, links.prefix()));
  }

  private Future<Reply> getFileDetails(Call call) {
    String named =
        call.query("fileIdOrUrl")
            .or(() -> call.query("fileldOrUrl"))
            .orElseThrow(() -> Failure.invalid("fileId", "This field is required"));
    return find(call, links.id(named)).map(this::shown);
  }

  private Future<Reply> downloadFile(Call call) {
    String named =
        call.query("fileId")
            .or(() -> call.query("fileld"))
            .orElseThrow(() -> Failure.invalid("fileId", "This field is required"));
    int seconds = call.queryInt("validSeconds");
    return find(call, named)
        .map(file -> Reply.ok(new JsonObject().put("url", links.signed(file.fileId(), seconds))));
  }

  private Future<StoredFile> find(Call call, String fileId) {
    return database
        .read(call.marketplace(), tx -> files.find(tx, fileId))
        .map(found -> found.orElseThrow(() -> Failure.notFound("The file was not found")));
  }

  private Future<Reply> listFiles(Call call) {
    var search =
        new FileStore.Search(
            QueryDocument.parse(call.query("query").orElse(null)),
            SortDocument.parse(call.query("sort").orElse(null)),
            call.queryInt("pageNumber"),
            call.queryInt("limit"));
    return database
        .read(call.marketplace(), tx -> files.list(tx, search))
        .map(
            found ->
                Reply.ok(FilesJson.pages(found, search.page(), search.limit(), links.prefix())));
  }
}
