package dev.emporium.catalog.event;

import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * The statistics {@code totalSales} and {@code developerSales}, in the currency's smallest unit:
 * what each paid period of a subscription costs, less what is refunded.
 */
public final class Sales {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

  private final StatisticStore statistics;
  private final OwnershipStore ownerships;

  public Sales(StatisticStore statistics, OwnershipStore ownerships) {
    this.statistics = statistics;
    this.ownerships = ownerships;
  }

  /** Subscribes to what is paid. */
  public void consume(Wiring wiring) {
    wiring.consume("billing", "subscription.activated", this::sold);
    wiring.consume("billing", "subscription.renewed", this::sold);
    wiring.consume("billing", "payment.refunded", this::refunded);
  }

  private Future<?> sold(Tx tx, Received event) {
    JsonObject subscription = event.data().getJsonObject("subscription");
    JsonObject price = subscription.getJsonObject("price");
    // nothing is paid in a trial
    if (!"ACTIVE".equals(subscription.getString("status"))
        || price == null
        || subscription.getString("appId") == null) {
      return Future.succeededFuture();
    }
    return count(
        tx,
        event,
        UUID.fromString(subscription.getString("appId")),
        money(price),
        commission(subscription.getJsonObject("model")));
  }

  /** What was refunded for several apps at once cannot be told apart and is not counted. */
  private Future<?> refunded(Tx tx, Received event) {
    JsonArray apps = event.data().getJsonArray("appIds");
    JsonArray subscriptions = event.data().getJsonArray("subscriptionIds");
    if (apps == null || apps.size() != 1 || subscriptions == null || subscriptions.isEmpty()) {
      return Future.succeededFuture();
    }
    return ownerships
        .model(tx, UUID.fromString(subscriptions.getString(0)))
        .compose(
            model ->
                count(
                    tx,
                    event,
                    UUID.fromString(apps.getString(0)),
                    money(event.data().getJsonObject("amount")).negated(),
                    commission(model.orElse(null))));
  }

  private Future<Void> count(Tx tx, Received event, UUID app, Money paid, BigDecimal commission) {
    if (paid.signum() == 0) {
      return Future.succeededFuture();
    }
    Money marketplaces = paid.times(commission).rounded();
    return statistics
        .add(tx, app, "totalSales", event.time(), paid.minor())
        .compose(
            done ->
                statistics.add(
                    tx, app, "developerSales", event.time(), paid.minus(marketplaces).minor()));
  }

  private static Money money(JsonObject json) {
    return Money.of(json.getString("amount"), json.getString("currency"));
  }

  /** The marketplace's share: 3050 is 30.5 %. */
  private static BigDecimal commission(JsonObject model) {
    Number commission = model == null ? null : (Number) model.getValue("commission");
    return commission == null
        ? BigDecimal.ZERO
        : new BigDecimal(commission.toString()).divide(WHOLE);
  }
}
