package dev.emporium.installation.event;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import io.vertx.core.Future;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends ownerships whose set end has come on the marketplace's clock. What ends with what is paid is
 * billing's to tell.
 */
public final class Expiry {
  /** The reason of {@code installation.uninstalled}. */
  public static final String REASON = "expired";

  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
  private static final int AT_ONCE = 200;
  private final Database database;
  private final InstallationStore installations;
  private final Endings endings;

  public Expiry(Database database, InstallationStore installations, Endings endings) {
    this.database = database;
    this.installations = installations;
    this.endings = endings;
  }

  /** One round through all marketplaces. */
  public Future<?> run() {
    return Marketplaces.all(database).compose(all -> Steps.each(all, this::run));
  }

  private Future<Void> run(UUID marketplace) {
    return database
        .read(marketplace, tx -> installations.over(tx, AT_ONCE))
        .compose(due -> Steps.each(due, id -> quietly(marketplace, id)))
        .mapEmpty();
  }

  private Future<Void> quietly(UUID marketplace, UUID id) {
    return end(marketplace, id)
        .recover(
            failure -> {
              LOG.warn("installation {} could not be ended yet", id, failure);
              return Future.succeededFuture();
            });
  }

  private Future<Void> end(UUID marketplace, UUID id) {
    return database.inMarketplace(
        marketplace,
        tx ->
            installations
                .forUpdate(tx, id)
                .compose(
                    found ->
                        found.filter(it -> it.standing().isOver(tx.now())).isEmpty()
                            ? Future.succeededFuture()
                            : endings
                                .end(
                                    tx,
                                    found.get(),
                                    new Endings.Cause(Channel.OPENCHANNEL, true, REASON))
                                .mapEmpty()));
  }
}
