package dev.emporium.installation;

import dev.emporium.installation.admin.AccountOperations;
import dev.emporium.installation.admin.ClientOperations;
import dev.emporium.installation.admin.ClockOperations;
import dev.emporium.installation.admin.MarketplaceOperations;
import dev.emporium.installation.appdirect.CompaniesOperations;
import dev.emporium.installation.appdirect.MembershipsOperations;
import dev.emporium.installation.appdirect.UsersOperations;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.event.LeadNews;
import dev.emporium.installation.oauth.AccessTokens;
import dev.emporium.installation.oauth.OAuth;
import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.ConsentStore;
import dev.emporium.installation.store.ExpiredStore;
import dev.emporium.installation.store.IdentityRetelling;
import dev.emporium.installation.store.LoginStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.SigningKeyStore;
import dev.emporium.installation.store.SigningKeys;
import dev.emporium.installation.store.TokenStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import java.time.Duration;
import java.util.Optional;

/** The half that knows who is who: marketplaces, clients, tokens, companies, users. */
final class AccountsWiring {
  private final Wiring wiring;
  private final AccountStores accounts;
  private final ConsentInstaller installer;

  AccountsWiring(Wiring wiring, AccountStores accounts, ConsentInstaller installer) {
    this.wiring = wiring;
    this.accounts = accounts;
    this.installer = installer;
  }

  void wire() {
    Database database = wiring.database();
    var clients = new ClientStore(accounts.grants());
    var logins = new LoginStore(accounts.users());
    var keys =
        new SigningKeys(
            wiring.vertx(),
            database,
            new SigningKeyStore(),
            accounts.secrets(),
            accounts.accessTokens(),
            accounts.clock());
    wireOAuth(database, clients, logins, keys);
    wireAdmin(database, clients, logins, keys);
    wireAppDirect(database);
    var leads = new LeadNews(accounts.companies(), accounts.users(), accounts.memberships());
    wiring.consume("checkout", "lead.converted", leads::converted);
    bootstrapOperator(database, clients);
    wiring.beforeReady(keys::start);
    var expired = new ExpiredStore(database, accounts.clock());
    var retelling = new IdentityRetelling(database, clients, accounts.grants());
    wiring.whenIdentityIsUnwritten(retelling::tell);
    wiring.every("expired-identity", Duration.ofMinutes(5), expired::sweep);
  }

  private void wireOAuth(
      Database database, ClientStore clients, LoginStore logins, SigningKeys keys) {
    var tokens =
        new AccessTokens(
            keys,
            accounts.issuer(),
            accounts.accessTokens(),
            accounts.clock(),
            database,
            new MarketplaceStore());
    var stores =
        new OAuth.Stores(
            clients,
            accounts.grants(),
            new TokenStore(),
            new ConsentStore(),
            logins,
            accounts.companies(),
            accounts.users(),
            accounts.memberships());
    OAuth oauth =
        OAuth.create(wiring.vertx(), database, stores, installer, keys, tokens, accounts.clock());
    wiring.contract("contract/installation/oauth.yaml", oauth::bind);
  }

  private void wireAdmin(
      Database database, ClientStore clients, LoginStore logins, SigningKeys keys) {
    var marketplaces = new MarketplaceStore();
    var platform = new MarketplaceOperations(database, marketplaces, clients, keys);
    var clock = new ClockOperations(database, wiring.signals(), marketplaces, accounts.clock());
    var programs =
        new ClientOperations(
            database,
            new Arrivals(wiring.signals()),
            new OfferStore(),
            marketplaces,
            clients,
            accounts.companies(),
            accounts.memberships());
    var people = new AccountOperations(wiring.vertx(), database, accounts.companies(), logins);
    wiring.contract(
        "contract/installation/admin.yaml",
        operations -> {
          platform.bind(operations);
          clock.bind(operations);
          programs.bind(operations);
          people.bind(operations);
        });
  }

  private void wireAppDirect(Database database) {
    var companies =
        new CompaniesOperations(
            database,
            accounts.companies(),
            accounts.users(),
            accounts.memberships(),
            accounts.issuer());
    var memberships =
        new MembershipsOperations(
            database,
            accounts.companies(),
            accounts.users(),
            accounts.memberships(),
            accounts.issuer());
    var users =
        new UsersOperations(
            database,
            accounts.companies(),
            accounts.users(),
            accounts.memberships(),
            accounts.issuer());
    wiring.contract(
        "contract/installation/appdirect.yaml",
        operations -> {
          companies.bind(operations);
          memberships.bind(operations);
          users.bind(operations);
        });
  }

  private void bootstrapOperator(Database database, ClientStore clients) {
    Optional<String> id = wiring.settings().optional("BOOTSTRAP_OPERATOR_CLIENT_ID");
    Optional<String> secret = wiring.settings().optional("BOOTSTRAP_OPERATOR_CLIENT_SECRET");
    if (id.isPresent() != secret.isPresent()) {
      wiring
          .settings()
          .problem("BOOTSTRAP_OPERATOR_CLIENT_SECRET", "is set together with the client id");
      return;
    }
    if (id.isPresent()) {
      wiring.beforeReady(
          () ->
              database.system(
                  tx ->
                      clients.bootstrapOperator(
                          tx, id.get(), Secrets.hash(secret.get()), accounts.clock().instant())));
    }
  }
}
