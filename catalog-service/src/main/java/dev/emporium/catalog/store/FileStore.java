package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.StoredFile;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of uploaded files; their contents are elsewhere. */
public final class FileStore {
  private final QueryFields fields;

  /** What is asked for; {@code page} counts from 1. */
  public record Search(QueryDocument query, SortDocument sort, int page, int limit) {}

  /**
   * Files whose public address is {@code urlPrefix} and the id.
   *
   * @param urlPrefix of this program's own making
   */
  public FileStore(String urlPrefix) {
    fields =
        QueryFields.none()
            .text("fileId", "f.file_id")
            .text("name", "f.name")
            .text("contentType", "f.content_type")
            .number("size", "f.size")
            .bool("isPrivate", "f.is_private")
            .json("hash", "f.hash")
            .time("uploadDate", "f.uploaded_at")
            .text(
                "fileUrl",
                "(CASE WHEN f.is_private THEN NULL ELSE '"
                    + urlPrefix.replace("'", "''")
                    + "' || f.file_id END)")
            .onlyThese();
  }

  /** Remembers an uploaded file. */
  public Future<Void> insert(Tx tx, StoredFile file) {
    return tx.execute(
            """
            INSERT INTO stored_file (marketplace_id, file_id, name, content_type, size, is_private, hash, sha256,
              uploaded_at, checked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
            """,
            tx.marketplace(),
            file.fileId(),
            file.name(),
            file.contentType(),
            file.size(),
            file.isPrivate(),
            new JsonObject(file.hash()),
            file.sha256(),
            file.uploaded())
        .mapEmpty();
  }

  /** One file of this marketplace. */
  public Future<Optional<StoredFile>> find(Tx tx, String fileId) {
    return tx.one(
        "SELECT * FROM stored_file f WHERE f.marketplace_id = $1 AND f.file_id = $2",
        FileStore::read,
        tx.marketplace(),
        fileId);
  }

  /** One page, in the sort's order and then by id. */
  public Future<Page<StoredFile>> list(Tx tx, Search search) {
    SqlCondition condition = search.query().toSql(fields, 2);
    Object[] parameters = condition.after(tx.marketplace());
    SqlCondition order = search.sort().toSql(fields, parameters.length + 1);
    var all = new ArrayList<Object>(List.of(order.after(parameters)));
    all.add((long) search.limit());
    all.add((long) (search.page() - 1) * search.limit());
    String from = "FROM stored_file f WHERE f.marketplace_id = $1 AND " + condition.text();
    return tx.one("SELECT count(*) AS total " + from, row -> row.getLong("total"), parameters)
        .compose(
            total ->
                tx.list(
                        "SELECT * %s ORDER BY %sf.file_id LIMIT $%d OFFSET $%d"
                            .formatted(
                                from,
                                order.text().isEmpty() ? "" : order.text() + ", ",
                                all.size() - 1,
                                all.size()),
                        FileStore::read,
                        all.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  /**
   * Deletes the rows of files nobody has referred to and answers their ids, a step at a time.
   * References are ids anywhere in apps, reviews, users and developers (openchannel.txt:1687).
   *
   * @param before files uploaded, or looked at, since then are left alone
   */
  public Future<List<String>> takeUnreferenced(Tx tx, Instant before, int step) {
    return tx.list(
        """
        WITH looked AS (
          UPDATE stored_file SET checked_at = $4 WHERE (marketplace_id, file_id) IN (
            SELECT marketplace_id, file_id FROM stored_file WHERE marketplace_id = $1 AND checked_at < $2
            ORDER BY checked_at LIMIT $3)
          RETURNING file_id),
        texts AS (
          SELECT custom_data::text || attributes::text || models::text || access::text AS text
            FROM app_version WHERE marketplace_id = $1
          UNION ALL SELECT custom_data::text FROM review WHERE marketplace_id = $1
          UNION ALL SELECT custom_data::text FROM marketplace_user WHERE marketplace_id = $1
          UNION ALL SELECT to_jsonb(d)::text FROM developer d WHERE marketplace_id = $1),
        referred AS (
          SELECT DISTINCT found[1] AS file_id FROM texts,
            regexp_matches(text, $5 || '/(?:public|private)/[0-9a-f]{24}(?:[.][a-z0-9]{1,10})?', 'g') AS found
          WHERE EXISTS (SELECT 1 FROM looked) AND strpos(text, $5) > 0)
        SELECT file_id FROM looked WHERE file_id NOT IN (SELECT file_id FROM referred) ORDER BY file_id
        """,
        row -> row.getString("file_id"),
        tx.marketplace(),
        before,
        (long) step,
        tx.now(),
        tx.marketplace().toString().replace("-", ""));
  }

  /** Forgets a file. */
  public Future<Void> delete(Tx tx, String fileId) {
    return tx.execute(
            "DELETE FROM stored_file WHERE marketplace_id = $1 AND file_id = $2",
            tx.marketplace(),
            fileId)
        .mapEmpty();
  }

  private static StoredFile read(Row row) {
    return new StoredFile(
        row.getString("file_id"),
        row.getString("name"),
        row.getString("content_type"),
        row.getLong("size"),
        row.getBoolean("is_private"),
        Documents.map(row.getJsonObject("hash")),
        row.getString("sha256"),
        AppRows.instant(row, "uploaded_at"));
  }
}
