package dev.emporium.installation.pleo;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Integration;
import dev.emporium.installation.domain.Integration.Status;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.event.ConsentInstallation;
import dev.emporium.installation.event.Endings;
import dev.emporium.installation.event.InstallationEvents;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.Installers;
import dev.emporium.installation.store.LiveGrants;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.OperationHandler;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Pleo's Installations and External Clients: what an app knows and tells of its installation. */
public final class InstallationsOperations {
  private static final String OAUTH = "OAUTH2";

  private final Database database;
  private final InstallationStore installations;
  private final OfferStore offers;
  private final CompanyStore companies;
  private final Installers installers;
  private final ConsentInstallation consents;
  private final Endings endings;
  private final LiveGrants grants;

  public InstallationsOperations(
      Database database,
      InstallationStore installations,
      OfferStore offers,
      CompanyStore companies,
      Installers installers,
      ConsentInstallation consents,
      Endings endings,
      LiveGrants grants) {
    this.grants = grants;
    this.database = database;
    this.installations = installations;
    this.offers = offers;
    this.companies = companies;
    this.installers = installers;
    this.consents = consents;
    this.endings = endings;
  }

  public void bind(Operations ops) {
    on(ops, "completeInstallationExternalClientOnlyIdempotently", this::activateMyInstallation);
    on(ops, "getClientInstallation", this::getClientInstallation);
    on(ops, "updateClientInstallation", this::updateClientInstallation);
    on(ops, "createClientInstallation", this::createClientInstallation);
    on(ops, "deleteClientInstallation", this::deleteClientInstallation);
    on(ops, "activateMyInstallation", this::activateMyInstallation);
    on(ops, "introspect", this::introspect);
  }

  /** Deleting an installation revokes its tokens at once: the next call is a 401. */
  private void on(Operations ops, String id, OperationHandler handler) {
    ops.on(id, call -> grants.require(call.principal()).compose(live -> handler.handle(call)));
  }

  Future<Reply> getClientInstallation(Call call) {
    Principal who = call.principal();
    UUID asked = call.query("company_id").map(UUID::fromString).orElse(who.company());
    return database
        .read(
            call.marketplace(),
            tx -> companyOf(tx, who, asked).compose(company -> mine(tx, who, company)))
        .map(InstallationsJson::reply);
  }

  Future<Reply> updateClientInstallation(Call call) {
    JsonObject body = call.body();
    Status status = Status.valueOf(body.getString("status"));
    String code = body.getString("errorCode");
    Map<String, Object> metadata = InstallationsJson.metadata(body);
    return report(call, before -> before.reported(status, code, metadata));
  }

  Future<Reply> activateMyInstallation(Call call) {
    if (!OAUTH.equals(call.principal().authMethod())) {
      throw Failure.invalid(null, "Only installations authorised with OAuth are activated");
    }
    return report(call, Integration::finished);
  }

  Future<Reply> createClientInstallation(Call call) {
    Principal who = call.principal();
    String given = call.body().getString("status");
    Status status = given == null ? null : Status.valueOf(given);
    Status first = OAUTH.equals(who.authMethod()) ? Status.AUTHORIZED : Status.PENDING_INTEGRATION;
    Map<String, Object> metadata = InstallationsJson.metadata(call.body());
    return database
        .read(
            call.marketplace(), tx -> companyOf(tx, who, who.company()).compose(c -> user(tx, who)))
        .compose(
            user ->
                consents.install(
                    new ConsentInstallation.Wish(
                        call.marketplace(),
                        app(who),
                        who.company(),
                        user,
                        before -> before.created(status, first, metadata))))
        .map(InstallationsJson::reply);
  }

  Future<Reply> deleteClientInstallation(Call call) {
    Principal who = call.principal();
    var cause = new Endings.Cause(Channel.PLEO, false, null);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                mine(tx, who, who.company())
                    .compose(it -> locked(tx, it))
                    .compose(
                        it -> {
                          if (!it.live()) {
                            throw none();
                          }
                          return endings.end(tx, it, cause);
                        }))
        .map(Reply.noContent());
  }

  Future<Reply> introspect(Call call) {
    Principal who = call.principal();
    return who.app() == null
        ? Future.succeededFuture(InstallationsJson.client(who, null))
        : database
            .read(call.marketplace(), tx -> offers.find(tx, who.app()))
            .map(found -> InstallationsJson.client(who, found.map(Offer::name).orElse(null)));
  }

  private Future<Reply> report(Call call, UnaryOperator<Integration> what) {
    Principal who = call.principal();
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                mine(tx, who, who.company())
                    .compose(it -> locked(tx, it))
                    .compose(it -> reported(tx, it, what)))
        .map(InstallationsJson::reply);
  }

  private Future<Installation> reported(Tx tx, Installation it, UnaryOperator<Integration> what) {
    it.requireEntitled();
    Integration next = what.apply(it.integration());
    if (next.equals(it.integration())) {
      return Future.succeededFuture(it);
    }
    return installations
        .update(tx, it.integrating(next, tx.now()))
        .compose(now -> tx.append(InstallationEvents.updated(now)).map(now));
  }

  private Future<Installation> mine(Tx tx, Principal who, UUID company) {
    return installations
        .newest(tx, app(who), company)
        .map(
            found ->
                found
                    .filter(Installation::seenByIntegration)
                    .orElseThrow(InstallationsOperations::none));
  }

  private Future<Installation> locked(Tx tx, Installation it) {
    return installations
        .forUpdate(tx, it.id())
        .map(found -> found.orElseThrow(InstallationsOperations::none));
  }

  /** The token's company, or one right below it; any other is as good as unknown. */
  private Future<UUID> companyOf(Tx tx, Principal who, UUID asked) {
    if (asked == null) {
      throw Failure.invalid(null, "The credentials belong to no company");
    }
    if (asked.equals(who.company())) {
      return Future.succeededFuture(asked);
    }
    return companies
        .find(tx, asked)
        .map(
            found ->
                found
                    .filter(it -> it.parentId() != null && it.parentId().equals(who.company()))
                    .map(Company::companyId)
                    .orElseThrow(InstallationsOperations::none));
  }

  private Future<UUID> user(Tx tx, Principal who) {
    return who.user() != null
        ? Future.succeededFuture(who.user())
        : installers
            .of(tx, who.company())
            .map(
                found ->
                    found.orElseThrow(
                        () -> Failure.invalid(null, "The company has no user to install for")));
  }

  private static UUID app(Principal who) {
    if (who.app() == null) {
      throw Failure.invalid(null, "The credentials belong to no application");
    }
    return who.app();
  }

  private static Failure none() {
    return Failure.notFound("Installation does not exist");
  }
}
