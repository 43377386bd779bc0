package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.uuid;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What buyers can pay with, from billing's {@code payment-instrument.*}. */
public final class InstrumentProjection {

  /** Notes the instrument; a removed one stays as a tombstone, so that nothing late revives it. */
  public Future<?> apply(Tx tx, Received event) {
    JsonObject data = event.data();
    String id = data.getString("paymentInstrumentId");
    UUID company = uuid(data, "companyId");
    return tx.execute(
            """
            insert into payment_instrument (marketplace_id, instrument_id, company_id, user_id,
              is_default, usable, removed, sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (marketplace_id, instrument_id)
            do update set is_default = excluded.is_default, usable = excluded.usable,
              removed = excluded.removed, sequence = excluded.sequence
            where payment_instrument.sequence < excluded.sequence
            """,
            tx.marketplace(),
            id,
            company,
            uuid(data, "userId"),
            data.getBoolean("isDefault", false),
            data.getBoolean("usable", true),
            event.type().equals("payment-instrument.removed"),
            event.sequence())
        .compose(done -> tx.signal("payment-instrument/" + id))
        .compose(done -> tx.signal("payment-instruments/" + company));
  }
}
