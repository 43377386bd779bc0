package dev.emporium.installation.event;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.store.AppGrants;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;

/**
 * The end of installations: record, {@code installation.uninstalled} (upon which billing cancels
 * the subscription) and the death of the app's tokens, in the caller's transaction.
 */
public final class Endings {
  private final InstallationStore installations;
  private final AppGrants grants;

  public Endings(InstallationStore installations, AppGrants grants) {
    this.installations = installations;
    this.grants = grants;
  }

  /**
   * Why and by whom.
   *
   * @param cancel whether it must be bought again
   * @param reason the caller's, or null
   */
  public record Cause(Channel by, boolean cancel, String reason) {}

  /** Ends one; 409 when there is nothing to end. */
  public Future<Installation> end(Tx tx, Installation it, Cause cause) {
    return installations
        .update(tx, it.uninstalled(cause.by(), cause.cancel(), tx.now()))
        .compose(
            ended ->
                tx.append(InstallationEvents.uninstalled(ended, cause.reason(), cause.by()))
                    .compose(done -> grants.revoke(tx, ended))
                    .compose(done -> tx.signal(Installing.signal(ended.id())))
                    .map(ended));
  }

  /** Ends those that are live; answers how many they were. */
  public Future<Integer> endAll(Tx tx, List<Installation> all, Cause cause) {
    return Steps.each(all.stream().filter(Installation::live).toList(), one -> end(tx, one, cause))
        .map(List::size);
  }
}
