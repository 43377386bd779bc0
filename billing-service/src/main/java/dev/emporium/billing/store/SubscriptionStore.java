package dev.emporium.billing.store;

import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.SubscriptionStatus;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Subscriptions. */
public final class SubscriptionStore {
  private static final Map<String, String> SORTS =
      Map.of(
          "APPLICATION", "app_name",
          "COMPANY", "company_id",
          "DATE", "started_at",
          "OWNER", "user_id",
          "STATUS", "status",
          "SUBSCRIPTION_ID", "subscription_id");

  private SubscriptionStore() {}

  /**
   * What a list asks for; null means any.
   *
   * @param sortField {@code APPLICATION|COMPANY|DATE|OWNER|STATUS|SUBSCRIPTION_ID}
   */
  public record Filter(
      UUID companyId,
      UUID userId,
      Instant createdFrom,
      Instant createdTo,
      Instant modifiedFrom,
      String status,
      Long editionNumber,
      Long paymentPlanNumber,
      List<Long> applicationIds,
      String orderReferenceCode,
      Long discountNumber,
      boolean none,
      String sortField,
      boolean descending,
      int start,
      int count) {}

  /** Writes a new one. */
  public static Future<Integer> insert(Tx tx, Subscription s) {
    var product = s.product();
    var terms = s.terms();
    return tx.execute(
        """
        insert into subscription (marketplace_id, subscription_id, purchase_id, item_id, installation_id, origin,
          app_id, application_id, app_name, edition_id, edition_number, plan_id, payment_plan_number, model_id,
          type, price, currency, trial_days, license, billing_period, billing_period_unit, commission,
          company_id, user_id, buyer_company_id, buyer_user_id, status, order_id, instrument_id,
          started_at, trial_ends_at, anchor, period_ends_at, updated_at,
          parent_item_id, units, phases, cycles, contract, parent_subscription_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
          $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)
        """,
        tx.marketplace(),
        s.id(),
        s.purchaseId(),
        s.itemId(),
        s.installationId(),
        s.origin(),
        product.appId(),
        product.applicationId(),
        product.appName(),
        product.editionId(),
        product.editionNumber(),
        product.planId(),
        product.paymentPlanNumber(),
        product.modelId(),
        terms.type(),
        terms.price().amount(),
        terms.price().currency().getCurrencyCode(),
        terms.trialDays(),
        terms.license(),
        terms.billingPeriod(),
        terms.billingPeriodUnit(),
        terms.commission(),
        s.parties().companyId(),
        s.parties().userId(),
        s.parties().buyerCompanyId(),
        s.parties().buyerUserId(),
        s.status().name(),
        s.orderId(),
        s.instrumentId(),
        s.startedAt(),
        s.trialEndsAt(),
        s.anchor(),
        s.periodEndsAt(),
        s.updatedAt(),
        s.sold().parentItemId(),
        LineJson.writeUnits(s.sold().units()),
        LineJson.writePhases(s.sold().phases()),
        s.sold().cycles(),
        s.sold().contract().isEmpty() ? null : new JsonObject(s.sold().contract()),
        s.sold().parentId());
  }

  /** Writes what transitions change, with the order's state; a lost race is a conflict. */
  public static Future<Void> update(Tx tx, Subscription s, SubscriptionStatus before) {
    return tx.execute(
            """
            update subscription set status = $4, period_ends_at = $5, cancelled_at = $6, cancel_requested = $7,
              updated_at = $8, price = $9, cycles = $10, version = version + 1
            where marketplace_id = $1 and subscription_id = $2 and version = $3
            """,
            tx.marketplace(),
            s.id(),
            s.version(),
            s.status().name(),
            s.periodEndsAt(),
            s.cancelledAt(),
            s.cancelRequested(),
            s.updatedAt(),
            s.terms().price().amount(),
            s.sold().cycles())
        .compose(
            changed ->
                changed == 1
                    ? tx.execute(
                        """
                        update purchase_order set status = $3, ended_at = $4
                        where marketplace_id = $1 and order_id = $2
                        """,
                        tx.marketplace(),
                        s.orderId(),
                        s.status().orderStatus(s.terms().type(), before),
                        s.cancelledAt())
                    : Future.failedFuture(
                        Failure.conflict("The subscription was changed by somebody else")))
        .mapEmpty();
  }

  /** Remembers that a cancellation waits for a payment's outcome. */
  public static Future<Integer> requestCancel(Tx tx, UUID id) {
    return tx.execute(
        """
        update subscription set cancel_requested = true, version = version + 1
        where marketplace_id = $1 and subscription_id = $2
        """,
        tx.marketplace(),
        id);
  }

  /** By its id or number. */
  public static Future<Optional<Subscription>> find(Tx tx, UUID id) {
    return tx.one(
        "select * from subscription where marketplace_id = $1 and subscription_id = $2",
        SubscriptionStore::of,
        tx.marketplace(),
        id);
  }

  /** With its row locked to the end of the transaction. */
  public static Future<Optional<Subscription>> lock(Tx tx, UUID id) {
    return tx.one(
        "select * from subscription where marketplace_id = $1 and subscription_id = $2 for update",
        SubscriptionStore::of,
        tx.marketplace(),
        id);
  }

  /** An order with the subscription it is for. */
  public record Ordered(long orderId, Subscription subscription) {}

