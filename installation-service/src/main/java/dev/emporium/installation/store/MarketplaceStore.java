package dev.emporium.installation.store;

import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Marketplaces: the tenants themselves. */
public final class MarketplaceStore {
  private static final Map<String, Failure> TAKEN =
      Map.of(
          "marketplace_profile_partner_key",
          Failure.conflict("A marketplace with this partner code already exists"));

  /** Adds a marketplace; the transaction is scoped to it. Fails (CONFLICT) on a taken partner. */
  public Future<Marketplace> create(Tx tx, Marketplace it) {
    return tx.execute(
            """
            insert into marketplace_profile
              (marketplace_id, openchannel_id, partner, name, currency, created_at, sandbox)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            it.marketplaceId(),
            it.openchannelId(),
            it.partner(),
            it.name(),
            it.currency(),
            tx.now(),
            it.sandbox())
        .recover(failure -> Columns.conflict(failure, TAKEN))
        .compose(rows -> Marketplaces.put(tx, it.marketplaceId(), it.currency(), 0, 1))
        .compose(done -> tx.append(AccountEvents.marketplace("created", it, 0)))
        .map(it);
  }

  /**
   * Sets how far the marketplace's clock is ahead of the machine's; it never goes back, so that
   * nothing happens twice.
   */
  public Future<Void> moveClock(Tx tx, Marketplace it, long offsetMillis) {
    return tx.one(
            "select clock_offset_millis, sequence from kit.marketplace where marketplace_id = $1 for update",
            row -> new long[] {row.getLong(0), row.getLong(1)},
            it.marketplaceId())
        .compose(
            found -> {
              long[] now = found.orElseThrow();
              if (offsetMillis < now[0]) {
                return Future.failedFuture(
                    Failure.conflict("The marketplace's clock cannot be turned back"));
              }
              return Marketplaces.put(
                      tx, it.marketplaceId(), it.currency(), offsetMillis, now[1] + 1)
                  .compose(
                      done -> tx.append(AccountEvents.marketplace("updated", it, offsetMillis)));
            });
  }

  /** Moves the clock forward by so much; answers how far it is ahead then. */
  public Future<Long> advance(Tx tx, Marketplace it, long millis) {
    return tx.query(
            "select 1 from kit.marketplace where marketplace_id = $1 for update",
            it.marketplaceId())
        .compose(locked -> offset(tx))
        .compose(before -> moveClock(tx, it, before + millis).map(done -> before + millis));
  }

  /** How far the marketplace's clock is ahead of the machine's, in milliseconds. */
  public Future<Long> offset(Tx tx) {
    return tx.one(
            "select clock_offset_millis from kit.marketplace where marketplace_id = $1",
            row -> row.getLong(0),
            tx.marketplace())
        .map(found -> found.orElse(0L));
  }

  /** By our id. */
  public Future<Optional<Marketplace>> find(Tx tx, UUID marketplaceId) {
    return tx.one(
        "select * from marketplace_profile where marketplace_id = $1",
        MarketplaceStore::read,
        marketplaceId);
  }

  /** All of them, the oldest first; for the operator. */
  public Future<List<Marketplace>> all(Tx tx) {
    return tx.list(
        "select * from marketplace_profile order by created_at, marketplace_id",
        MarketplaceStore::read);
  }

  private static Marketplace read(Row row) {
    return new Marketplace(
        row.getUUID("marketplace_id"),
        row.getString("openchannel_id"),
        row.getString("partner"),
        row.getString("name"),
        row.getString("currency"),
        row.getBoolean("sandbox"));
  }
}
