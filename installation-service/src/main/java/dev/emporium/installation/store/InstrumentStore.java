package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Which companies have something to pay with: a projection of billing. */
public final class InstrumentStore {
  /** A company's payment instrument that can be used, its default one first. */
  public Future<Optional<String>> usable(Tx tx, UUID companyId) {
    return tx.one(
        """
        select payment_instrument_id from payment_instrument
        where marketplace_id = $1 and company_id = $2 and usable and not removed
        order by is_default desc, payment_instrument_id
        limit 1
        """,
        row -> row.getString("payment_instrument_id"),
        tx.marketplace(),
        companyId);
  }

  /**
   * One instrument's state.
   *
   * @param userId may be null
   */
  public record Instrument(
      String id, UUID companyId, UUID userId, boolean isDefault, boolean usable, boolean removed) {}

  /** Keeps an instrument's state; false when a later one is kept already. */
  public Future<Boolean> keep(Tx tx, Instrument instrument, long sequence) {
    return tx.execute(
            """
            insert into payment_instrument (payment_instrument_id, marketplace_id, company_id,
              user_id, is_default, usable, removed, sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (marketplace_id, payment_instrument_id) do update
              set is_default = excluded.is_default, usable = excluded.usable,
                  removed = excluded.removed, sequence = excluded.sequence
              where payment_instrument.sequence < excluded.sequence
            """,
            instrument.id(),
            tx.marketplace(),
            instrument.companyId(),
            instrument.userId(),
            instrument.isDefault(),
            instrument.usable(),
            instrument.removed(),
            sequence)
        .map(rows -> rows > 0);
  }
}
