package dev.emporium.billing.store;

import dev.emporium.billing.domain.WalletCharge;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Wallets, their ledger and their charges. Each movement is one statement that locks the wallet's
 * row, so balance, entry and charge change together or not at all.
 */
public final class WalletStore {
  private WalletStore() {}

  /** A wallet and what is in it. */
  public record Wallet(UUID companyId, Money balance) {}

  /**
   * What a charge came to.
   *
   * @param earlier the charge that the same event made before, or null
   * @param balance what is left; null when there were not enough funds
   * @param charged whether the charge was written
   */
  public record Taken(String earlier, Money balance, boolean charged) {}

  /** What a list asks for; null means any. Times are exclusive. */
  public record Filter(
      UUID locationId,
      UUID appId,
      String meterId,
      String eventId,
      String userId,
      Instant after,
      Instant before,
      int skip,
      int limit) {}

  /** By its id or number. */
  public static Future<Optional<Wallet>> find(Tx tx, UUID companyId) {
    return tx.one(
        "select * from wallet where marketplace_id = $1 and company_id = $2",
        WalletStore::wallet,
        tx.marketplace(),
        companyId);
  }

  /** Makes the wallet when there is none, and locks it. Its currency never changes. */
  public static Future<Wallet> lock(Tx tx, UUID companyId, String currency) {
    return tx.one(
            """
            insert into wallet (marketplace_id, company_id, currency, balance) values ($1, $2, $3, 0)
            on conflict (marketplace_id, company_id) do update set version = wallet.version + 1
            returning *
            """,
            WalletStore::wallet,
            tx.marketplace(),
            companyId,
            currency)
        .map(Optional::orElseThrow);
  }

  /** What was funded under a reference before. */
  public static Future<Optional<BigDecimal>> funded(Tx tx, UUID companyId, String reference) {
    return tx.one(
        """
        select amount from wallet_entry
        where marketplace_id = $1 and company_id = $2 and reference = $3 and kind = 'FUND'
        """,
        row -> row.getBigDecimal("amount"),
        tx.marketplace(),
        companyId,
        reference);
  }

  /** Adds funds to a locked wallet. */
  public static Future<Wallet> fund(Tx tx, UUID companyId, BigDecimal amount, String reference) {
    return tx.one(
            """
            with funded as (
              update wallet set balance = balance + $3 where marketplace_id = $1 and company_id = $2 returning *),
            entered as (
              insert into wallet_entry (marketplace_id, entry_id, company_id, kind, amount, balance, reference, created_at)
              select $1, $4, $2, 'FUND', $3, balance, $5, $6 from funded)
            select * from funded
            """,
            WalletStore::wallet,
            tx.marketplace(),
            companyId,
            amount,
            Ids.uuid7(),
            reference,
            tx.now())
        .map(Optional::orElseThrow);
  }

  /**
   * Takes the charge's amount when the wallet has it and the event has not been charged, all in one
   * statement. When {@code charged} is false although a balance was given, a twin was faster: roll
   * back and look the charge up.
   */
  public static Future<Taken> charge(Tx tx, WalletCharge c) {
    return tx.one(
            """
            with earlier as (
              select charge_id from wallet_charge
              where marketplace_id = $1 and company_id = $2 and app_id = $3 and meter_id = $4 and event_id = $5),
            taken as (
              update wallet set balance = balance - $6, version = version + 1
              where marketplace_id = $1 and company_id = $2 and balance >= $6 and currency = $7
                and not exists (select 1 from earlier)
              returning balance),
            charged as (
              insert into wallet_charge (marketplace_id, charge_id, company_id, app_id, meter_id, event_id, user_id,
                description, price, units, amount, currency, event_time, created_at, updated_at)
              select $1, $8, $2, $3, $4, $5, $9, $10, $11, $12, $6, $7, $13, $14, $14 from taken
              on conflict do nothing
              returning charge_id),
            entered as (
              insert into wallet_entry (marketplace_id, entry_id, company_id, kind, amount, balance, charge_id, created_at)
              select $1, $15, $2, 'CHARGE', -$6, balance, charge_id, $14 from taken, charged)
            select (select charge_id from earlier) as earlier, (select balance from taken) as balance,
              exists (select 1 from charged) as charged
            """,
            row -> {
              BigDecimal balance = row.getBigDecimal("balance");
              return new Taken(
                  row.getString("earlier"),
                  balance == null ? null : new Money(balance, c.amount().currency()).rounded(),
                  row.getBoolean("charged"));
            },
            tx.marketplace(),
            c.locationId(),
            c.appId(),
            c.meterId(),
            c.eventId(),
            c.amount().amount(),
            c.amount().currency().getCurrencyCode(),
            c.chargeId(),
            c.userId(),
            c.description(),
            c.price(),
            c.units(),
            c.eventTime(),
            c.createdAt(),
            Ids.uuid7())
        .map(Optional::orElseThrow);
  }

