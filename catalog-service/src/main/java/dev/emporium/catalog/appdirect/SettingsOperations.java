package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.SettingLocks;
import dev.emporium.catalog.event.ProductChanges;
import dev.emporium.catalog.event.ProductChanges.Publication;
import dev.emporium.catalog.store.ContextStore;
import dev.emporium.catalog.store.ProductListStore;
import dev.emporium.catalog.store.ProductListStore.Category;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AppDirect's section Marketplace Product Settings. */
public final class SettingsOperations {
  private final Database database;
  private final ProductListStore lists;
  private final ContextStore contexts;
  private final ProductChanges changes;

  SettingsOperations(
      Database database, ProductListStore lists, ContextStore contexts, ProductChanges changes) {
    this.database = database;
    this.lists = lists;
    this.contexts = contexts;
    this.changes = changes;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("retrieveActiveSettings", this::retrieveActiveSettings)
        .on("retrieveProductSettings", this::retrieveProductSettings)
        .on("updateProductSettings", this::updateProductSettings);
  }

  private Future<Reply> retrieveActiveSettings(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            lists
                .any(tx, call.pathLong("productId"))
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(missing(call))
                            : lists
                                .categories(tx)
                                .map(
                                    categories ->
                                        Reply.ok(
                                            SettingsJson.active(
                                                found.get(), !categories.isEmpty())))));
  }

  private Future<Reply> retrieveProductSettings(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            lists
                .any(tx, call.pathLong("productId"))
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(missing(call))
                            : shown(tx, found.get())));
  }

  private Future<Reply> shown(Tx tx, CatalogApp entry) {
    return locks(tx, entry)
        .compose(
            locks ->
                lists
                    .categories(tx)
                    .map(categories -> Reply.ok(SettingsJson.settings(entry, locks, categories))));
  }

  private Future<SettingLocks> locks(Tx tx, CatalogApp entry) {
    return contexts
        .bundled(tx, entry.app().appId())
        .map(
            bundled ->
                SettingLocks.of(!entry.app().integration().redirectUris().isEmpty(), bundled));
  }

  /** The document's own shape of this failure (appdirect.txt:3649-3652). */
  private static Reply missing(Call call) {
    var body =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("code", "Not Found")
                    .put("message", "Product with id " + call.path("productId") + " not found."));
    return new Reply(404, Map.of(), "application/json", body.toBuffer());
  }

  private Future<Reply> updateProductSettings(Call call) {
    boolean add = call.queryBoolean("addToCatalog").orElse(false);
    String code = "#" + call.pathLong("productId");
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            changes
                .lock(tx, code, true)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(missing(call))
                            : lists
                                .categories(tx)
                                .compose(all -> changed(tx, found.get(), call.body(), all))
                                .compose(changed -> published(tx, code, changed, add))
                                .map(done -> Reply.noContent())));
  }

  private Future<CatalogApp> changed(
      Tx tx, CatalogApp entry, JsonObject body, List<Category> categories) {
    ProductSettings settings = new SettingsBody(entry, body, categories).read();
    return locks(tx, entry)
        .compose(
            locks -> {
              locks.check(entry.app().selling().settings().health(), settings.health());
              return settings.equals(entry.app().selling().settings())
                  ? Future.succeededFuture(entry)
                  : changes.sell(tx, entry, entry.app().selling().with(settings));
            });
  }

  private Future<CatalogApp> published(Tx tx, String code, CatalogApp entry, boolean add) {
    if (!add || entry.app().liveVersion() != null) {
      return Future.succeededFuture(entry);
    }
    return changes
        .lock(tx, code, false)
        .map(Optional::orElseThrow)
        .compose(newest -> changes.publish(tx, newest, Publication.PUBLISH));
  }
}
