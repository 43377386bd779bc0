package dev.emporium.installation.store;

import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongUnaryOperator;

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
   * Sets how far the marketplace's clock is ahead of the machine's; it never goes back (CONFLICT),
   * so that nothing happens twice.
   *
   * @param offset from the milliseconds it was ahead before to those it is to be
   */
  public Future<Long> moveClock(Tx tx, Marketplace it, LongUnaryOperator offset) {
    return tx.one(
            "select clock_offset_millis, sequence from kit.marketplace where marketplace_id = $1 for update",
            row -> new long[] {row.getLong(0), row.getLong(1)},
            it.marketplaceId())
        .compose(
            found -> {
              long[] before = found.orElseThrow();
              long ahead = offset.applyAsLong(before[0]);
              if (ahead < before[0]) {
                return Future.failedFuture(
                    Failure.conflict("The marketplace's clock cannot be turned back"));
              }
              return Marketplaces.put(tx, it.marketplaceId(), it.currency(), ahead, before[1] + 1)
                  .compose(done -> IdentityRecords.clock(tx, it.marketplaceId(), ahead))
                  .compose(done -> tx.append(AccountEvents.marketplace("updated", it, ahead)))
                  .map(ahead);
            });
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
