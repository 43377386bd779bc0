package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.Sight;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** AppDirect's sections Product, Edition and PaymentPlan. */
public final class ProductsOperations {
  private final Database database;
  private final ProductStore products;
  private final CategoryStore categories;

  public ProductsOperations(Database database, ProductStore products, CategoryStore categories) {
    this.database = database;
    this.products = products;
    this.categories = categories;
  }

  /** Binds the sections' operations. */
  public void bind(Operations table) {
    table
        .on("listProducts", this::listProducts)
        .on("retrieveProduct", this::retrieveProduct)
        .on("retrieveEdition", this::retrieveEdition)
        .on("listPaymentPlans", this::listPaymentPlans)
        .on("readEditionPaymentPlan", this::readEditionPaymentPlan)
        .on("readPaymentPlan", this::readPaymentPlan);
  }

  private Future<Reply> listProducts(Call call) {
    var search = search(call);
    return database.read(
        call.marketplace(),
        tx ->
            products
                .list(tx, search)
                .compose(
                    page ->
                        numbers(categories, tx, page.rows())
                            .map(
                                numbers ->
                                    Reply.ok(listed(call, page.rows(), numbers))
                                        .withHeader(
                                            "X-Total-Count", String.valueOf(page.total())))));
  }

  /** The numbers of all categories of some products. */
  static Future<Map<String, Long>> numbers(CategoryStore categories, Tx tx, List<CatalogApp> rows) {
    return categories.numbers(
        tx, rows.stream().flatMap(entry -> entry.categories().stream()).distinct().toList());
  }

  /** Listing entries as the caller sees them. */
  static JsonArray listed(Call call, List<CatalogApp> rows, Map<String, Long> numbers) {
    var array = new JsonArray();
    rows.forEach(entry -> array.add(ListingJson.listed(shown(call, entry, numbers))));
    return array;
  }

  static Shown shown(Call call, CatalogApp entry, Map<String, Long> numbers) {
    return new Shown(entry, Shown.sight(call), Shown.language(call), numbers);
  }

  private static ProductStore.Search search(Call call) {
    boolean nothing =
        !call.queryList("a").isEmpty()
            || !call.queryList("pl").isEmpty()
            || !call.queryList("platform").isEmpty();
    return new ProductStore.Search(
        call.query("q"),
        call.queryLong("approvalAfter").map(Instant::ofEpochMilli),
        call.queryLong("approvalBefore").map(Instant::ofEpochMilli),
        List.of(numbers(call, "c"), numbers(call, "s")),
        texts(call, "vendor"),
        texts(call, "type"),
        texts(call, "filter").stream().map(ProductStore.Trait::valueOf).toList(),
        nothing,
        call.query("order").map(ProductStore.Order::valueOf).orElse(ProductStore.Order.NUMBER),
        call.queryInt("start"),
        call.queryInt("count"));
  }

  private static List<String> texts(Call call, String name) {
    return call.queryList(name).stream().map(String::valueOf).toList();
  }

  static List<Long> numbers(Call call, String name) {
    return call.queryList(name).stream().map(value -> ((Number) value).longValue()).toList();
  }

  private Future<Reply> retrieveProduct(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            product(tx, call)
                .compose(
                    entry ->
                        categories
                            .numbers(tx, entry.categories())
                            .map(
                                numbers ->
                                    Reply.ok(ProductsJson.product(shown(call, entry, numbers))))));
  }

  private Future<Reply> retrieveEdition(Call call) {
    return ofEdition(call, (shown, edition) -> Reply.ok(PlansJson.edition(shown, edition)));
  }

  private Future<Reply> listPaymentPlans(Call call) {
    return ofEdition(call, (shown, edition) -> Reply.ok(PlansJson.plans(shown, edition)));
  }

  private Future<Reply> readEditionPaymentPlan(Call call) {
    return ofEdition(
        call, (shown, edition) -> plan(call, shown.entry().plans(edition, shown.sight())));
  }

  private Future<Reply> readPaymentPlan(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            products
                .findByPlan(tx, call.pathLong("paymentPlanId"))
                .map(
                    found -> {
                      var shown = shown(call, seen(found, call, "Payment plan"), Map.of());
                      return shown.editions().stream()
                          .map(edition -> shown.entry().plans(edition, shown.sight()))
                          .filter(plans -> plans.stream().anyMatch(plan -> named(call, plan)))
                          .findFirst()
                          .map(plans -> plan(call, plans))
                          .orElseThrow(() -> Failure.notFound("Payment plan was not found"));
                    }));
  }

  private Future<Reply> ofEdition(Call call, BiFunction<Shown, Edition, Reply> reply) {
    return database.read(
        call.marketplace(),
        tx ->
            product(tx, call)
                .map(
                    entry -> {
                      var shown = shown(call, entry, Map.of());
                      return shown.editions().stream()
                          .filter(edition -> edition.number() == call.pathLong("editionId"))
                          .findFirst()
                          .map(edition -> reply.apply(shown, edition))
                          .orElseThrow(() -> Failure.notFound("Edition was not found"));
                    }));
  }

  private Future<CatalogApp> product(Tx tx, Call call) {
    return products
        .find(tx, call.pathLong("applicationId"))
        .map(found -> seen(found, call, "Product"));
  }

  /** A product the caller may see; a suspended one is for those who look after the marketplace. */
  static CatalogApp seen(Optional<CatalogApp> found, Call call, String what) {
    Sight sight = Shown.sight(call);
    return found
        .filter(entry -> entry.visible(sight.manager()))
        .orElseThrow(() -> Failure.notFound(what + " was not found"));
  }

  private static boolean named(Call call, Plan plan) {
    return plan.number() == call.pathLong("paymentPlanId");
  }

  private static Reply plan(Call call, List<Plan> plans) {
    return plans.stream()
        .filter(plan -> named(call, plan))
        .findFirst()
        .map(plan -> Reply.ok(PlansJson.plan(plan, plan.equals(plans.get(0)))))
        .orElseThrow(() -> Failure.notFound("Payment plan was not found"));
  }
}
