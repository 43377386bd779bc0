package dev.emporium.catalog.store;

import dev.emporium.catalog.csv.EntityType.Operation;
import dev.emporium.catalog.csv.RowError;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Catalog files and what became of them. The file itself is kept until it has been worked on. */
public final class UploadStore {

  /**
   * A file's way.
   *
   * @param status PENDING, RUNNING, SUCCEEDED or FAILED
   * @param rows null until it is known
   * @param errors {@code {line, column, message}}
   */
  public record UploadProcess(
      UUID processId,
      Operation operation,
      String entityType,
      String fileName,
      int size,
      String status,
      Integer rows,
      Integer products,
      JsonArray errors,
      Instant created,
      Instant started,
      Instant finished) {}

  /** A file to be worked on. */
  public record Work(UUID processId, Operation operation, String entityType, String content) {}

  /** A file that has just arrived. */
  public record Arrival(
      UUID processId,
      Operation operation,
      String entityType,
      String fileName,
      int size,
      String content,
      String by) {}

  /** Keeps a file for its turn. */
  public Future<Void> insert(Tx tx, Arrival arrival) {
    return tx.execute(
            """
            INSERT INTO catalog_upload (marketplace_id, process_id, operation, entity_type, file_name, size, content,
              status, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'PENDING', $8, $9)
            """,
            tx.marketplace(),
            arrival.processId(),
            arrival.operation().name(),
            arrival.entityType(),
            arrival.fileName(),
            arrival.size(),
            arrival.content(),
            arrival.by(),
            tx.now())
        .mapEmpty();
  }

  /** One file's way. */
  public Future<Optional<UploadProcess>> find(Tx tx, UUID processId) {
    return tx.one(
        """
        SELECT process_id, operation, entity_type, file_name, size, status, row_count, product_count, errors,
          created_at, started_at, finished_at
        FROM catalog_upload WHERE marketplace_id = $1 AND process_id = $2
        """,
        UploadStore::read,
        tx.marketplace(),
        processId);
  }

  private static UploadProcess read(Row row) {
    return new UploadProcess(
        row.getUUID("process_id"),
        Operation.valueOf(row.getString("operation")),
        row.getString("entity_type"),
        row.getString("file_name"),
        row.getInteger("size"),
        row.getString("status"),
        row.getInteger("row_count"),
        row.getInteger("product_count"),
        row.getJsonArray("errors"),
        AppRows.instant(row, "created_at"),
        AppRows.instant(row, "started_at"),
        AppRows.instant(row, "finished_at"));
  }

  /** The file whose turn it is: the oldest one; none while another process works on that. */
  public Future<Optional<Work>> next(Tx tx) {
    return tx.one(
        """
        UPDATE catalog_upload SET status = 'RUNNING', started_at = coalesce(started_at, $2)
        WHERE process_id = (
          SELECT process_id FROM catalog_upload WHERE process_id = (
            SELECT process_id FROM catalog_upload WHERE marketplace_id = $1 AND status IN ('PENDING', 'RUNNING')
            ORDER BY created_at, process_id LIMIT 1)
          FOR UPDATE SKIP LOCKED)
        RETURNING process_id, operation, entity_type, content
        """,
        row ->
            new Work(
                row.getUUID("process_id"),
                Operation.valueOf(row.getString("operation")),
                row.getString("entity_type"),
                row.getString("content")),
        tx.marketplace(),
        tx.now());
  }

  /** Locks a file that is still to be done; false when another process did it meanwhile. */
  public Future<Boolean> lock(Tx tx, UUID processId) {
    return tx.one(
            """
            SELECT 1 FROM catalog_upload
            WHERE marketplace_id = $1 AND process_id = $2 AND status = 'RUNNING' FOR UPDATE
            """,
            row -> true,
            tx.marketplace(),
            processId)
        .map(Optional::isPresent);
  }

  /** Remembers how it ended: without errors it succeeded. */
  public Future<Void> finish(Tx tx, UUID processId, int rows, int products, List<RowError> errors) {
    var array = new JsonArray();
    errors.forEach(
        error ->
            array.add(
                new JsonObject()
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("message", error.message())));
    return tx.execute(
            """
            UPDATE catalog_upload SET status = $3, row_count = $4, product_count = $5, errors = $6,
              finished_at = $7::timestamptz + (clock_timestamp() - now()), content = NULL
            WHERE marketplace_id = $1 AND process_id = $2 AND status = 'RUNNING'
            """,
            tx.marketplace(),
            processId,
            errors.isEmpty() ? "SUCCEEDED" : "FAILED",
            rows,
            products,
            array,
            tx.now())
        .mapEmpty();
  }
}
