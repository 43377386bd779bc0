package dev.emporium.installation.event;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Consent;
import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.store.AppGrants;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.MarketUserStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.PermissionStore;
import dev.emporium.installation.store.UserAccountStore;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** The end of a user: what it owned alone, its consents, accounts and tokens end with it. */
public final class Removals {
  private static final Endings.Cause CAUSE =
      new Endings.Cause(Channel.OPENCHANNEL, true, "user removed");

  private final MarketUserStore users;
  private final UserAccountStore accounts;
  private final PermissionStore permissions;
  private final InstallationStore installations;
  private final OfferStore offers;
  private final Endings endings;
  private final AppGrants grants;

  /** The stores everything of a user is in. */
  public Removals(
      MarketUserStore users,
      UserAccountStore accounts,
      PermissionStore permissions,
      InstallationStore installations,
      OfferStore offers,
      Endings endings,
      AppGrants grants) {
    this.users = users;
    this.accounts = accounts;
    this.permissions = permissions;
    this.installations = installations;
    this.offers = offers;
    this.endings = endings;
    this.grants = grants;
  }

  /** Removes a user. What a group licence gave to the user's group stays with the group. */
  public Future<Void> remove(Tx tx, MarketUser it) {
    UUID user = it.user().userId();
    return installations
        .personalForUpdate(tx, user)
        .compose(all -> endings.endAll(tx, all, CAUSE))
        .compose(ended -> grants.revokeUser(tx, user))
        .compose(done -> permissions.givenForUpdate(tx, null, user))
        .compose(all -> Steps.each(all, one -> withdraw(tx, it, one)))
        .compose(done -> accounts.ofUser(tx, user))
        .compose(all -> Steps.each(all, one -> accounts.remove(tx, one)))
        .compose(done -> users.remove(tx, it));
  }

  /** Takes one consent of a user back. */
  public Future<Void> withdraw(Tx tx, MarketUser it, Consent consent) {
    return offers
        .find(tx, consent.appId())
        .compose(
            app ->
                permissions.remove(
                    tx,
                    consent,
                    new PermissionEvents.Names(
                        app.map(found -> found.openchannelId()).orElse(null),
                        it.user().openchannelUserId())));
  }
}
