package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** AppDirect's sections Product, Edition and PaymentPlan. */
public final class ProductsOperations {
  private static final Set<String> MANAGERS = Set.of("ROLE_CHANNEL_ADMIN", "ROLE_SALES_SUPPORT");
  private static final String OUR_TYPE = "WEB_APP";

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
                    page -> {
                      var names =
                          page.rows().stream()
                              .flatMap(entry -> entry.categories().stream())
                              .distinct()
                              .toList();
                      return categories
                          .numbers(tx, names)
                          .map(
                              numbers -> {
                                var array = new JsonArray();
                                page.rows()
                                    .forEach(
                                        entry -> array.add(ProductsJson.listed(entry, numbers)));
                                return Reply.ok(array)
                                    .withHeader("X-Total-Count", String.valueOf(page.total()));
                              });
                    }));
  }

  private static ProductStore.Search search(Call call) {
    List<String> types = texts(call, "type");
    boolean nothing =
        !call.queryList("a").isEmpty()
            || !call.queryList("pl").isEmpty()
            || !call.queryList("platform").isEmpty()
            || (!types.isEmpty() && !types.contains(OUR_TYPE));
    return new ProductStore.Search(
        call.query("q"),
        call.queryLong("approvalAfter").map(Instant::ofEpochMilli),
        call.queryLong("approvalBefore").map(Instant::ofEpochMilli),
        List.of(numbers(call, "c"), numbers(call, "s")),
        texts(call, "vendor"),
        texts(call, "filter").stream().map(ProductStore.Trait::valueOf).toList(),
        nothing,
        call.query("order").map(ProductStore.Order::valueOf).orElse(ProductStore.Order.NUMBER),
        call.queryInt("start"),
        call.queryInt("count"));
  }

  private static List<String> texts(Call call, String name) {
    return call.queryList(name).stream().map(String::valueOf).toList();
  }

  private static List<Long> numbers(Call call, String name) {
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
                            .map(numbers -> Reply.ok(ProductsJson.product(entry, numbers)))));
  }

  private Future<Reply> retrieveEdition(Call call) {
    return ofEdition(call, entry -> Reply.ok(PlansJson.edition(entry)));
  }

  private Future<Reply> listPaymentPlans(Call call) {
    return ofEdition(call, entry -> Reply.ok(PlansJson.plans(entry)));
  }

  private Future<Reply> readEditionPaymentPlan(Call call) {
    return ofEdition(call, entry -> plan(entry, call));
  }

  private Future<Reply> readPaymentPlan(Call call) {
    return database.read(
        call.marketplace(),
        tx ->
            products
                .findByPlan(tx, call.pathLong("paymentPlanId"))
                .map(found -> plan(shown(found, call, "Payment plan"), call)));
  }

  private Future<Reply> ofEdition(Call call, Function<CatalogApp, Reply> reply) {
    return database.read(
        call.marketplace(),
        tx ->
            product(tx, call)
                .map(
                    entry -> {
                      if (entry.app().editionNumber() != call.pathLong("editionId")) {
                        throw Failure.notFound("Edition was not found");
                      }
                      return reply.apply(entry);
                    }));
  }

  private Future<CatalogApp> product(Tx tx, Call call) {
    return products
        .find(tx, call.pathLong("applicationId"))
        .map(found -> shown(found, call, "Product"));
  }

  private static CatalogApp shown(Optional<CatalogApp> found, Call call, String what) {
    boolean manager = call.principal().hasAnyRole(MANAGERS);
    return found
        .filter(entry -> entry.visible(manager))
        .orElseThrow(() -> Failure.notFound(what + " was not found"));
  }

  private static Reply plan(CatalogApp entry, Call call) {
    List<Plan> plans = entry.version().plans();
    return plans.stream()
        .filter(plan -> plan.number() == call.pathLong("paymentPlanId"))
        .findFirst()
        .map(plan -> Reply.ok(PlansJson.plan(plan, plan.equals(plans.get(0)))))
        .orElseThrow(() -> Failure.notFound("Payment plan was not found"));
  }
}
