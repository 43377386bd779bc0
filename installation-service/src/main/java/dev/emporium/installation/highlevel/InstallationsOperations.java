package dev.emporium.installation.highlevel;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.Endings;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** HighLevel's App Management: who installed, and uninstall ({@code highlevel.txt:66-90}). */
public final class InstallationsOperations {
  private final Database database;
  private final InstallationStore installations;
  private final OfferStore offers;
  private final CompanyStore companies;
  private final UserStore users;
  private final Endings endings;

  public InstallationsOperations(
      Database database,
      InstallationStore installations,
      OfferStore offers,
      CompanyStore companies,
      UserStore users,
      Endings endings) {
    this.database = database;
    this.installations = installations;
    this.offers = offers;
    this.companies = companies;
    this.users = users;
    this.endings = endings;
  }

  public void bind(Operations ops) {
    ops.on("getInstallerDetails", this::getInstallerDetails)
        .on("uninstallApplication", this::uninstallApplication);
  }

  Future<Reply> getInstallerDetails(Call call) {
    Principal who = call.principal();
    return database
        .read(
            call.marketplace(),
            tx ->
                Account.app(tx, offers, who, call.path("appId"))
                    .compose(
                        app ->
                            Account.of(tx, companies, who)
                                .compose(account -> details(tx, app, account, who))))
        .map(Reply::ok);
  }

  private Future<JsonObject> details(Tx tx, Offer app, Account account, Principal who) {
    return newest(tx, app, account)
        .compose(
            it -> {
              UUID installer = it.userId() == null ? who.user() : it.userId();
              Future<Optional<User>> user =
                  installer == null
                      ? Future.succeededFuture(Optional.empty())
                      : users.find(tx, installer);
              return user.map(
                  found -> InstallationsJson.details(account, it, found, who.subject()));
            });
  }

  private Future<Installation> newest(Tx tx, Offer app, Account account) {
    return installations
        .newest(tx, app.appId(), account.own().companyId())
        .map(found -> found.filter(Installation::active))
        .compose(
            found ->
                found.isPresent() || account.location() == null
                    ? Future.succeededFuture(found)
                    : installations
                        .newest(tx, app.appId(), account.agency().companyId())
                        .map(ofAgency -> ofAgency.filter(Installation::active)))
        .map(found -> found.orElseThrow(InstallationsOperations::notInstalled));
  }

  Future<Reply> uninstallApplication(Call call) {
    Principal who = call.principal();
    String reason = call.body().getString("reason");
    var cause = new Endings.Cause(Channel.HIGHLEVEL, false, reason);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                Account.app(tx, offers, who, call.path("appId"))
                    .compose(
                        app ->
                            Account.of(tx, companies, who)
                                .map(account -> named(account, call.body()))
                                .compose(account -> withReason(tx, who, app, reason).map(account))
                                .compose(account -> meant(tx, app, account)))
                    .compose(all -> endings.endAll(tx, all, cause)))
        .map(
            ended -> {
              if (ended == 0) {
                throw notInstalled();
              }
              return Reply.ok(InstallationsJson.success());
            });
  }

  /** Checks that the body names the account the token is for. */
  private static Account named(Account account, JsonObject body) {
    String field = account.location() == null ? "companyId" : "locationId";
    String given = body.getString(field);
    if (given == null || given.isBlank()) {
      throw Failure.of(Kind.UNPROCESSABLE, field, field + " is required with this token");
    }
    if (!given.equals(account.own().highlevelId())) {
      throw Failure.forbidden("The token does not have access to this " + field);
    }
    return account;
  }

  /** A developer who takes the own app away from a customer says why. */
  private Future<Void> withReason(Tx tx, Principal who, Offer app, String reason) {
    if (who.user() == null || (reason != null && !reason.isBlank())) {
      return Future.succeededFuture();
    }
    return users
        .find(tx, who.user())
        .map(
            user -> {
              if (user.filter(one -> develops(one, app)).isPresent()) {
                throw Failure.of(
                    Kind.UNPROCESSABLE, "reason", "reason is required of the app's developer");
              }
              return null;
            });
  }

  private static boolean develops(User user, Offer app) {
    String developer = app.developerId();
    return developer != null
        && (developer.equals(user.openchannelUserId())
            || developer.equals(user.userId().toString())
            || developer.equalsIgnoreCase(user.email()));
  }

  private Future<List<Installation>> meant(Tx tx, Offer app, Account account) {
    return installations
        .underForUpdate(tx, app.appId(), account.own().companyId())
        .map(
            all ->
                account.location() == null
                    ? all
                    : all.stream()
                        .filter(it -> it.companyId().equals(account.location().companyId()))
                        .toList());
  }

  private static Failure notInstalled() {
    return Failure.notFound("The app is not installed");
  }
}
