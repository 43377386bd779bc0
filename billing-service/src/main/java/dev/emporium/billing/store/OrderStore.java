package dev.emporium.billing.store;

import dev.emporium.billing.domain.AssistedSale;
import dev.emporium.billing.domain.Order;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Purchase orders. */
public final class OrderStore {
  private static final Map<String, String> SORTS =
      Map.of("DATE", "created_at", "ORDER_ID", "order_id", "TOTAL", "total");
  private static final String SELECT =
      """
      select * from (
        select o.*, s.app_id, s.app_name, s.edition_id, s.edition_number, s.plan_id, s.payment_plan_number, s.model_id,
          s.period_ends_at, s.contract
        from purchase_order o join subscription s
          on s.marketplace_id = o.marketplace_id and s.subscription_id = o.subscription_id) orders
      """;

  private OrderStore() {}

  /**
   * What a list asks for; null means any.
   *
   * @param sortField {@code DATE|ORDER_ID|TOTAL}
   */
  public record Filter(
      UUID companyId,
      UUID userId,
      Instant startedFrom,
      Instant startedTo,
      Instant createdFrom,
      Instant createdTo,
      String status,
      String currency,
      String type,
      String frequency,
      String referenceCode,
      List<Long> applicationIds,
      String sortField,
      boolean descending,
      int start,
      int count) {}

  /** So many next numbers, ascending; a number is never given twice. */
  public static Future<List<Long>> nextNumbers(Tx tx, int count) {
    return tx.list(
            "select nextval('order_numbers') as n from generate_series(1, $1)",
            row -> row.getLong("n"),
            count)
        .map(numbers -> numbers.stream().sorted().toList());
  }

  /** Writes a new one. */
  public static Future<Integer> insert(Tx tx, Order order) {
    return tx.execute(
        """
        insert into purchase_order (marketplace_id, order_id, subscription_id, purchase_id, company_id, user_id, type,
          status, frequency, currency, total, reference_code, application_id, lines, started_at, created_at,
          discount_number, discount_ends_at, sales_user_id, sales_company_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
          $20)
        """,
        tx.marketplace(),
        order.orderId(),
        order.subscriptionId(),
        order.purchaseId(),
        order.companyId(),
        order.userId(),
        order.type(),
        order.status(),
        order.frequency(),
        order.total().currency().getCurrencyCode(),
        order.total().amount(),
        order.referenceCode(),
        order.product().applicationId(),
        LineJson.write(order.lines()),
        order.startedAt(),
        order.createdAt(),
        order.sale().discountNumber(),
        order.sale().discountEndsAt(),
        order.sale().assisted() == null ? null : order.sale().assisted().userId(),
        order.sale().assisted() == null ? null : order.sale().assisted().companyId());
  }

  /** By its id or number. */
  public static Future<Optional<Order>> find(Tx tx, long orderId) {
    return tx.one(
        SELECT + " where marketplace_id = $1 and order_id = $2",
        OrderStore::of,
        tx.marketplace(),
        orderId);
  }

  /** The orders with these numbers, in their order. */
  public static Future<List<Order>> find(Tx tx, List<Long> orderIds) {
    return tx.list(
        SELECT + " where marketplace_id = $1 and order_id = any($2) order by order_id",
        OrderStore::of,
        tx.marketplace(),
        orderIds.toArray(new Long[0]));
  }

  /** One page, in the order asked for. */
  public static Future<List<Order>> list(Tx tx, Filter f) {
    var conditions = conditions(tx, f);
    String sql =
        SELECT
            + conditions.page(
                SORTS.get(f.sortField()), "order_id", f.descending(), f.start(), f.count());
    return tx.list(sql, OrderStore::of, conditions.values());
  }

  /** All orders of the filter, whatever the page. */
  public static Future<Long> count(Tx tx, Filter f) {
    var conditions = conditions(tx, f);
    return tx.one(
            "select count(*) as n from purchase_order" + conditions.where(),
            row -> row.getLong("n"),
            conditions.values())
        .map(Optional::orElseThrow);
  }

  private static Conditions conditions(Tx tx, Filter f) {
    return new Conditions(tx.marketplace())
        .and("company_id = ?", f.companyId())
        .and("user_id = ?", f.userId())
        .and("started_at >= ?", f.startedFrom())
        .and("started_at <= ?", f.startedTo())
        .and("created_at >= ?", f.createdFrom())
        .and("created_at <= ?", f.createdTo())
        .and("status = ?", f.status())
        .and("currency = ?", f.currency())
        .and("type = ?", f.type())
        .and("frequency = ?", f.frequency())
        .and("reference_code = ?", f.referenceCode())
        .and(
            "application_id = any(?)",
            f.applicationIds() == null ? null : f.applicationIds().toArray(new Long[0]));
  }

  private static Order of(Row row) {
    return new Order(
        row.getLong("order_id"),
        row.getUUID("subscription_id"),
        row.getUUID("purchase_id"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        row.getString("type"),
        row.getString("status"),
        row.getString("frequency"),
        Rows.money(row, "total"),
        row.getString("reference_code"),
        SubscriptionStore.product(row),
        LineJson.read(row.getJsonArray("lines")),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "ended_at"),
        Rows.instant(row, "period_ends_at"),
        Rows.instant(row, "created_at"),
        row.getJsonObject("contract") == null ? Map.of() : row.getJsonObject("contract").getMap(),
        sale(row));
  }

  private static Order.Sale sale(Row row) {
    UUID user = row.getUUID("sales_user_id");
    return new Order.Sale(
        row.getLong("discount_number"),
        Rows.instant(row, "discount_ends_at"),
        user == null ? null : new AssistedSale(user, row.getUUID("sales_company_id")));
  }
}
