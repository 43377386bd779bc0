package dev.emporium.billing.event;

import dev.emporium.billing.store.OwnershipStore;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.TransactionStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Keeps what billing needs of other services, and waits for what is not there yet. */
public final class Projections {
  private static final Duration FIRST_USE = Duration.ofSeconds(5);
  private final Database database;
  private final Arrivals arrivals;
  private final Apps apps;

  public Projections(Database database, Arrivals arrivals, Apps apps) {
    this.database = database;
    this.arrivals = arrivals;
    this.apps = apps;
  }

  /** Consumes catalog's and installation's events. */
  public void wire(Wiring wiring) {
    wiring.consume("catalog", "app.*", this::app);
    wiring.consume("installation", "company.*", this::company);
    wiring.consume("installation", "user.*", this::user);
    wiring.consume("installation", "membership.*", this::membership);
    wiring.consume("installation", "installation.*", this::installation);
  }

  private Future<?> app(Tx tx, Received event) {
    var app = event.data().getJsonObject("app");
    String appId = app.getString("appId");
    return ProjectionStore.saveApp(tx, app, event.sequence())
        .compose(saved -> TransactionStore.name(tx, UUID.fromString(appId), null))
        .compose(named -> tx.signal("app/" + appId))
        .onSuccess(done -> apps.forget(event.marketplace(), UUID.fromString(appId)));
  }

  private Future<?> company(Tx tx, Received event) {
    return ProjectionStore.saveCompany(tx, event.data(), event.sequence())
        .compose(saved -> tx.signal("company/" + event.data().getString("companyId")))
        .compose(done -> tx.signal("location/" + event.data().getString("highlevelId")));
  }

  private Future<?> user(Tx tx, Received event) {
    return ProjectionStore.saveUser(tx, event.data(), event.sequence())
        .compose(
            saved ->
                TransactionStore.name(tx, null, UUID.fromString(event.data().getString("userId"))))
        .compose(named -> tx.signal("user/" + event.data().getString("userId")))
        .compose(
            done -> tx.signal("openchannel-user/" + event.data().getString("openchannelUserId")));
  }

  private Future<?> installation(Tx tx, Received event) {
    var installation = event.data().getJsonObject("installation");
    String ownershipId = installation.getString("ownershipId");
    String sold = installation.getString("subscriptionId");
    if (ownershipId == null) {
      return Future.succeededFuture();
    }
    return OwnershipStore.save(tx, installation, event.sequence())
        .compose(
            saved ->
                sold == null
                    ? Future.succeededFuture()
                    : TransactionStore.own(
                        tx,
                        UUID.fromString(installation.getString("installationId")),
                        ownershipId,
                        UUID.fromString(sold)))
        .compose(done -> tx.signal("ownership/" + ownershipId));
  }

  private Future<?> membership(Tx tx, Received event) {
    var data = event.data();
    UUID company = UUID.fromString(data.getString("companyId"));
    UUID user = UUID.fromString(data.getString("userId"));
    return ProjectionStore.saveMembership(
            tx, company, user, data.getBoolean("enabled", true), event.sequence())
        .compose(saved -> tx.signal("user/" + user));
  }

  /** Whether the company is known, if need be after 2 seconds. */
  public Future<Boolean> knowsCompany(UUID marketplace, UUID companyId) {
    return knows(
        marketplace, "company/" + companyId, tx -> ProjectionStore.hasCompany(tx, companyId));
  }

  /** Whether the user is known, if need be after 2 seconds. */
  public Future<Boolean> knowsUser(UUID marketplace, UUID userId) {
    return knows(marketplace, "user/" + userId, tx -> ProjectionStore.hasUser(tx, userId));
  }

  /** Whether the user is a member of the company, if need be after 2 seconds. */
  public Future<Boolean> knowsMember(UUID marketplace, UUID companyId, UUID userId) {
    return knows(
        marketplace, "user/" + userId, tx -> ProjectionStore.isMember(tx, companyId, userId));
  }

  /** Whether the ownership is known, if need be after 2 seconds. */
  public Future<Boolean> knowsOwnership(UUID marketplace, String ownershipId) {
    return knows(
        marketplace, "ownership/" + ownershipId, tx -> OwnershipStore.isKnown(tx, ownershipId));
  }

  /** The user of OpenChannel's userId, if need be after 2 seconds. */
  public Future<Optional<ProjectionStore.Member>> member(UUID marketplace, String userId) {
    return arrivals.present("openchannel-user/" + userId, () -> projected(marketplace, userId));
  }

  /**
   * The user of OpenChannel's userId, who is made on first use (openchannel.txt:78): installation
   * is asked for one who is not known yet. Fails (UNAVAILABLE) when it does not tell in time.
   */
  public Future<ProjectionStore.Member> memberOnFirstUse(UUID marketplace, String userId) {
    return projected(marketplace, userId)
        .compose(
            known -> known.isPresent() ? Future.succeededFuture(known) : made(marketplace, userId))
        .map(
            found ->
                found.orElseThrow(
                    () -> Failure.of(Kind.UNAVAILABLE, null, "The user is being made, try again")));
  }

  private Future<Optional<ProjectionStore.Member>> made(UUID marketplace, String userId) {
    return database
        .inMarketplace(marketplace, tx -> tx.append(BillingEvents.userWanted(userId)))
        .compose(
            asked ->
                arrivals.present(
                    FIRST_USE, "openchannel-user/" + userId, () -> projected(marketplace, userId)));
  }

  private Future<Optional<ProjectionStore.Member>> projected(UUID marketplace, String userId) {
    return database.read(marketplace, tx -> ProjectionStore.member(tx, userId));
  }

  private Future<Boolean> knows(
      UUID marketplace, String key, Function<Tx, Future<Boolean>> question) {
    return arrivals.holds(key, () -> database.read(marketplace, question));
  }
}
