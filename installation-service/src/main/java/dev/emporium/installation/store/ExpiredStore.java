package dev.emporium.installation.store;

import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Removes what time has made worthless: revocations that outlived their tokens, old codes. */
public final class ExpiredStore {
  private static final int AT_ONCE = 200;
  private static final long KEEP_SECONDS = 86_400;
  private final Database database;
  private final Clock clock;

  public ExpiredStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Due(UUID grant, UUID marketplace) {}

  /** One round. */
  public Future<Void> sweep() {
    Instant now = clock.instant();
    return database
        .system(
            tx ->
                tx.list(
                    "select * from revocation_due where until < $1 order by until limit $2",
                    row -> new Due(row.getUUID("grant_id"), row.getUUID("marketplace_id")),
                    now,
                    AT_ONCE))
        .compose(all -> Steps.each(all, this::takeOff))
        .compose(done -> Marketplaces.all(database))
        .compose(all -> Steps.each(all, marketplace -> forget(marketplace, now)))
        .mapEmpty();
  }

  private Future<Void> takeOff(Due due) {
    return database.inMarketplace(
        due.marketplace(),
        tx ->
            tx.execute("delete from revocation_due where grant_id = $1", due.grant())
                .compose(
                    rows ->
                        rows == 0
                            ? Future.succeededFuture()
                            : IdentityRecords.revocationOver(tx, due.grant())));
  }

  /**
   * Used codes and refresh tokens are kept for a while: their reuse is to be noticed. They expire
   * on the marketplace's clock, a consent's page on the machine's.
   */
  private Future<Void> forget(UUID marketplace, Instant now) {
    return database.inMarketplace(
        marketplace,
        tx -> {
          Instant kept = tx.now().minusSeconds(KEEP_SECONDS);
          return forget(tx, "authorization_code", kept)
              .compose(done -> forget(tx, "refresh_token", kept))
              .compose(done -> forget(tx, "consent", now));
        });
  }

  private static Future<Void> forget(Tx tx, String table, Instant before) {
    return tx.execute(
            "delete from %s where marketplace_id = $1 and expires_at < $2".formatted(table),
            tx.marketplace(),
            before)
        .mapEmpty();
  }
}
