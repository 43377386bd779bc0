package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.csv.EntityType;
import dev.emporium.catalog.csv.EntityType.Operation;
import dev.emporium.catalog.event.ImportJob;
import dev.emporium.catalog.store.UploadStore;
import dev.emporium.catalog.store.UploadStore.Arrival;
import dev.emporium.catalog.store.UploadStore.UploadProcess;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AppDirect's section DataUploader: catalog files, and what became of them. */
public final class UploadsOperations {
  private static final Logger LOG = LoggerFactory.getLogger(UploadsOperations.class);
  private static final String PROCESSES = "/api/api/v1/product-uploader-api/processes/";

  private final Database database;
  private final UploadStore uploads;
  private final ImportJob job;

  public UploadsOperations(Database database, UploadStore uploads, ImportJob job) {
    this.database = database;
    this.uploads = uploads;
    this.job = job;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("createCatalog", call -> upload(call, Operation.CREATE))
        .on("updateCatalog", call -> upload(call, Operation.UPDATE))
        .on("publishCatalog", call -> upload(call, Operation.PUBLISH))
        .on("readUploadProcess", this::readUploadProcess);
  }

  private Future<Reply> upload(Call call, Operation operation) {
    return UploadForm.read(call.stream())
        .compose(
            sent -> {
              if (sent.entityType() == null || sent.entityType().isBlank()) {
                throw Failure.invalid("entityType", "This field is required");
              }
              if (EntityType.of(operation, sent.entityType()).isEmpty()) {
                throw Failure.invalid(
                    "entityType", "Supported here are " + EntityType.names(operation));
              }
              var arrival =
                  new Arrival(
                      Ids.uuid7(),
                      operation,
                      sent.entityType(),
                      sent.fileName(),
                      sent.size(),
                      sent.content(),
                      call.principal().subject());
              return database
                  .inMarketplace(call.marketplace(), tx -> uploads.insert(tx, arrival))
                  .map(
                      done -> {
                        work(call.marketplace());
                        return Reply.ok(receipt(sent, arrival.processId()));
                      });
            });
  }

  /** The periodic job does it as well, when this process dies before it has. */
  private void work(UUID marketplace) {
    job.drain(marketplace)
        .onFailure(failure -> LOG.warn("Catalog files wait: {}", failure.toString()));
  }

  private static JsonObject receipt(UploadForm.Sent sent, UUID process) {
    return new JsonObject()
        .put("message", "Uploaded the file successfully")
        .put(
            "data",
            new JsonObject()
                .put(
                    "file",
                    new JsonObject()
                        .put("fieldname", "file")
                        .put("originalname", sent.fileName())
                        .put("encoding", sent.encoding())
                        .put("mimetype", sent.contentType())
                        .put("destination", PROCESSES)
                        .put("filename", process + "_" + sent.fileName())
                        .put("path", PROCESSES + process)
                        .put("size", sent.size()))
                .put("processId", process.toString()));
  }

  private Future<Reply> readUploadProcess(Call call) {
    UUID process = call.pathUuid("processId");
    return database
        .read(call.marketplace(), tx -> uploads.find(tx, process))
        .map(
            found ->
                Reply.ok(
                    shown(found.orElseThrow(() -> Failure.notFound("Process was not found")))));
  }

  private static JsonObject shown(UploadProcess process) {
    return new JsonObject()
        .put("processId", process.processId().toString())
        .put("operation", process.operation().name())
        .put("entityType", process.entityType())
        .put("fileName", process.fileName())
        .put("size", process.size())
        .put("status", process.status())
        .put("rows", process.rows())
        .put("products", process.products())
        .put("errors", process.errors())
        .put("createdOn", process.created().toEpochMilli())
        .put("startedOn", millis(process.started()))
        .put("finishedOn", millis(process.finished()));
  }

  private static Long millis(Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }
}
