package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.Viewer;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.ContextStore;
import dev.emporium.catalog.store.ProductListStore;
import dev.emporium.catalog.store.ProductListStore.Order;
import dev.emporium.kit.failure.Failure;
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
import java.util.UUID;

/** AppDirect's section AppResellerCatalog: what a reseller may sell, and at which prices. */
public final class ResellersOperations {
  private final Database database;
  private final ProductListStore lists;
  private final ContextStore contexts;
  private final CompanyStore companies;

  ResellersOperations(
      Database database, ProductListStore lists, ContextStore contexts, CompanyStore companies) {
    this.database = database;
    this.lists = lists;
    this.contexts = contexts;
    this.companies = companies;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("listSellableProducts", this::listSellableProducts)
        .on("retrieveSellableEditions", this::retrieveSellableEditions);
  }

  private Future<Reply> listSellableProducts(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            target(tx, call)
                .compose(target -> lists.onSale(tx, search(call, target)))
                .map(
                    page ->
                        Reply.ok(
                            ListingJson.page(
                                page.rows(),
                                page.total(),
                                call.queryInt("page"),
                                call.queryInt("size"),
                                entry ->
                                    ResellersJson.product(
                                        ProductsOperations.shown(call, entry, Map.of()))))));
  }

  private static ProductListStore.Search search(Call call, Viewer target) {
    return new ProductListStore.Search(
        call.query("searchText"),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.ofNullable(target).map(viewer -> new JsonObject(viewer.customData())),
        Order.NAME,
        false,
        call.queryInt("page"),
        call.queryInt("size"));
  }

  private Future<Reply> retrieveSellableEditions(Call call) {
    UUID product = call.pathUuid("productId");
    return database.read(
        call.marketplace(),
        tx ->
            target(tx, call)
                .compose(
                    target -> lists.byIds(tx, List.of(product)).map(rows -> sellable(rows, target)))
                .map(entry -> Reply.ok(editions(call, entry))));
  }

  /** The user the reseller sells to: itself, or somebody of a company it looks after. */
  private Future<Viewer> target(Tx tx, Call call) {
    Optional<UUID> wanted = call.query("targetUserId").map(UUID::fromString);
    UUID self = call.principal().user();
    if (wanted.isEmpty() || wanted.get().equals(self)) {
      return self == null ? Future.succeededFuture(null) : contexts.viewer(tx, self);
    }
    UUID company = call.principal().company();
    return (company == null
            ? Future.succeededFuture(false)
            : companies.customer(tx, company, wanted.get()))
        .compose(
            mine -> {
              if (!mine) {
                throw Failure.notFound("targetUserId is no user of your customers");
              }
              return contexts.viewer(tx, wanted.get());
            });
  }

  private static CatalogApp sellable(List<CatalogApp> rows, Viewer target) {
    return rows.stream()
        .filter(CatalogApp::onSale)
        .filter(
            entry -> target == null || entry.version().restriction().mayOwn(target.customData()))
        .findFirst()
        .orElseThrow(() -> Failure.notFound("Product was not found"));
  }

  private static JsonArray editions(Call call, CatalogApp entry) {
    var shown = ProductsOperations.shown(call, entry, Map.of());
    var array = new JsonArray();
    for (Edition edition : entry.editions(shown.sight())) {
      List<Plan> plans = entry.plans(edition, shown.sight());
      array.add(ResellersJson.edition(entry, edition, plans, call.principal().company()));
    }
    return array;
  }
}
