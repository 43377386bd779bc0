package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.ByteRange;
import dev.emporium.catalog.domain.StoredFile;
import dev.emporium.catalog.file.Contents;
import dev.emporium.catalog.file.FileLinks;
import dev.emporium.catalog.store.FileStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The public address of files, {@code /files/…}: anybody's, private files by a signed link. */
public final class FileDelivery {
  /** Shown in a page; everything else is downloaded, because a browser might execute it. */
  private static final Set<String> INLINE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "text/plain");

  private final Database database;
  private final FileStore files;
  private final Contents contents;
  private final FileLinks links;

  public FileDelivery(Database database, FileStore files, Contents contents, FileLinks links) {
    this.database = database;
    this.files = files;
    this.contents = contents;
    this.links = links;
  }

  /** Binds its operation. */
  public void bind(Operations table) {
    table.on("deliverFile", this::deliverFile);
  }

  private Future<Reply> deliverFile(Call call) {
    String id = call.path("marketplace") + "/" + call.path("access") + "/" + call.path("object");
    UUID marketplace = StoredFile.marketplace(id);
    if (marketplace == null) {
      throw unknown();
    }
    if (call.path("access").equals("private")
        && !links.valid(
            id, call.queryLong("expires").orElse(0L), call.query("signature").orElse(""))) {
      throw Failure.forbidden("This link is not valid, or not any longer");
    }
    return database
        .read(marketplace, tx -> files.find(tx, id))
        .map(found -> delivered(call, found.orElseThrow(FileDelivery::unknown)));
  }

  private Reply delivered(Call call, StoredFile file) {
    String tag = "\"" + file.sha256().substring(0, 32) + "\"";
    if (call.header("if-none-match").filter(tag::equals).isPresent()) {
      return described(new Reply(304, Map.of(), null, null), file, tag);
    }
    Optional<ByteRange> range =
        call.header("if-range").filter(known -> !known.equals(tag)).isPresent()
            ? Optional.empty()
            : ByteRange.of(call.header("range").orElse(""), file.size());
    if (range.isEmpty()) {
      return described(
          Reply.stream(
              200, file.contentType(), file.size(), contents.read(file.fileId(), 0, file.size())),
          file,
          tag);
    }
    ByteRange part = range.get();
    if (part.length() == 0) {
      return new Reply(416, Map.of("Content-Range", "bytes */" + file.size()), null, null);
    }
    return described(
            Reply.stream(
                206,
                file.contentType(),
                part.length(),
                contents.read(file.fileId(), part.from(), part.length())),
            file,
            tag)
        .withHeader(
            "Content-Range",
            "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, file.size()));
  }

  private static Reply described(Reply reply, StoredFile file, String tag) {
    String way = INLINE.contains(file.contentType()) && !file.isPrivate() ? "inline" : "attachment";
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return reply
        .withHeader("ETag", tag)
        .withHeader("Accept-Ranges", "bytes")
        .withHeader("Content-Disposition", way + "; filename*=UTF-8''" + name)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        .withHeader(
            "Cache-Control",
            file.isPrivate() ? "private, no-store" : "public, max-age=31536000, immutable");
  }

  private static Failure unknown() {
    return Failure.notFound("The file was not found");
  }
}
