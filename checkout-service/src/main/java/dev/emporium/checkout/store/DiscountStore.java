package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Discounts as billing tells them, and how often each was redeemed here. */
public final class DiscountStore {
  private static final String COLUMNS =
      "select discount_id, terms, starts_at, ends_at, auto_apply, max_redemptions, redeemed from known_discount ";

  /**
   * A discount as it stands in an event.
   *
   * @param maxRedemptions null for any number
   */
  public record Told(
      Discount terms,
      Instant startsAt,
      Instant endsAt,
      boolean autoApply,
      Integer maxRedemptions,
      boolean removed,
      long sequence) {}

  /**
   * Notes what billing told, unless it is older than what is known; the count of redemptions stays.
   */
  public Future<Integer> note(Tx tx, Told told) {
    Discount terms = told.terms();
    return tx.execute(
        """
        insert into known_discount (marketplace_id, discount_id, number, code_key, terms, app_id,
          starts_at, ends_at, auto_apply, max_redemptions, removed, sequence)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (marketplace_id, discount_id)
        do update set number = excluded.number, code_key = excluded.code_key,
          terms = excluded.terms, app_id = excluded.app_id, starts_at = excluded.starts_at,
          ends_at = excluded.ends_at, auto_apply = excluded.auto_apply,
          max_redemptions = excluded.max_redemptions, removed = excluded.removed,
          sequence = excluded.sequence
        where known_discount.sequence < excluded.sequence
        """,
        tx.marketplace(),
        terms.discountId(),
        terms.number(),
        terms.code() == null ? null : terms.code().toLowerCase(Locale.ROOT),
        DiscountJson.write(terms),
        terms.appId(),
        told.startsAt(),
        told.endsAt(),
        told.autoApply(),
        told.maxRedemptions(),
        told.removed(),
        told.sequence());
  }

  /**
   * The discounts with these codes, ids or numbers, and those that are valid now and apply by
   * themselves to these apps; in the order of their ids.
   *
   * @param names codes, uuids and numbers as callers write them
   * @param lock whether limited ones must not be redeemed by others until the transaction ends
   */
  public Future<List<KnownDiscount>> find(
      Tx tx, Collection<String> names, Collection<String> apps, boolean lock) {
    String[] lower =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
    Object[] wanted = {
      tx.marketplace(),
      lower,
      numbers(names),
      apps.stream().distinct().toArray(String[]::new),
      tx.now()
    };
    String which =
        """
        where marketplace_id = $1 and not removed and (code_key = any($2) or discount_id = any($2)
          or number = any($3)
          or (auto_apply and (app_id is null or app_id = any($4))
            and (starts_at is null or starts_at <= $5) and (ends_at is null or ends_at > $5)))
        """;
    Future<?> held =
        lock
            ? tx.list(
                "select discount_id from known_discount "
                    + which
                    + " and max_redemptions is not null order by discount_id for update",
                row -> row.getString(0),
                wanted)
            : Future.succeededFuture();
    return held.compose(
        done ->
            tx.list(COLUMNS + which + " order by discount_id", row -> read(row, tx.now()), wanted));
  }

  private static Long[] numbers(Collection<String> names) {
    return names.stream()
        .filter(name -> name.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .toArray(Long[]::new);
  }

  private static KnownDiscount read(Row row, Instant now) {
    var starts = row.getOffsetDateTime("starts_at");
    var ends = row.getOffsetDateTime("ends_at");
    Integer most = row.getInteger("max_redemptions");
    var state =
        starts != null && starts.toInstant().isAfter(now)
            ? KnownDiscount.State.NOT_STARTED
            : ends != null && !ends.toInstant().isAfter(now)
                ? KnownDiscount.State.EXPIRED
                : KnownDiscount.State.VALID;
    return new KnownDiscount(
        DiscountJson.read(row.getJsonObject("terms")),
        state,
        row.getBoolean("auto_apply"),
        most == null ? null : most - row.getInteger("redeemed"));
  }

  /**
   * Counts the redemptions of a purchase: all of them, or none and CONFLICT naming the discount
   * that would be redeemed too often. Rows are taken in the order of their ids, so that two
   * purchases do not wait for each other.
   *
   * @param discounts one entry for each item a discount is used for
   */
  public Future<Void> redeem(Tx tx, UUID purchase, List<String> discounts) {
    Map<String, Long> times =
        discounts.stream()
            .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
    return Steps.each(
            times.entrySet(),
            each -> redeem(tx, purchase, each.getKey(), each.getValue().intValue()))
        .mapEmpty();
  }

  private static Future<Void> redeem(Tx tx, UUID purchase, String discount, int count) {
    return tx.execute(
            """
            update known_discount set redeemed = redeemed + $3
            where marketplace_id = $1 and discount_id = $2
              and (max_redemptions is null or redeemed + $3 <= max_redemptions)
            """,
            tx.marketplace(),
            discount,
            count)
        .compose(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Discount " + discount + " cannot be redeemed so often.")
                    .withCode("DISCOUNT_NOT_AVAILABLE");
              }
              return tx.execute(
                  """
                  insert into discount_redemption (marketplace_id, purchase_id, discount_id, redemptions)
                  values ($1, $2, $3, $4)
                  """,
                  tx.marketplace(),
                  purchase,
                  discount,
                  count);
            })
        .mapEmpty();
  }

  /** Gives back what a purchase redeemed; once, however often it is told that it was rejected. */
  public Future<Integer> release(Tx tx, UUID purchase) {
    return tx.execute(
        """
        with given as (delete from discount_redemption where marketplace_id = $1 and purchase_id = $2
          returning discount_id, redemptions)
        update known_discount d set redeemed = d.redeemed - given.redemptions from given
        where d.marketplace_id = $1 and d.discount_id = given.discount_id
        """,
        tx.marketplace(),
        purchase);
  }
}
