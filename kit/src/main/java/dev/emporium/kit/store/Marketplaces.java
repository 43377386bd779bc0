package dev.emporium.kit.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/**
 * The marketplaces this service knows, with their currency and clock. Kept up from installation's
 * {@code marketplace.*} events by the host; installation itself writes them with {@link #put}.
 */
public final class Marketplaces {
  /** What {@link Signals} wakes when a marketplace has become known or has changed. */
  public static final String SIGNAL = "marketplace/";

  private Marketplaces() {}

  /**
   * Writes what is now so, unless something newer is known.
   *
   * @param currency ISO 4217
   * @param sequence the event's, or ever greater numbers of the caller's
   */
  public static Future<Void> put(
      Tx tx, UUID marketplace, String currency, long clockOffsetMillis, long sequence) {
    return tx.execute(
            """
            insert into kit.marketplace as m (marketplace_id, currency, clock_offset_millis, sequence)
            values ($1, $2, $3, $4)
            on conflict (marketplace_id) do update
              set currency = excluded.currency, clock_offset_millis = excluded.clock_offset_millis,
                sequence = excluded.sequence
              where m.sequence <= excluded.sequence
            """,
            marketplace,
            currency,
            clockOffsetMillis,
            sequence)
        .compose(done -> tx.signal(SIGNAL + marketplace));
  }

  /** The currency of the transaction's marketplace; {@code USD} while it is not known yet. */
  public static Future<String> currency(Tx tx) {
    return tx.one(
            "select currency from kit.marketplace where marketplace_id = $1",
            row -> row.getString(0),
            tx.marketplace())
        .map(found -> found.orElse("USD"));
  }

  /** Every marketplace, for jobs that visit one after the other. */
  public static Future<List<UUID>> all(Database database) {
    return database.system(
        tx -> tx.list("select marketplace_id from kit.marketplace order by 1", Marketplaces::id));
  }

  private static UUID id(Row row) {
    return row.getUUID(0);
  }
}
