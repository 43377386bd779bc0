package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.StoredFile;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/** OpenChannel's File and File Pages (openchannel.txt:6499-6602). */
final class FilesJson {
  private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256");

  private FilesJson() {}

  /** {@code prefix} stands before the id in a public file's address. */
  static JsonObject file(StoredFile file, String prefix) {
    var json =
        new JsonObject()
            .put("uploadDate", file.uploaded().toEpochMilli())
            .put("fileId", file.fileId())
            .put("name", file.name())
            .put("contentType", file.contentType())
            .put("size", file.size())
            .put("isPrivate", file.isPrivate());
    if (!file.hash().isEmpty()) {
      json.put("hash", new JsonObject(file.hash()));
    }
    return file.isPrivate() ? json : json.put("fileUrl", prefix + file.fileId());
  }

  static JsonObject pages(Page<StoredFile> found, int page, int limit, String prefix) {
    var list = new JsonArray();
    found.rows().forEach(file -> list.add(file(file, prefix)));
    return AppsJson.pages(found.total(), page, limit, list);
  }

  /** The hashes asked for, as a comma-separated list. */
  static List<String> hashes(String list) {
    if (list.isBlank()) {
      return List.of();
    }
    var names = Arrays.stream(list.split(",", -1)).map(String::strip).distinct().toList();
    if (!HASHES.containsAll(names)) {
      throw Failure.invalid("hash", "The hashes are " + String.join(", ", HASHES));
    }
    return names;
  }
}
