package dev.emporium.billing.store;

import dev.emporium.billing.domain.Shares;
import dev.emporium.billing.domain.Transaction;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What apps earned and gave back. Figures are never changed. */
public final class TransactionStore {
  /** The fields of a transaction document, and where they live. */
  private static final QueryFields FIELDS =
      QueryFields.none()
          .text("transactionId", "t.transaction_id")
          .text("ownershipId", "t.ownership_id")
          .text("appId", "t.openchannel_app_id")
          .text("userId", "t.openchannel_user_id")
          .text("developerId", "t.developer_id")
          .time("date", "t.date")
          .text("type", "t.type")
          .number("amount", "t.amount")
          .number("feeAmount", "t.fee_amount")
          .number("marketplaceAmount", "t.marketplace_amount")
          .number("developerAmount", "t.developer_amount")
          .bool("isDeleted", "t.is_deleted")
          .json("customData", "t.custom_data")
          .onlyThese();

  private static final String FROM =
      " from app_transaction t where t.marketplace_id = $1 and not t.is_deleted and ";

  private TransactionStore() {}

  /** What was paid for an ownership and given back, in the currency's smallest unit. */
  public record Totals(long paid, long refunded, Long lastPaymentNumber) {}

  /** Writes one; gives it back with the names that are known by now. */
  public static Future<Transaction> insert(Tx tx, Transaction t) {
    return tx.one(
            """
            insert into app_transaction (marketplace_id, transaction_id, type, payment_number, subscription_id, app_id,
              user_id, currency, amount, fee_amount, marketplace_amount, developer_amount, custom_data, date,
              installation_id, ownership_id, openchannel_app_id, developer_id, openchannel_user_id)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
              i.installation_id, i.ownership_id, a.openchannel_id, a.snapshot ->> 'developerId',
              case when u.user_id is null then null else coalesce(u.openchannel_user_id, u.user_id::text) end
            from (select 1) one
            left join lateral (select k.installation_id, k.ownership_id from known_installation k
              where k.marketplace_id = $1 and (k.installation_id = $15 or k.subscription_id = $5)
              order by k.installation_id = $15 desc nulls last limit 1) i on true
            left join known_app a on a.marketplace_id = $1 and a.app_id = $6
            left join known_user u on u.marketplace_id = $1 and u.user_id = $7
            returning *
            """,
            TransactionStore::of,
            tx.marketplace(),
            t.id(),
            t.type().word(),
            t.paymentNumber(),
            t.subscriptionId(),
            t.appId(),
            t.userId(),
            t.currency().getCurrencyCode(),
            t.shares().amount(),
            t.shares().fee(),
            t.shares().marketplace(),
            t.shares().developer(),
            t.customData() == null ? null : new JsonObject(t.customData()),
            t.date(),
            t.installationId())
        .map(Optional::orElseThrow);
  }

  /** Also a deleted one. */
  public static Future<Optional<Transaction>> find(Tx tx, String id) {
    return tx.one(
        "select * from app_transaction where marketplace_id = $1 and transaction_id = $2",
        TransactionStore::of,
        tx.marketplace(),
        id);
  }

  /** The first of a payment. */
  public static Future<Optional<Transaction>> ofPayment(Tx tx, long paymentNumber) {
    return tx.one(
        """
        select * from app_transaction where marketplace_id = $1 and payment_number = $2 and type = 'payment'
        order by transaction_id limit 1
        """,
        TransactionStore::of,
        tx.marketplace(),
        paymentNumber);
  }

  /** Writes custom data (a JSON object's text) and the mark; a lost race is a conflict. */
  public static Future<Transaction> update(
      Tx tx, Transaction t, String customData, boolean deleted) {
    return tx.one(
            """
            update app_transaction set custom_data = $4, is_deleted = $5, version = version + 1
            where marketplace_id = $1 and transaction_id = $2 and version = $3
            returning *
            """,
            TransactionStore::of,
            tx.marketplace(),
            t.id(),
            t.version(),
            customData == null ? null : new JsonObject(customData),
            deleted)
        .map(
            changed ->
                changed.orElseThrow(
                    () -> Failure.conflict("The transaction was changed by somebody else")));
  }

