package dev.emporium.installation.oauth;

import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.ConsentStore;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.LoginStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.SigningKeys;
import dev.emporium.installation.store.TokenStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Database;
import io.vertx.core.Vertx;
import java.time.Clock;

/** The issuer, put together. */
public record OAuth(
    TokenOperations tokens, AuthorizeOperations authorize, MetadataOperations metadata) {

  /** The stores the issuer works with. */
  public record Stores(
      ClientStore clients,
      GrantStore grants,
      TokenStore tokens,
      ConsentStore consents,
      LoginStore logins,
      CompanyStore companies,
      UserStore users,
      MembershipStore memberships) {}

  /** Puts the issuer together. */
  public static OAuth create(
      Vertx vertx,
      Database database,
      Stores stores,
      ConsentInstaller installer,
      SigningKeys keys,
      AccessTokens accessTokens,
      Clock clock) {
    String issuer = accessTokens.issuer();
    var requests = new AuthorizationRequests(issuer);
    var decision =
        new Decision(
            database,
            stores.memberships(),
            stores.grants(),
            stores.tokens(),
            installer,
            requests,
            issuer,
            clock);
    return new OAuth(
        new TokenOperations(
            database,
            new TokenRequests(database, stores.clients()),
            new TokenGrants(stores.tokens(), stores.grants()),
            stores.grants(),
            accessTokens,
            new HighLevelTokens(database, stores.companies(), stores.users())),
        new AuthorizeOperations(
            database,
            stores.clients(),
            stores.consents(),
            installer,
            new SignIn(vertx, database, stores.logins(), clock),
            decision,
            requests,
            issuer,
            clock),
        new MetadataOperations(keys, issuer));
  }

  /** Binds the contract's operations. */
  public void bind(Operations operations) {
    tokens.bind(operations);
    authorize.bind(operations);
    metadata.bind(operations);
  }
}
