package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Integration;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.Owned;
import dev.emporium.installation.domain.Ownership;
import dev.emporium.installation.domain.Plan;
import dev.emporium.installation.domain.Purchase;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.Endings;
import dev.emporium.installation.event.Installing;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.CustomData;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** OpenChannel's User API / Ownership. */
public final class OwnershipOperations {
  private final Database database;
  private final InstallationStore installations;
  private final OwnershipStore ownerships;
  private final OfferStore offers;
  private final UserStore users;
  private final MembershipStore memberships;
  private final Installing installing;
  private final Endings endings;

  /** The stores and sagas the operations act through. */
  public OwnershipOperations(
      Database database,
      InstallationStore installations,
      OwnershipStore ownerships,
      OfferStore offers,
      UserStore users,
      MembershipStore memberships,
      Installing installing,
      Endings endings) {
    this.database = database;
    this.installations = installations;
    this.ownerships = ownerships;
    this.offers = offers;
    this.users = users;
    this.memberships = memberships;
    this.installing = installing;
    this.endings = endings;
  }

  public void bind(Operations ops) {
    ops.on("installApp", this::installApp)
        .on("listOwnership", this::listOwnership)
        .on("getOwnership", this::getOwnership)
        .on("uninstallApp", this::uninstallApp);
  }

  Future<Reply> installApp(Call call) {
    String app = call.body().getString("appId");
    Map<String, Object> customData = customData(call.body());
    return installing
        .patiently(
            call.marketplace(),
            "app/" + app,
            tx ->
                offers
                    .byOpenchannelId(tx, app)
                    .map(found -> found.orElseThrow(Offer::notFound))
                    .compose(offer -> wish(tx, call.body(), offer, customData)))
        .compose(asked -> installing.ended(call.marketplace(), asked))
        .compose(now -> ownership(call.marketplace(), now))
        .map(
            it -> {
              JsonObject json = OwnershipJson.write(it);
              return it.installation().pending() ? Reply.accepted(json) : Reply.ok(json);
            });
  }

  private Future<Installation> wish(
      Tx tx, JsonObject body, Offer offer, Map<String, Object> customData) {
    return users
        .openChannel(tx, body.getString("userId"), null)
        .compose(
            placed -> {
              offer.requireOwnableBy(placed.user().customData());
              Plan plan = offer.model(body.getString("modelId"));
              UUID user = placed.user().userId();
              UUID company = placed.company().companyId();
              return installations
                  .lock(tx, offer.appId(), company)
                  .compose(locked -> installations.of(tx, offer.appId(), user, company))
                  .compose(
                      all -> {
                        var owned = new Owned(all, user, company);
                        Optional<Installation> underWay = owned.underWay(plan);
                        return underWay.isPresent()
                            ? Future.succeededFuture(underWay.get())
                            : installing.begin(
                                tx,
                                new Installing.Ask(
                                    offer,
                                    plan,
                                    new Purchase.Buyer(user, company, "install"),
                                    owned,
                                    Integration.none(),
                                    customData));
                      });
            });
  }

  Future<Reply> listOwnership(Call call) {
    var query = QueryDocument.parse(call.query("query").orElse(null));
    var sort = SortDocument.parse(call.query("sort").orElse(null));
    int pageNumber = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    return database
        .read(call.marketplace(), tx -> ownerships.page(tx, query, sort, pageNumber, limit))
        .map(page -> Reply.ok(OwnershipJson.page(page, pageNumber, limit)));
  }

  Future<Reply> getOwnership(Call call) {
    return database
        .read(call.marketplace(), tx -> ownerships.byOwnershipId(tx, call.path("ownershipId")))
        .map(found -> Reply.ok(OwnershipJson.write(found.orElseThrow(OwnershipOperations::none))));
  }

  Future<Reply> uninstallApp(Call call) {
    Map<String, Object> customData = customData(call.body());
    boolean cancel = call.body().getBoolean("cancelOwnership", false);
    var cause = new Endings.Cause(Channel.OPENCHANNEL, cancel, null);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                installations
                    .byOwnershipIdForUpdate(tx, call.path("ownershipId"))
                    .map(found -> found.orElseThrow(OwnershipOperations::none))
                    .compose(it -> requireOwner(tx, it, call.body().getString("userId")))
                    .compose(it -> endings.end(tx, it.noted(customData), cause)))
        .compose(ended -> ownership(call.marketplace(), ended))
        .map(it -> Reply.ok(OwnershipJson.write(it)));
  }

  private Future<Installation> requireOwner(Tx tx, Installation it, String userId) {
    return users
        .findByOpenChannelId(tx, userId)
        .map(user -> user.map(User::userId).orElseThrow(Installation::notInstalled))
        .compose(
            user ->
                memberships
                    .find(tx, it.companyId(), user)
                    .map(
                        member -> {
                          if (!it.active()
                              || !it.ownedBy(
                                  user, member.filter(Membership::enabled).isPresent())) {
                            throw Installation.notInstalled();
                          }
                          return it;
                        }));
  }

  private Future<Ownership> ownership(UUID marketplace, Installation it) {
    return database
        .read(marketplace, tx -> ownerships.find(tx, it.id()))
        .map(found -> found.orElseThrow(OwnershipOperations::none));
  }

  private static Map<String, Object> customData(JsonObject body) {
    JsonObject given = body.getJsonObject("customData");
    if (given == null) {
      return null;
    }
    CustomData.check("customData", given.getMap());
    return given.getMap();
  }

  private static Failure none() {
    return Failure.notFound("The ownership was not found");
  }
}
