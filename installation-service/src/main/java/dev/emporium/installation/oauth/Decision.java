package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.oauth.ConsentPage.Account;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.ConsentInstaller.Consent;
import dev.emporium.installation.store.ConsentStore.Pending;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.TokenStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's yes: which accounts it can be given for, and what follows from it: the app is installed,
 * then a grant and its code are made.
 */
final class Decision {
  private static final Logger LOG = LoggerFactory.getLogger(Decision.class);
  private static final int CODE_SECONDS = 60;
  private static final String COMPANY = "company:";
  private static final String LOCATION = "location:";

  private final Database database;
  private final MembershipStore memberships;
  private final GrantStore grants;
  private final TokenStore tokens;
  private final ConsentInstaller installer;
  private final AuthorizationRequests requests;
  private final String issuer;
  private final Clock clock;

  Decision(
      Database database,
      MembershipStore memberships,
      GrantStore grants,
      TokenStore tokens,
      ConsentInstaller installer,
      AuthorizationRequests requests,
      String issuer,
      Clock clock) {
    this.database = database;
    this.memberships = memberships;
    this.grants = grants;
    this.tokens = tokens;
    this.installer = installer;
    this.requests = requests;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * The accounts the user may choose: companies it administers; for HighLevel each company without
   * a parent as an agency, and every company that is nobody's parent as a sub-account.
   */
  Future<List<Account>> accounts(UUID marketplace, Client client, UUID user) {
    return administered(marketplace, user).map(all -> options(all, client));
  }

  /** Installs and grants; completes with where the browser goes. */
  Future<String> approve(UUID marketplace, Client client, Pending pending, String account) {
    return administered(marketplace, pending.userId())
        .compose(
            all -> {
              boolean offered =
                  options(all, client).stream().anyMatch(it -> it.value().equals(account));
              if (!offered) {
                throw Failure.forbidden("You may not install apps for this account.");
              }
              UUID chosen = UUID.fromString(account.substring(account.indexOf(':') + 1));
              Company company =
                  all.stream()
                      .filter(it -> it.companyId().equals(chosen))
                      .findFirst()
                      .orElseThrow();
              return install(marketplace, client, pending, company)
                  .compose(
                      installation ->
                          granted(
                              marketplace,
                              grant(client, pending, company, account, installation),
                              pending.request()))
                  .recover(failure -> Future.succeededFuture(refused(client, pending, failure)));
            });
  }

  private Future<UUID> install(UUID marketplace, Client client, Pending pending, Company company) {
    return installer.authorize(
        new Consent(
            marketplace,
            client.clientId(),
            client.dialect(),
            client.appId(),
            company.companyId(),
            pending.userId(),
            scopes(pending.request())));
  }

  private Grant grant(
      Client client, Pending pending, Company company, String account, UUID installation) {
    boolean location = account.startsWith(LOCATION);
    UUID agency = location && company.parentId() != null ? company.parentId() : company.companyId();
    return Grant.consented(
        client,
        installation,
        pending.userId(),
        agency,
        location ? company.companyId() : null,
        scopes(pending.request()),
        clock.instant());
  }

  private Future<String> granted(UUID marketplace, Grant grant, JsonObject request) {
    String code = Secrets.random();
    return database
        .inMarketplace(
            marketplace,
            tx ->
                grants
                    .create(tx, grant)
                    .compose(done -> tokens.addCode(tx, code, remembered(grant, request, tx))))
        .map(
            done ->
                new AuthorizationSuccessResponse(
                        URI.create(request.getString("redirectUri")),
                        new AuthorizationCode(code),
                        null,
                        AuthorizationRequests.state(request),
                        new Issuer(issuer),
                        ResponseMode.QUERY)
                    .toURI()
                    .toString());
  }

  private static TokenStore.Code remembered(Grant grant, JsonObject request, Tx tx) {
    return new TokenStore.Code(
        grant.clientId(),
        grant.grantId(),
        request.getString("redirectUri"),
        request.getBoolean("redirectSent"),
        request.getString("challenge"),
        tx.now().plusSeconds(CODE_SECONDS),
        false);
  }

  private String refused(Client client, Pending pending, Throwable failure) {
    if (!(failure instanceof Failure)) {
      LOG.error("consent for client {} could not be carried out", client.clientId(), failure);
    }
    ErrorObject error =
        failure instanceof Failure
            ? OAuth2Error.ACCESS_DENIED.setDescription(printable(failure.getMessage()))
            : OAuth2Error.SERVER_ERROR;
    return requests.errorLocation(pending.request(), error);
  }

  private Future<List<Company>> administered(UUID marketplace, UUID user) {
    return database.read(marketplace, tx -> memberships.administered(tx, user));
  }

  private static List<Account> options(List<Company> companies, Client client) {
    boolean agencies = client.dialect().equals("highlevel");
    var parents = new HashSet<UUID>();
    companies.forEach(it -> parents.add(it.parentId()));
    var options = new ArrayList<Account>();
    for (Company it : companies) {
      if (!agencies) {
        options.add(new Account(COMPANY + it.companyId(), it.name()));
        continue;
      }
      if (it.parentId() == null) {
        options.add(new Account(COMPANY + it.companyId(), it.name() + " (agency)"));
      }
      if (!parents.contains(it.companyId())) {
        options.add(new Account(LOCATION + it.companyId(), it.name() + " (sub-account)"));
      }
    }
    return options;
  }

  private static Set<String> scopes(JsonObject request) {
    var scopes = new HashSet<String>();
    request.getJsonArray("scopes").forEach(scope -> scopes.add(String.valueOf(scope)));
    return scopes;
  }

  /** error_description takes printable ASCII only (RFC 6749, 4.1.2.1). */
  private static String printable(String text) {
    return text.replaceAll("[^ !#-\\[\\]-~]", "'");
  }
}
