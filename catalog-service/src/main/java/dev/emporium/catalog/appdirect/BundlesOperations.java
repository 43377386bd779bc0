package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductSheet;
import dev.emporium.catalog.domain.product.ProductSheet.BundleItem;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.ProductListStore;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** AppDirect's section Bundle: products that hold others. */
public final class BundlesOperations {
  private final Database database;
  private final ProductStore products;
  private final ProductListStore lists;
  private final CategoryStore categories;
  private final ContextReader reader;

  BundlesOperations(
      Database database,
      ProductStore products,
      ProductListStore lists,
      CategoryStore categories,
      ContextReader reader) {
    this.database = database;
    this.products = products;
    this.lists = lists;
    this.categories = categories;
    this.reader = reader;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("retrieveBundle", this::retrieveBundle)
        .on("retrieveBundleStatus", this::retrieveBundleStatus);
  }

  private Future<Reply> retrieveBundle(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            bundle(tx, call)
                .compose(
                    entry ->
                        held(tx, entry)
                            .compose(
                                held ->
                                    categories
                                        .numbers(tx, entry.categories())
                                        .map(
                                            numbers ->
                                                Reply.ok(
                                                    bundle(
                                                        ProductsOperations.shown(
                                                            call, entry, numbers),
                                                        held))))));
  }

  private Future<CatalogApp> bundle(Tx tx, Call call) {
    return products
        .find(tx, call.pathLong("bundleId"))
        .map(
            found -> {
              CatalogApp entry = ProductsOperations.seen(found, call, "Bundle");
              if (!entry.version().sheet().productType().equals(ProductSheet.BUNDLE)) {
                throw Failure.notFound("Bundle was not found");
              }
              return entry;
            });
  }

  private Future<Map<UUID, CatalogApp>> held(Tx tx, CatalogApp entry) {
    List<UUID> ids =
        entry.version().sheet().bundle().stream().map(BundleItem::appId).distinct().toList();
    return lists
        .byIds(tx, ids)
        .map(
            rows -> {
              Map<UUID, CatalogApp> byId = new HashMap<>();
              rows.forEach(row -> byId.put(row.app().appId(), row));
              return byId;
            });
  }

  private static JsonObject bundle(Shown shown, Map<UUID, CatalogApp> held) {
    var items = new JsonArray();
    for (BundleItem item : shown.sheet().bundle()) {
      items.add(item(shown, item, held.get(item.appId())));
    }
    return ListingJson.listed(shown)
        .put("provider", ProductsJson.provider(shown.entry()))
        .put("pricing", new JsonObject().put("editions", PlansJson.editions(shown)))
        .put("bundledProducts", items);
  }

  private static JsonObject item(Shown shown, BundleItem item, CatalogApp product) {
    Shown inside = product == null ? null : shown.other(product);
    return new JsonObject()
        .put("id", item.applicationId())
        .put("uuid", item.appId().toString())
        .put("name", inside == null ? item.name() : inside.name())
        .put("blurb", inside == null ? null : inside.blurb())
        .put("iconUrl", inside == null ? null : inside.text("icon"))
        .put("productType", inside == null ? null : inside.sheet().productType())
        .put("editionId", item.editionNumber())
        .put("paymentPlanId", item.planNumber())
        .put("available", product != null && product.onSale());
  }

  private Future<Reply> retrieveBundleStatus(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            bundle(tx, call)
                .compose(entry -> held(tx, entry).compose(held -> statuses(tx, call, entry, held)))
                .map(Reply::ok));
  }

  private Future<JsonArray> statuses(
      Tx tx, Call call, CatalogApp entry, Map<UUID, CatalogApp> held) {
    var array = new JsonArray();
    Future<Void> done = Future.succeededFuture();
    for (BundleItem item : entry.version().sheet().bundle()) {
      CatalogApp product = held.get(item.appId());
      if (product != null) {
        done =
            done.compose(
                    before ->
                        reader.read(
                            tx,
                            product,
                            Shown.sight(call),
                            call.principal().company(),
                            call.principal().user()))
                .map(
                    read -> {
                      array.add(
                          ContextJson.status(read)
                              .put("productId", item.applicationId())
                              .put("productUuid", item.appId().toString()));
                      return null;
                    });
      }
    }
    return done.map(array);
  }
}
