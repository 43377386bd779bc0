package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Commitment;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.SubscriptionStatus;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.payment.Cancellations;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Subscriptions (appdirect.txt:10694-10712, 10885-10891). */
public final class SubscriptionOperations {
  private final Database database;
  private final Projections projections;

  public SubscriptionOperations(Database database, Projections projections) {
    this.database = database;
    this.projections = projections;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listCompanySubscriptions", this::listCompanySubscriptions)
        .on("listUserSubscriptions", this::listUserSubscriptions)
        .on("listSubscriptions", this::listSubscriptions)
        .on("getSubscription", this::getSubscription)
        .on("previewCancel", this::previewCancel)
        .on("cancelSubscription", this::cancelSubscription);
  }

  private Future<Reply> listCompanySubscriptions(Call call) {
    UUID company = call.pathUuid("companyId");
    Request.access(call.principal()).requireRead(company);
    return list(call, company, null)
        .compose(json -> new Companies(projections).known(call.marketplace(), company, json))
        .map(Reply::ok);
  }

  private Future<Reply> listUserSubscriptions(Call call) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Request.access(call.principal()).requireRead(company);
    return list(call, company, user)
        .compose(json -> new Companies(projections).member(call.marketplace(), company, user, json))
        .map(Reply::ok);
  }

  private Future<Reply> listSubscriptions(Call call) {
    Request.access(call.principal()).requireReadAll();
    return list(call, null, null).map(Reply::ok);
  }

  private Future<JsonArray> list(Call call, UUID company, UUID user) {
    var filter = filter(call, company, user);
    Set<String> expand = new HashSet<>();
    call.queryList("expand").forEach(value -> expand.add(String.valueOf(value)));
    return database.read(call.marketplace(), tx -> list(tx, filter, expand));
  }

  private static Future<JsonArray> list(
      Tx tx, SubscriptionStore.Filter filter, Set<String> expand) {
    return SubscriptionStore.list(tx, filter)
        .compose(
            found ->
                orders(tx, expand.contains("order") ? found : List.of())
                    .map(
                        orders -> {
                          var json = new JsonArray();
                          found.forEach(
                              s ->
                                  json.add(
                                      SubscriptionJson.write(s, expand, orders.get(s.orderId()))));
                          return json;
                        }));
  }

  private static Future<Map<Long, Order>> orders(Tx tx, List<Subscription> of) {
    if (of.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return OrderStore.find(tx, of.stream().map(Subscription::orderId).toList())
        .map(
            orders -> {
              var byId = new HashMap<Long, Order>();
              orders.forEach(order -> byId.put(order.orderId(), order));
              return byId;
            });
  }

  private static SubscriptionStore.Filter filter(Call call, UUID company, UUID user) {
    return new SubscriptionStore.Filter(
        company,
        user,
        Request.timestamp(call, "fromDate"),
        Request.timestamp(call, "toDate"),
        Request.millis(call, "lastModified"),
        Request.text(call, "status"),
        call.queryLong("editionId").orElse(null),
        call.queryLong("paymentPlanId").orElse(null),
        Request.numbers(call, "applicationIds"),
        Request.text(call, "orderReferenceCode"),
        call.queryLong("discountId").orElse(null),
        call.query("bundleApplicationId").isPresent(),
        Request.text(call, "sortField"),
        Request.descending(call),
        call.queryInt("start"),
        call.queryInt("count"));
  }

  private Future<Reply> getSubscription(Call call) {
    UUID id = call.pathUuid("subscriptionId");
    return database
        .read(
            call.marketplace(),
            tx ->
                SubscriptionStore.find(tx, id)
                    .map(found -> visible(call, found))
                    .compose(
                        s ->
                            OrderStore.find(tx, s.orderId())
                                .map(order -> SubscriptionJson.write(s, order.orElseThrow()))))
        .map(Reply::ok);
  }

  /** As {@link #cancelSubscription} would leave it; nothing is written. */
  private Future<Reply> previewCancel(Call call) {
    UUID id = call.pathUuid("subscriptionId");
    return database
        .read(
            call.marketplace(),
            tx ->
                SubscriptionStore.find(tx, id)
                    .map(found -> visible(call, found))
                    .compose(
                        s ->
                            OrderStore.find(tx, s.orderId())
                                .map(order -> preview(s, order.orElseThrow(), tx.now()))))
        .map(Reply::ok);
  }

  private static JsonObject preview(Subscription s, Order order, Instant now) {
    if (s.status() == SubscriptionStatus.CANCELLED) {
      return SubscriptionJson.write(s, order);
    }
    Commitment.of(s).requireCancellable(now);
    Subscription ended = s.cancelled(now);
    JsonObject json = SubscriptionJson.write(ended, order);
    json.getJsonObject("order")
        .put("status", ended.status().orderStatus(s.terms().type(), s.status()))
        .put("endDate", now.toEpochMilli())
        .put("nextBillingDate", null)
        .put("contract", SubscriptionJson.contract(s, now));
    return json;
  }

  private static Subscription visible(Call call, Optional<Subscription> found) {
    return found
        .filter(s -> Request.access(call.principal()).mayRead(s.parties().companyId()))
        .orElseThrow(() -> Failure.notFound("The subscription was not found"));
  }

  private Future<Reply> cancelSubscription(Call call) {
    UUID id = call.pathUuid("subscriptionId");
    var access = Request.access(call.principal());
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                Cancellations.cancel(
                    tx,
                    id,
                    s ->
                        access.requireWrite(
                            s.parties().companyId(), s.parties().userId(), "subscription")))
        .map(
            result ->
                result == Cancellations.Result.EXECUTED
                    ? Reply.noContent()
                    : new Reply(202, Map.of(), null, null));
  }
}