  /** The charge the same event made before. */
  public static Future<Optional<String>> chargedBefore(Tx tx, WalletCharge c) {
    return tx.one(
        """
        select charge_id from wallet_charge
        where marketplace_id = $1 and company_id = $2 and app_id = $3 and meter_id = $4 and event_id = $5
        """,
        row -> row.getString("charge_id"),
        tx.marketplace(),
        c.locationId(),
        c.appId(),
        c.meterId(),
        c.eventId());
  }

  /** Gives a charge back, once; empty when there is none to give back. */
  public static Future<Optional<Wallet>> refund(Tx tx, WalletCharge c) {
    return tx.one(
        """
        with undone as (
          update wallet_charge set refunded = true, updated_at = $4
          where marketplace_id = $1 and charge_id = $3 and not refunded
          returning amount),
        given as (
          update wallet set balance = wallet.balance + undone.amount, version = version + 1 from undone
          where marketplace_id = $1 and company_id = $2
          returning wallet.*, undone.amount),
        entered as (
          insert into wallet_entry (marketplace_id, entry_id, company_id, kind, amount, balance, charge_id, created_at)
          select $1, $5, $2, 'REFUND', amount, balance, $3, $4 from given)
        select * from given
        """,
        WalletStore::wallet,
        tx.marketplace(),
        c.locationId(),
        c.chargeId(),
        tx.now(),
        Ids.uuid7());
  }

  /** A charge of this app on this location's wallet. */
  public static Future<Optional<WalletCharge>> find(
      Tx tx, UUID location, UUID app, String chargeId) {
    return tx.one(
        """
        select * from wallet_charge
        where marketplace_id = $1 and charge_id = $2 and company_id = $3 and app_id = $4
        """,
        WalletStore::charge,
        tx.marketplace(),
        chargeId,
        location,
        app);
  }

  /** Newest first. */
  public static Future<List<WalletCharge>> list(Tx tx, Filter f) {
    var conditions = conditions(tx, f);
    String sql =
        "select * from wallet_charge"
            + conditions.page("created_at", "charge_id", true, f.skip(), f.limit());
    return tx.list(sql, WalletStore::charge, conditions.values());
  }

  /** All charges of the filter, whatever the page. */
  public static Future<Long> count(Tx tx, Filter f) {
    var conditions = conditions(tx, f);
    return tx.one(
            "select count(*) as n from wallet_charge" + conditions.where(),
            row -> row.getLong("n"),
            conditions.values())
        .map(Optional::orElseThrow);
  }

  private static Conditions conditions(Tx tx, Filter f) {
    return new Conditions(tx.marketplace())
        .and("company_id = ?", f.locationId())
        .and("app_id = ?", f.appId())
        .and("meter_id = ?", f.meterId())
        .and("event_id = ?", f.eventId())
        .and("user_id = ?", f.userId())
        .and("created_at > ?", f.after())
        .and("created_at < ?", f.before());
  }

  private static Wallet wallet(Row row) {
    return new Wallet(row.getUUID("company_id"), Rows.money(row, "balance"));
  }

  private static WalletCharge charge(Row row) {
    return new WalletCharge(
        row.getString("charge_id"),
        row.getUUID("company_id"),
        row.getUUID("app_id"),
        row.getString("meter_id"),
        row.getString("event_id"),
        row.getString("user_id"),
        row.getString("description"),
        row.getBigDecimal("price"),
        row.getBigDecimal("units"),
        Rows.money(row, "amount"),
        Rows.instant(row, "event_time"),
        row.getBoolean("refunded"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
