package dev.emporium.billing.store;

import dev.emporium.billing.domain.Discount;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Discounts. */
public final class DiscountStore {
  private static final Map<String, String> SORTS =
      Map.of(
          "APPLICATION", "coalesce(application_name, '')",
          "CHANNEL", "marketplace_id",
          "CODE", "coalesce(lower(code), '')",
          "CREATED_ON", "created_at",
          "END_DATE", "coalesce(expires_at, 'infinity')",
          "REDEMPTIONS", "redemptions",
          "START_DATE", "coalesce(starts_at, created_at)");

  private DiscountStore() {}

  /**
   * What a list asks for.
   *
   * @param code any case, or null for all
   * @param sortField one of the vendor's
   */
  public record Filter(String code, String sortField, boolean descending, int start, int count) {}

  /** The next number; a number is never given twice. */
  public static Future<Long> nextNumber(Tx tx) {
    return tx.one("select nextval('discount_numbers') as n", row -> row.getLong("n"))
        .map(Optional::orElseThrow);
  }

  /** Writes a new one; fails with CONFLICT when its code is taken. */
  public static Future<Discount> insert(Tx tx, Discount discount) {
    return tx.execute(
            """
            insert into discount (marketplace_id, discount_id, discount_number, code, document,
              application_name, created_at, starts_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do nothing
            """,
            tx.marketplace(),
            discount.id(),
            discount.number(),
            discount.offer().code(),
            document(discount),
            discount.target().applicationName(),
            discount.createdAt(),
            discount.offer().startsAt(),
            discount.offer().expiresAt())
        .map(rows -> rows == 1 ? discount : taken(discount));
  }

  /** Writes new terms; fails with CONFLICT when the code is another's. */
  public static Future<Discount> update(Tx tx, Discount discount) {
    return tx.execute(
            """
            update discount set code = $3, document = $4, application_name = $5, starts_at = $6, expires_at = $7,
              version = version + 1
            where marketplace_id = $1 and discount_id = $2 and not exists (select 1 from discount other
              where other.marketplace_id = $1 and other.discount_id <> $2 and lower(other.code) = lower($3))
            """,
            tx.marketplace(),
            discount.id(),
            discount.offer().code(),
            document(discount),
            discount.target().applicationName(),
            discount.offer().startsAt(),
            discount.offer().expiresAt())
        .map(rows -> rows == 1 ? discount : taken(discount));
  }

  private static Discount taken(Discount discount) {
    throw Failure.conflict(
        "A discount with the code " + discount.offer().code() + " exists already");
  }

  /** Removes it; what was sold with it keeps it. */
  public static Future<Integer> delete(Tx tx, UUID id) {
    return tx.execute(
        "delete from discount where marketplace_id = $1 and discount_id = $2",
        tx.marketplace(),
        id);
  }

  /** By its uuid or its number, as a path names it. */
  public static Future<Optional<Discount>> find(Tx tx, String name, boolean lock) {
    boolean number = name.matches("[0-9]{1,18}");
    boolean uuid = name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    if (!number && !uuid) {
      return Future.succeededFuture(Optional.empty());
    }
    String sql =
        "select * from discount where marketplace_id = $1 and "
            + (number ? "discount_number" : "discount_id")
            + " = $2"
            + (lock ? " for update" : "");
    return tx.one(
        sql,
        DiscountStore::of,
        tx.marketplace(),
        number ? Long.valueOf(name) : UUID.fromString(name));
  }

