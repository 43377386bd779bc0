package dev.emporium.installation.store;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whether what a caller's token stands on still lives. The gateway learns of a revocation a moment
 * after it; who must refuse the very next call (pleo.txt:152) asks here.
 */
public final class LiveGrants {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Database database;

  public LiveGrants(Database database) {
    this.database = database;
  }

  /** Fails (UNAUTHENTICATED) when the caller's grant has been revoked. */
  public Future<Void> require(Principal who) {
    if (who.grant() == null || !UUID_FORM.matcher(who.grant()).matches()) {
      return Future.succeededFuture();
    }
    return database
        .read(
            who.marketplace(),
            tx ->
                tx.one(
                    """
                    select 1 from access_grant
                     where marketplace_id = $1 and grant_id = $2 and revoked_at is not null
                    """,
                    row -> true,
                    tx.marketplace(),
                    UUID.fromString(who.grant())))
        .map(
            revoked -> {
              if (revoked.isPresent()) {
                throw Failure.of(Kind.UNAUTHENTICATED, null, "The credentials were revoked");
              }
              return null;
            });
  }
}
