package dev.emporium.kit.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marketplaces this service knows, with their currency and clock. Kept up from installation's
 * {@code marketplace.*} events by the host; installation itself writes them with {@link #put}.
 */
public final class Marketplaces {
  /** What {@link Signals} wakes when a marketplace has become known or has changed. */
  public static final String SIGNAL = "marketplace/";

  private static final Logger LOG = LoggerFactory.getLogger(Marketplaces.class);

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

  /**
   * Does some work in every marketplace, one after the other, so much a transaction, until there is
   * less left than that. A marketplace that fails is noted and keeps no other from its turn.
   *
   * @param work answers how much it did
   */
  public static Future<Void> drain(
      Database database, String name, int atOnce, Function<Tx, Future<Integer>> work) {
    return all(database)
        .compose(
            all ->
                Steps.each(
                    all,
                    marketplace ->
                        drain(database, marketplace, atOnce, work)
                            .otherwise(
                                failure -> {
                                  LOG.warn("{} of {} failed", name, marketplace, failure);
                                  return null;
                                })))
        .mapEmpty();
  }

  private static Future<Void> drain(
      Database database, UUID marketplace, int atOnce, Function<Tx, Future<Integer>> work) {
    return database
        .inMarketplace(marketplace, work)
        .compose(
            done ->
                done < atOnce
                    ? Future.succeededFuture()
                    : drain(database, marketplace, atOnce, work));
  }

  private static UUID id(Row row) {
    return row.getUUID(0);
  }
}
