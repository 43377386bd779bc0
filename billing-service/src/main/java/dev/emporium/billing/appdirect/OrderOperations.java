package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.AssistedSale;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.billing.store.ProjectionStore;
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
import java.util.Optional;
import java.util.UUID;

/** Purchase orders (appdirect.txt:7126-7143, 7189-7194). */
public final class OrderOperations {
  private final Database database;
  private final Projections projections;

  public OrderOperations(Database database, Projections projections) {
    this.database = database;
    this.projections = projections;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listCompanyOrders", this::listCompanyOrders)
        .on("listUserOrders", this::listUserOrders)
        .on("listOrders", this::listOrders)
        .on("getOrder", this::getOrder);
  }

  private Future<Reply> listCompanyOrders(Call call) {
    UUID company = call.pathUuid("companyId");
    Request.access(call.principal()).requireRead(company);
    return list(call, company, null, call.queryInt("start"), call.queryInt("count"))
        .compose(
            page ->
                page.getLong("total") > 0
                    ? Future.succeededFuture(page)
                    : new Companies(projections).require(call.marketplace(), company).map(page))
        .map(Reply::ok);
  }

  private Future<Reply> listUserOrders(Call call) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Request.access(call.principal()).requireRead(company);
    return list(call, company, user, call.queryInt("start"), call.queryInt("count"))
        .compose(
            page ->
                page.getLong("total") > 0
                    ? Future.succeededFuture(page)
                    : new Companies(projections)
                        .requireMember(call.marketplace(), company, user)
                        .map(page))
        .map(Reply::ok);
  }

  private Future<Reply> listOrders(Call call) {
    Request.access(call.principal()).requireReadAll();
    int size = call.queryInt("size");
    return list(call, null, null, call.queryInt("page") * size, size).map(Reply::ok);
  }

  private Future<JsonObject> list(Call call, UUID company, UUID user, int start, int count) {
    var filter = filter(call, company, user, start, count);
    return database.read(
        call.marketplace(),
        tx ->
            OrderStore.list(tx, filter)
                .compose(orders -> OrderStore.count(tx, filter).map(total -> page(orders, total))));
  }

  private static JsonObject page(List<Order> orders, long total) {
    var json = new JsonArray();
    orders.forEach(order -> json.add(OrderJson.write(order)));
    return new JsonObject().put("orders", json).put("total", total);
  }

  private static OrderStore.Filter filter(
      Call call, UUID company, UUID user, int start, int count) {
    return new OrderStore.Filter(
        company,
        user,
        Request.millis(call, "startDateFrom"),
        Request.millis(call, "startDateTo"),
        Request.millis(call, "fromCreationDate"),
        Request.millis(call, "toCreationDate"),
        Request.text(call, "status"),
        Request.text(call, "currency"),
        Request.text(call, "type"),
        Request.text(call, "frequency"),
        Request.referenceCode(call),
        Request.numbers(call, "applicationIds"),
        Request.text(call, "sortField"),
        Request.descending(call),
        start,
        count);
  }

  private Future<Reply> getOrder(Call call) {
    var access = Request.access(call.principal());
    List<Object> expand = call.queryList("expand");
    return database
        .read(
            call.marketplace(),
            tx ->
                OrderStore.find(tx, call.pathLong("orderId"))
                    .map(
                        found ->
                            found
                                .filter(order -> access.mayRead(order.companyId()))
                                .orElseThrow(() -> Failure.notFound("The order was not found")))
                    .compose(order -> expanded(tx, order, expand)))
        .map(Reply::ok);
  }

  private static Future<JsonObject> expanded(Tx tx, Order order, List<Object> expand) {
    JsonObject json = OrderJson.write(order);
    if (expand.isEmpty()) {
      return Future.succeededFuture(json);
    }
    var embedded = new JsonObject();
    json.put("_embedded", embedded);
    AssistedSale seller = order.sale().assisted();
    Future<?> sold = Future.succeededFuture();
    if (expand.contains("salesSupportUser")) {
      embedded.put("salesSupportUser", null);
      sold =
          seller == null
              ? sold
              : ProjectionStore.person(tx, seller.userId())
                  .map(found -> embedded.put("salesSupportUser", person(seller.userId(), found)));
    }
    return sold.compose(done -> ProjectionStore.companyName(tx, order.companyId()))
        .compose(
            name -> {
              if (expand.contains("company")) {
                embedded.put(
                    "company",
                    new JsonObject()
                        .put("id", order.companyId().toString())
                        .put("name", name.orElse(null)));
              }
              return ProjectionStore.person(tx, order.userId());
            })
        .map(
            found -> {
              if (expand.contains("user")) {
                embedded.put("user", person(order.userId(), found));
              }
              return json;
            });
  }

  private static JsonObject person(UUID id, Optional<ProjectionStore.Person> known) {
    return new JsonObject()
        .put("id", id.toString())
        .put("email", known.map(ProjectionStore.Person::email).orElse(null))
        .put("firstName", known.map(ProjectionStore.Person::firstName).orElse(null))
        .put("lastName", known.map(ProjectionStore.Person::lastName).orElse(null));
  }
}
