package dev.emporium.catalog;

import dev.emporium.catalog.domain.FileLimits;
import dev.emporium.catalog.file.Contents;
import dev.emporium.catalog.file.DirectoryContents;
import dev.emporium.catalog.file.FileChanges;
import dev.emporium.catalog.file.FileLinks;
import dev.emporium.catalog.file.S3Contents;
import dev.emporium.catalog.file.Spool;
import dev.emporium.catalog.file.UrlFetch;
import dev.emporium.catalog.openchannel.FileDelivery;
import dev.emporium.catalog.openchannel.FilesOperations;
import dev.emporium.catalog.store.FileStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.service.Settings;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.value.PublicAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Files and what they need. */
final class FilesWiring {
  private final FilesOperations operations;
  private final FileDelivery delivery;

  FilesWiring(Wiring wiring) {
    Settings settings = wiring.settings();
    var limits =
        FileLimits.of(
            settings.parsed("FILES_MAX_BYTES", Long::valueOf, "is not a whole number", 100L << 20),
            settings.text("FILES_TYPES", "*/*"));
    Path directory = Path.of(settings.text("FILES_DIRECTORY", "data/files"));
    boolean inside = settings.flag("FILES_URL_PRIVATE_ADDRESSES", false);
    var unreferenced = Duration.ofDays(settings.number("FILES_UNREFERENCED_DAYS", 3));
    var links =
        new FileLinks(
            settings.text("PUBLIC_URL", "http://localhost:8080"),
            settings.text("INTERNAL_KEYS"),
            Clock.systemUTC());
    Contents contents = contents(wiring, directory);
    var files = new FileStore(links.prefix());
    var spool = new Spool(wiring.vertx(), directory.resolve("incoming"), limits);
    var changes = new FileChanges(wiring.database(), files, contents, spool, limits, unreferenced);
    var fetch = new UrlFetch(wiring.vertx(), inside ? any -> true : PublicAddress::test);
    operations = new FilesOperations(wiring.database(), files, changes, links, fetch);
    delivery = new FileDelivery(wiring.database(), files, contents, links);
    wiring.every("catalog-files", Duration.ofHours(1), changes::sweep);
    wiring.onClose(fetch::close);
    wiring.onClose(contents::close);
  }

  private static Contents contents(Wiring wiring, Path directory) {
    Settings settings = wiring.settings();
    var bucket =
        new S3Contents.Bucket(
            settings.text("FILES_S3_BUCKET", ""),
            settings.text("FILES_S3_REGION", "us-east-1"),
            settings.text("FILES_S3_ENDPOINT", ""),
            settings.text("FILES_S3_ACCESS_KEY", ""),
            settings.text("FILES_S3_SECRET_KEY", ""));
    return bucket.name().isEmpty()
        ? new DirectoryContents(wiring.vertx(), directory)
        : new S3Contents(wiring.vertx(), bucket);
  }

  void bind(Operations table) {
    operations.bind(table);
    delivery.bind(table);
  }
}