  /** The subscriptions that these orders are for, in the order of their numbers. */
  public static Future<List<Ordered>> ofOrders(Tx tx, List<Long> orderIds) {
    return tx.list(
        """
        select s.*, o.order_id as for_order from purchase_order o join subscription s
          on s.marketplace_id = o.marketplace_id and s.subscription_id = o.subscription_id
        where o.marketplace_id = $1 and o.order_id = any($2) order by o.order_id
        """,
        row -> new Ordered(row.getLong("for_order"), of(row)),
        tx.marketplace(),
        orderIds.toArray(new Long[0]));
  }

  /** The subscriptions behind an installation that have not ended. */
  public static Future<List<UUID>> ofInstallation(Tx tx, UUID installationId, UUID subscriptionId) {
    return tx.list(
        """
        select subscription_id from subscription
        where marketplace_id = $1 and (installation_id = $2 or subscription_id = $3) and status <> 'CANCELLED'
        order by subscription_id
        """,
        row -> row.getUUID("subscription_id"),
        tx.marketplace(),
        installationId,
        subscriptionId);
  }

  /** The add-ons bought with a subscription that have not ended. */
  public static Future<List<UUID>> addOnsOf(Tx tx, UUID parentId) {
    return tx.list(
        """
        select subscription_id from subscription
        where marketplace_id = $1 and parent_subscription_id = $2 and status <> 'CANCELLED'
        order by subscription_id
        """,
        row -> row.getUUID("subscription_id"),
        tx.marketplace(),
        parentId);
  }

  /** Those whose next charge is due, the longest overdue first. */
  public static Future<List<UUID>> due(Tx tx, Instant now, int limit) {
    return tx.list(
        """
        select s.subscription_id from subscription s
        where s.marketplace_id = $1 and s.period_ends_at <= $2
          and s.status in ('ACTIVE', 'FREE_TRIAL') and not s.cancel_requested
          and not exists (select 1 from invoice i join payment_intent p
            on p.marketplace_id = i.marketplace_id and p.invoice_number = i.invoice_number and p.state = 'OPEN'
            where i.marketplace_id = $1 and i.subscription_id = s.subscription_id)
        order by s.period_ends_at limit $3
        """,
        row -> row.getUUID("subscription_id"),
        tx.marketplace(),
        now,
        limit);
  }

  /** One page, in the order asked for. */
  public static Future<List<Subscription>> list(Tx tx, Filter f) {
    var conditions =
        new Conditions(tx.marketplace())
            .and("company_id = ?", f.companyId())
            .and("user_id = ?", f.userId())
            .and("started_at >= ?", f.createdFrom())
            .and("started_at <= ?", f.createdTo())
            .and("updated_at >= ?", f.modifiedFrom())
            .and("status = ?", f.status())
            .and("edition_number = ?", f.editionNumber())
            .and("payment_plan_number = ?", f.paymentPlanNumber())
            .and(
                "application_id = any(?)",
                f.applicationIds() == null ? null : f.applicationIds().toArray(new Long[0]))
            .and(
                "order_id in (select o.order_id from purchase_order o"
                    + " where o.marketplace_id = subscription.marketplace_id and o.reference_code = ?)",
                f.orderReferenceCode())
            .and(
                "order_id in (select o.order_id from purchase_order o"
                    + " where o.marketplace_id = subscription.marketplace_id and o.discount_number = ?)",
                f.discountNumber())
            .and(f.none(), "false");
    String sql =
        "select * from subscription"
            + conditions.page(
                SORTS.get(f.sortField()), "subscription_id", f.descending(), f.start(), f.count());
    return tx.list(sql, SubscriptionStore::of, conditions.values());
  }

  private static Subscription of(Row row) {
    return new Subscription(
        row.getUUID("subscription_id"),
        row.getUUID("purchase_id"),
        row.getUUID("item_id"),
        row.getUUID("installation_id"),
        row.getString("origin"),
        product(row),
        new Subscription.Terms(
            row.getString("type"),
            Rows.money(row, "price"),
            row.getInteger("trial_days"),
            row.getString("license"),
            row.getString("billing_period"),
            row.getInteger("billing_period_unit"),
            row.getInteger("commission")),
        sold(row),
        new Subscription.Parties(
            row.getUUID("company_id"),
            row.getUUID("user_id"),
            row.getUUID("buyer_company_id"),
            row.getUUID("buyer_user_id")),
        SubscriptionStatus.valueOf(row.getString("status")),
        row.getLong("order_id"),
        row.getUUID("instrument_id"),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "trial_ends_at"),
        Rows.instant(row, "anchor"),
        Rows.instant(row, "period_ends_at"),
        Rows.instant(row, "cancelled_at"),
        row.getBoolean("cancel_requested"),
        Rows.instant(row, "updated_at"),
        row.getInteger("version"));
  }

  private static Subscription.Sold sold(Row row) {
    JsonObject contract = row.getJsonObject("contract");
    return new Subscription.Sold(
        row.getUUID("parent_item_id"),
        row.getUUID("parent_subscription_id"),
        LineJson.units(row.getJsonArray("units")),
        LineJson.phases(row.getJsonArray("phases")),
        row.getInteger("cycles"),
        contract == null ? Map.of() : contract.getMap());
  }

  static Subscription.Product product(Row row) {
    return new Subscription.Product(
        row.getUUID("app_id"),
        row.getLong("application_id"),
        row.getString("app_name"),
        row.getUUID("edition_id"),
        row.getLong("edition_number"),
        row.getUUID("plan_id"),
        row.getLong("payment_plan_number"),
        row.getString("model_id"));
  }
}
