package dev.emporium.billing.store;

import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Payment instruments. Card numbers and security codes have no column. */
public final class InstrumentStore {
  private InstrumentStore() {}

  /** The user's default stops being it; gives the one that was, to be published. */
  public static Future<Optional<PaymentInstrument>> clearDefault(Tx tx, UUID company, UUID user) {
    return tx.one(
        """
        update payment_instrument set is_default = false, version = version + 1
        where marketplace_id = $1 and company_id = $2 and user_id = $3 and is_default and removed_at is null
        returning *
        """,
        InstrumentStore::of,
        tx.marketplace(),
        company,
        user);
  }

  /** Writes a new one. */
  public static Future<Integer> insert(Tx tx, PaymentInstrument i) {
    var card = i.card();
    return tx.execute(
        """
        insert into payment_instrument (marketplace_id, instrument_id, company_id, user_id, method, account_display,
          card_token, card_brand, card_last_four, card_holder, card_month, card_year, billing_address, vat_id, is_default,
          created_at, card_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """,
        tx.marketplace(),
        i.id(),
        i.companyId(),
        i.userId(),
        i.method().name(),
        i.accountDisplay(),
        card == null ? null : card.token(),
        card == null ? null : card.brand(),
        card == null ? null : card.lastFour(),
        card == null ? null : card.holder(),
        card == null ? null : card.expirationMonth(),
        card == null ? null : card.expirationYear(),
        i.billingAddress() == null ? null : new JsonObject(i.billingAddress()),
        i.vatId(),
        i.isDefault(),
        i.createdAt(),
        i.cardId());
  }

  /** Writes display text, address, VAT id and default flag; a lost race is a conflict. */
  public static Future<Void> update(Tx tx, PaymentInstrument i) {
    return tx.execute(
            """
            update payment_instrument set billing_address = $4, vat_id = $5, is_default = $6,
              account_display = $7, version = version + 1
            where marketplace_id = $1 and instrument_id = $2 and version = $3 and removed_at is null
            """,
            tx.marketplace(),
            i.id(),
            i.version(),
            i.billingAddress() == null ? null : new JsonObject(i.billingAddress()),
            i.vatId(),
            i.isDefault(),
            i.accountDisplay())
        .compose(InstrumentStore::one);
  }

  /** Takes it away; what is being charged with it still finds it. */
  public static Future<Void> remove(Tx tx, PaymentInstrument i) {
    return tx.execute(
            """
            update payment_instrument set removed_at = $4, is_default = false, version = version + 1
            where marketplace_id = $1 and instrument_id = $2 and version = $3 and removed_at is null
            """,
            tx.marketplace(),
            i.id(),
            i.version(),
            tx.now())
        .compose(InstrumentStore::one);
  }

  private static Future<Void> one(int changed) {
    return changed == 1
        ? Future.succeededFuture()
        : Future.failedFuture(
            Failure.conflict("The payment instrument was changed by somebody else"));
  }

  /** Also one that was removed meanwhile: an intent may still be on it. */
  public static Future<Optional<PaymentInstrument>> find(Tx tx, UUID id) {
    return tx.one(
        "select * from payment_instrument where marketplace_id = $1 and instrument_id = $2",
        InstrumentStore::of,
        tx.marketplace(),
        id);
  }

  /** By its id, unless it was removed. */
  public static Future<Optional<PaymentInstrument>> kept(Tx tx, UUID id) {
    return tx.one(
        """
        select * from payment_instrument where marketplace_id = $1 and instrument_id = $2 and removed_at is null
        """,
        InstrumentStore::of,
        tx.marketplace(),
        id);
  }

  /** The instruments of one user in one company, oldest first. */
  public static Future<List<PaymentInstrument>> ofUser(Tx tx, UUID company, UUID user) {
    return tx.list(
        """
        select * from payment_instrument
        where marketplace_id = $1 and company_id = $2 and user_id = $3 and removed_at is null
        order by created_at, instrument_id
        """,
        InstrumentStore::of,
        tx.marketplace(),
        company,
        user);
  }

  /** The instruments of everybody in a company, newest first. */
  public static Future<List<PaymentInstrument>> ofCompany(Tx tx, UUID company) {
    return tx.list(
        """
        select * from payment_instrument where marketplace_id = $1 and company_id = $2 and removed_at is null
        order by created_at desc, instrument_id desc
        """,
        InstrumentStore::of,
        tx.marketplace(),
        company);
  }

  private static PaymentInstrument of(Row row) {
    String token = row.getString("card_token");
    JsonObject address = row.getJsonObject("billing_address");
    return new PaymentInstrument(
        row.getUUID("instrument_id"),
        row.getString("card_id"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        PaymentMethod.valueOf(row.getString("method")),
        row.getString("account_display"),
        token == null
            ? null
            : new PaymentInstrument.Card(
                token,
                row.getString("card_brand"),
                row.getString("card_last_four"),
                row.getString("card_holder"),
                row.getInteger("card_month"),
                row.getInteger("card_year")),
        address == null ? null : address.encode(),
        row.getString("vat_id"),
        row.getBoolean("is_default"),
        Rows.instant(row, "created_at"),
        row.getInteger("version"));
  }
}