  /** The sums of an ownership; deleted ones count, for the money has moved. */
  public static Future<Totals> totals(Tx tx, String ownershipId) {
    return tx.one(
            """
            select coalesce(sum(amount) filter (where type = 'payment'), 0)::bigint as paid,
              coalesce(sum(amount) filter (where type = 'refund'), 0)::bigint as refunded,
              max(payment_number) filter (where type = 'payment') as last
            from app_transaction where marketplace_id = $1 and ownership_id = $2
            """,
            row -> new Totals(row.getLong("paid"), row.getLong("refunded"), row.getLong("last")),
            tx.marketplace(),
            ownershipId)
        .map(Optional::orElseThrow);
  }

  /** Names those of an app or a user that were written before it was heard of. */
  public static Future<Integer> name(Tx tx, UUID appId, UUID userId) {
    return tx.execute(
        """
        update app_transaction t set
          openchannel_app_id = coalesce(t.openchannel_app_id, (select a.openchannel_id from known_app a
            where a.marketplace_id = $1 and a.app_id = t.app_id)),
          developer_id = coalesce(t.developer_id, (select a.snapshot ->> 'developerId' from known_app a
            where a.marketplace_id = $1 and a.app_id = t.app_id)),
          openchannel_user_id = coalesce(t.openchannel_user_id, (select coalesce(u.openchannel_user_id, u.user_id::text)
            from known_user u where u.marketplace_id = $1 and u.user_id = t.user_id))
        where t.marketplace_id = $1 and (t.openchannel_app_id is null or t.openchannel_user_id is null)
          and (t.app_id = $2 or t.user_id = $3)
        """,
        tx.marketplace(),
        appId,
        userId);
  }

  /** An ownership was made of what a subscription had paid for before. */
  public static Future<Integer> own(Tx tx, UUID installationId, String ownershipId, UUID sold) {
    return tx.execute(
        """
        update app_transaction set installation_id = $2, ownership_id = $3
        where marketplace_id = $1 and subscription_id = $4 and ownership_id is null
        """,
        tx.marketplace(),
        installationId,
        ownershipId,
        sold);
  }

  /**
   * One page of what meets {@code query} and is not deleted, in the order of {@code sort}, then
   * oldest first.
   *
   * @param pageNumber from 1
   */
  public static Future<Page<Transaction>> page(
      Tx tx, QueryDocument query, SortDocument sort, int pageNumber, int limit) {
    SqlCondition condition = query.toSql(FIELDS, 2);
    int next = condition.next(2);
    SqlCondition order = sort.toSql(FIELDS, next);
    int last = order.next(next);
    String by = order.text().isEmpty() ? "" : order.text() + ", ";
    var parameters = new ArrayList<Object>(condition.parameters());
    parameters.add(0, tx.marketplace());
    Object[] counted = parameters.toArray();
    parameters.addAll(order.parameters());
    parameters.add((long) limit);
    parameters.add((long) (pageNumber - 1) * limit);
    String sql =
        "select t.*"
            + FROM
            + condition.text()
            + " order by "
            + by
            + "t.date, t.transaction_id limit $%d offset $%d".formatted(last, last + 1);
    return tx.one(
            "select count(*) as total" + FROM + condition.text(),
            row -> row.getLong("total"),
            counted)
        .compose(
            total ->
                tx.list(sql, TransactionStore::of, parameters.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  private static Transaction of(Row row) {
    JsonObject customData = row.getJsonObject("custom_data");
    return new Transaction(
        row.getString("transaction_id"),
        Transaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
        row.getLong("payment_number"),
        row.getUUID("subscription_id"),
        row.getUUID("installation_id"),
        row.getUUID("app_id"),
        row.getUUID("user_id"),
        new Transaction.Names(
            row.getString("ownership_id"),
            row.getString("openchannel_app_id"),
            row.getString("openchannel_user_id"),
            row.getString("developer_id")),
        Currency.getInstance(row.getString("currency")),
        new Shares(
            row.getLong("fee_amount"),
            row.getLong("marketplace_amount"),
            row.getLong("developer_amount")),
        customData == null ? null : customData.encode(),
        Rows.instant(row, "date"),
        row.getBoolean("is_deleted"),
        row.getInteger("version"));
  }
}
