package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Consent;
import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.event.Installing;
import dev.emporium.installation.event.PermissionEvents;
import dev.emporium.installation.event.Removals;
import dev.emporium.installation.store.MarketUserStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.PermissionStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** OpenChannel's User API / Permission: consent to what an app requires. */
public final class PermissionOperations {
  private final Database database;
  private final PermissionStore permissions;
  private final OfferStore offers;
  private final UserStore users;
  private final MarketUserStore known;
  private final Installing installing;
  private final Removals removals;

  /** The stores the operations act through. */
  public PermissionOperations(
      Database database,
      PermissionStore permissions,
      OfferStore offers,
      UserStore users,
      MarketUserStore known,
      Installing installing,
      Removals removals) {
    this.database = database;
    this.permissions = permissions;
    this.offers = offers;
    this.users = users;
    this.known = known;
    this.installing = installing;
    this.removals = removals;
  }

  /** The section's table. */
  public void bind(Operations ops) {
    ops.on("addPermissions", this::addPermissions)
        .on("getPermissions", this::getPermissions)
        .on("deletePermissions", this::deletePermissions);
  }

  Future<Reply> addPermissions(Call call) {
    String app = call.path("appId");
    JsonObject body = call.body();
    return installing
        .patiently(
            call.marketplace(),
            "app/" + app,
            tx ->
                offers
                    .byOpenchannelId(tx, app)
                    .map(found -> found.orElseThrow(() -> Failure.notFound("App not found")))
                    .compose(offer -> add(tx, offer, body)))
        .map(done -> Reply.ok(new JsonObject()));
  }

  private Future<Void> add(Tx tx, Offer offer, JsonObject body) {
    return users
        .openChannel(tx, body.getString("userId"), null)
        .compose(
            placed ->
                required(tx, offer.appId())
                    .compose(
                        access -> {
                          boolean group =
                              body.getBoolean("group", false)
                                  && placed.company().openchannelGroupId() != null;
                          Long date = body.getLong("date");
                          return permissions.put(
                              tx,
                              Consent.given(
                                  offer.appId(),
                                  placed.user().userId(),
                                  group ? placed.company().companyId() : null,
                                  date == null ? tx.now() : Instant.ofEpochMilli(date),
                                  body.getString("ip"),
                                  access),
                              new PermissionEvents.Names(
                                  offer.openchannelId(), placed.user().openchannelUserId()));
                        }));
  }

  Future<Reply> getPermissions(Call call) {
    String user = call.query("userId").orElseThrow();
    return database
        .read(
            call.marketplace(),
            tx ->
                app(tx, call)
                    .compose(
                        offer ->
                            user(tx, user)
                                .compose(
                                    it ->
                                        permissions.find(
                                            tx,
                                            offer.appId(),
                                            it.user().userId(),
                                            it.user().companyId()))
                                .map(found -> found.orElseThrow(PermissionOperations::none))
                                .compose(
                                    consent ->
                                        required(tx, offer.appId())
                                            .map(
                                                access ->
                                                    UsersJson.access(
                                                        consent,
                                                        offer.openchannelId(),
                                                        user,
                                                        access)))))
        .map(Reply::ok);
  }

  Future<Reply> deletePermissions(Call call) {
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                app(tx, call)
                    .compose(
                        offer ->
                            user(tx, call.query("userId").orElseThrow())
                                .compose(it -> withdraw(tx, offer.appId(), it))))
        .map(done -> Reply.ok(new JsonObject()));
  }

  private Future<Void> withdraw(Tx tx, UUID appId, MarketUser it) {
    return permissions
        .givenForUpdate(tx, appId, it.user().userId())
        .compose(
            all -> {
              if (all.isEmpty()) {
                throw none();
              }
              return Steps.each(all, one -> removals.withdraw(tx, it, one)).mapEmpty();
            });
  }

  private Future<Offer> app(Tx tx, Call call) {
    return offers
        .byOpenchannelId(tx, call.path("appId"))
        .map(found -> found.orElseThrow(PermissionOperations::none));
  }

  private Future<MarketUser> user(Tx tx, String userId) {
    return known.find(tx, userId).map(found -> found.orElseThrow(PermissionOperations::none));
  }

  private Future<List<String>> required(Tx tx, UUID appId) {
    return offers
        .data(tx, appId)
        .map(
            data ->
                data.orElseThrow().getJsonArray("access", new JsonArray()).stream()
                    .map(String::valueOf)
                    .toList());
  }

  private static Failure none() {
    return Failure.notFound("This access was not found");
  }
}