  /** The numbers of those that exist, by uuid. */
  public static Future<Map<String, Long>> numbers(Tx tx, List<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Map.of())
        : tx.list(
                "select discount_id, discount_number from discount where marketplace_id = $1 and discount_id = any($2)",
                row ->
                    Map.entry(
                        row.getUUID("discount_id").toString(), row.getLong("discount_number")),
                tx.marketplace(),
                ids.stream().map(UUID::fromString).toArray(UUID[]::new))
            .map(
                found ->
                    found.stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** One page, in the order asked for. */
  public static Future<List<Discount>> list(Tx tx, Filter filter) {
    var conditions = conditions(tx, filter);
    String sql =
        "select * from discount"
            + conditions.page(
                SORTS.get(filter.sortField()),
                "discount_number",
                filter.descending(),
                filter.start(),
                filter.count());
    return tx.list(sql, DiscountStore::of, conditions.values());
  }

  /** All of the filter, whatever the page. */
  public static Future<Long> count(Tx tx, Filter filter) {
    var conditions = conditions(tx, filter);
    return tx.one(
            "select count(*) as n from discount" + conditions.where(),
            row -> row.getLong("n"),
            conditions.values())
        .map(Optional::orElseThrow);
  }

  private static Conditions conditions(Tx tx, Filter filter) {
    return new Conditions(tx.marketplace()).and("lower(code) = lower(?)", filter.code());
  }

  /** Counts an item of a completed purchase for each of its discounts, once. */
  public static Future<Integer> redeemed(Tx tx, List<String> ids, UUID purchase, UUID item) {
    return ids.isEmpty()
        ? Future.succeededFuture(0)
        : tx.execute(
            """
            with counted as (insert into discount_redemption (marketplace_id, discount_id, purchase_id, item_id)
              select $1, id, $3, $4 from unnest($2::uuid[]) as id on conflict do nothing returning discount_id)
            update discount d set redemptions = d.redemptions + 1 from counted
            where d.marketplace_id = $1 and d.discount_id = counted.discount_id
            """,
            tx.marketplace(),
            ids.stream().map(UUID::fromString).toArray(UUID[]::new),
            purchase,
            item);
  }

  private static JsonObject document(Discount discount) {
    var offer = discount.offer();
    var target = discount.target();
    return new JsonObject()
        .put("description", offer.description())
        .put("percentage", plain(offer.percentage()))
        .put("price", offer.price() == null ? null : plain(offer.price().amount()))
        .put("currency", offer.price() == null ? null : offer.price().currency().getCurrencyCode())
        .put("autoApply", offer.autoApply())
        .put("retainable", offer.retainable())
        .put("billingCycles", offer.billingCycles())
        .put("minUnits", plain(offer.minUnits()))
        .put("maxUnits", plain(offer.maxUnits()))
        .put("unit", offer.unit())
        .put("maxRedemptions", offer.maxRedemptions())
        .put("restriction", offer.restriction())
        .put("industryId", offer.industryId())
        .put("vendor", plain(offer.bearers().vendor()))
        .put("partner", plain(offer.bearers().partner()))
        .put("basePartner", plain(offer.bearers().basePartner()))
        .put("appId", text(target.appId()))
        .put("applicationId", target.applicationId())
        .put("editionId", text(target.editionId()))
        .put("editionNumber", target.editionNumber())
        .put("planId", text(target.planId()))
        .put("planNumber", target.planNumber());
  }

  private static Discount of(Row row) {
    JsonObject json = row.getJsonObject("document");
    Instant starts = Rows.instant(row, "starts_at");
    Instant expires = Rows.instant(row, "expires_at");
    BigDecimal price = decimal(json, "price");
    return new Discount(
        row.getUUID("discount_id"),
        row.getLong("discount_number"),
        new Discount.Offer(
            row.getString("code"),
            json.getString("description"),
            decimal(json, "percentage"),
            price == null ? null : Money.of(price, json.getString("currency")),
            json.getBoolean("autoApply"),
            json.getBoolean("retainable"),
            json.getInteger("billingCycles"),
            decimal(json, "minUnits"),
            decimal(json, "maxUnits"),
            json.getString("unit"),
            json.getInteger("maxRedemptions"),
            json.getString("restriction"),
            json.getLong("industryId"),
            starts,
            expires,
            new Discount.Bearers(
                decimal(json, "vendor"), decimal(json, "partner"), decimal(json, "basePartner"))),
        new Discount.Target(
            uuid(json, "appId"),
            json.getLong("applicationId"),
            row.getString("application_name"),
            uuid(json, "editionId"),
            json.getLong("editionNumber"),
            uuid(json, "planId"),
            json.getLong("planNumber")),
        Rows.instant(row, "created_at"),
        row.getInteger("redemptions"),
        row.getInteger("version"));
  }

  private static BigDecimal decimal(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : new BigDecimal(text);
  }

  private static UUID uuid(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : UUID.fromString(text);
  }

  private static String plain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
