package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.ProductListStore;
import dev.emporium.catalog.store.ProductListStore.Order;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** AppDirect's section Product: buyable products, staging catalog, a vendor's, what goes with. */
public final class SellersOperations {
  private final Database database;
  private final ProductListStore lists;
  private final ProductStore products;
  private final CategoryStore categories;
  private final AppStore apps;

  public SellersOperations(
      Database database,
      ProductListStore lists,
      ProductStore products,
      CategoryStore categories,
      AppStore apps) {
    this.database = database;
    this.lists = lists;
    this.products = products;
    this.categories = categories;
    this.apps = apps;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("retrieveBuyableProducts", this::retrieveBuyableProducts)
        .on("listProductsByVendor", this::listProductsByVendor)
        .on("listProductRecommendations", this::listProductRecommendations)
        .on("readStagingCatalog", this::readStagingCatalog);
  }

  private Future<Reply> retrieveBuyableProducts(Call call) {
    var search =
        new ProductListStore.Search(
            call.query("searchText"),
            ProductsOperations.numbers(call, "categoryId"),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            call.query("sortField").map(Order::valueOf).orElse(Order.NAME),
            reversed(call),
            call.queryInt("page"),
            call.queryInt("size"));
    return database.read(
        call.marketplace(),
        tx ->
            lists
                .onSale(tx, search)
                .compose(
                    page ->
                        ProductsOperations.numbers(categories, tx, page.rows())
                            .map(
                                numbers ->
                                    page(
                                        call,
                                        page,
                                        entry ->
                                            ListingJson.listed(
                                                ProductsOperations.shown(call, entry, numbers))))));
  }

  private static boolean reversed(Call call) {
    return call.query("sortOrder").filter("DESC"::equals).isPresent();
  }

  private static Reply page(
      Call call,
      Page<CatalogApp> page,
      java.util.function.Function<CatalogApp, JsonObject> written) {
    return Reply.ok(
            ListingJson.page(
                page.rows(), page.total(), call.queryInt("page"), call.queryInt("size"), written))
        .withHeader("X-Total-Count", String.valueOf(page.total()));
  }

  private Future<Reply> listProductsByVendor(Call call) {
    UUID vendor = call.pathUuid("vendorUuid");
    return database.read(
        call.marketplace(),
        tx ->
            lists
                .isVendor(tx, vendor)
                .compose(
                    known -> {
                      if (!known) {
                        throw Failure.notFound("Vendor was not found");
                      }
                      return lists.ofVendor(tx, vendor);
                    })
                .compose(rows -> listed(tx, call, rows)));
  }

  private Future<Reply> listed(Tx tx, Call call, List<CatalogApp> rows) {
    return ProductsOperations.numbers(categories, tx, rows)
        .map(numbers -> Reply.ok(ProductsOperations.listed(call, rows, numbers)));
  }

  private Future<Reply> listProductRecommendations(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            products
                .find(tx, call.pathLong("applicationId"))
                .map(found -> ProductsOperations.seen(found, call, "Product"))
                .compose(entry -> lists.boughtWith(tx, entry.app().appId()))
                .compose(rows -> listed(tx, call, rows)));
  }

  private Future<Reply> readStagingCatalog(Call call) {
    Optional<String> status = call.query("appStatus");
    var search =
        new ProductListStore.Search(
            call.query("searchText"),
            List.of(),
            call.query("productType").map(List::of).orElse(List.of()),
            call.query("vendorUuid").map(SellersOperations::vendor),
            status
                .filter("PENDING"::equals)
                .map(any -> List.of("pending", "inReview"))
                .or(
                    () ->
                        status
                            .filter("DEVELOPMENT"::equals)
                            .map(any -> List.of("inDevelopment", "rejected")))
                .orElse(List.of()),
            status.filter("PRODUCTION"::equals).map(any -> true),
            Optional.empty(),
            order(call.query("sortProperty").orElse("createdOn")),
            reversed(call),
            call.queryInt("page"),
            call.queryInt("size"));
    return database.read(
        call.marketplace(),
        tx ->
            lists
                .staging(tx, search)
                .compose(
                    page ->
                        ProductsOperations.numbers(categories, tx, page.rows())
                            .compose(
                                numbers ->
                                    published(tx, page.rows())
                                        .map(
                                            live ->
                                                page(
                                                    call,
                                                    page,
                                                    entry ->
                                                        staged(call, entry, numbers, live))))));
  }

  private static UUID vendor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid("vendorUuid", "This value is not a uuid");
    }
  }

  private static Order order(String property) {
    return switch (property) {
      case "name" -> Order.NAME;
      case "lastModified" -> Order.MODIFIED;
      case "id" -> Order.NUMBER;
      default -> Order.CREATED;
    };
  }

  /** The live versions of those whose newest version is another one. */
  private Future<Map<UUID, CatalogApp>> published(Tx tx, List<CatalogApp> rows) {
    Map<UUID, CatalogApp> live = new HashMap<>();
    Future<Void> done = Future.succeededFuture();
    for (CatalogApp entry : rows) {
      Integer number = entry.app().liveVersion();
      if (number != null) {
        done =
            done.compose(before -> apps.version(tx, entry.app().appId(), number))
                .map(
                    found -> {
                      found.ifPresent(version -> live.put(entry.app().appId(), version));
                      return null;
                    });
      }
    }
    return done.map(live);
  }

  private static JsonObject staged(
      Call call, CatalogApp entry, Map<String, Long> numbers, Map<UUID, CatalogApp> live) {
    JsonObject json = ProductsJson.product(ProductsOperations.shown(call, entry, numbers));
    CatalogApp published = live.get(entry.app().appId());
    if (published != null) {
      json.put("publishedApp", ProductsJson.link(published));
      if (!entry.live()) {
        json.put("workingApp", ProductsJson.link(entry));
      }
    }
    return json;
  }
}
