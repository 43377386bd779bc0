package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.event.Credentials;
import dev.emporium.installation.oauth.OAuthReplies.Refusal;
import dev.emporium.installation.oauth.TokenGrants.Outcome;
import dev.emporium.installation.oauth.TokenRequests.Authenticated;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The token endpoints: one for AppDirect, Pleo and the operator, one in HighLevel's manner. */
public final class TokenOperations {
  private final Database database;
  private final TokenRequests requests;
  private final TokenGrants exchange;
  private final GrantStore grants;
  private final AccessTokens accessTokens;
  private final HighLevelTokens highLevel;

  TokenOperations(
      Database database,
      TokenRequests requests,
      TokenGrants exchange,
      GrantStore grants,
      AccessTokens accessTokens,
      HighLevelTokens highLevel) {
    this.database = database;
    this.requests = requests;
    this.exchange = exchange;
    this.grants = grants;
    this.accessTokens = accessTokens;
    this.highLevel = highLevel;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("issueToken", call -> answer(call, this::issue))
        .on("issueHighLevelToken", call -> answer(call, this::issueHighLevel));
  }

  private Future<Reply> answer(Call call, Function<Authenticated, Future<JsonObject>> issue) {
    return Future.succeededFuture()
        .compose(begin -> requests.read(call))
        .compose(issue)
        .map(OAuthReplies::tokens)
        .recover(
            failure ->
                failure instanceof Refusal refusal
                    ? Future.succeededFuture(OAuthReplies.refused(refusal))
                    : Future.failedFuture(failure));
  }

  private Future<JsonObject> issue(Authenticated caller) {
    AuthorizationGrant asked = caller.request().getAuthorizationGrant();
    Scope scope = caller.request().getScope();
    if (caller.operator() != null) {
      only(asked, "client_credentials");
      return issueOperator(caller);
    }
    Client client = caller.client();
    if (client.dialect().equals("highlevel")) {
      throw new Refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "Use /oauth/token");
    }
    if (client.kind() == Client.Kind.CLIENT_CREDENTIALS) {
      only(asked, "client_credentials");
      return issueToClient(caller, scope);
    }
    return exchanged(caller, grant -> TokenGrants.narrowed(grant.scopes(), scope))
        .compose(
            outcome -> {
              Grant grant = outcome.grant();
              Set<String> scopes = TokenGrants.narrowed(grant.scopes(), scope);
              return signed(caller, grant, Set.of(), scopes)
                  .map(body -> body.put("refresh_token", outcome.refreshToken()));
            });
  }

  private Future<JsonObject> issueHighLevel(Authenticated caller) {
    if (caller.client() == null || !caller.client().dialect().equals("highlevel")) {
      throw new Refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "Use /oauth2/token");
    }
    String userType = highLevel.userType(caller.request());
    return exchanged(caller, grant -> highLevel.check(grant, userType))
        .compose(
            outcome -> {
              Grant grant = outcome.grant();
              return signed(caller, grant, Set.of(), grant.scopes())
                  .map(body -> body.put("refresh_token", outcome.refreshToken()))
                  .compose(body -> highLevel.describe(caller.marketplace(), grant, body));
            });
  }

  private Future<Outcome> exchanged(Authenticated caller, Consumer<Grant> check) {
    AuthorizationGrant asked = caller.request().getAuthorizationGrant();
    Function<Tx, Future<Outcome>> work;
    if (asked instanceof AuthorizationCodeGrant code) {
      work = tx -> exchange.code(tx, caller.client(), code, check);
    } else if (asked instanceof RefreshTokenGrant refresh) {
      String token = refresh.getRefreshToken().getValue();
      work = tx -> exchange.refresh(tx, caller.client(), token, check);
    } else {
      throw unsupported(asked);
    }
    return database
        .inMarketplace(caller.marketplace(), work)
        .map(
            outcome -> {
              if (outcome.refusal() != null) {
                throw outcome.refusal();
              }
              return outcome;
            });
  }

  private Future<JsonObject> issueToClient(Authenticated caller, Scope asked) {
    Client client = caller.client();
    Set<String> everything = new HashSet<>(client.scopes());
    everything.addAll(client.roles());
    Set<String> wanted = TokenGrants.narrowed(everything, asked);
    return database
        .read(caller.marketplace(), tx -> grants.ofClient(tx, client.clientId()))
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw new Refusal(OAuth2Error.INVALID_CLIENT, "The client was revoked");
              }
              return signed(
                  caller,
                  found.get(),
                  common(client.roles(), wanted),
                  common(client.scopes(), wanted));
            });
  }

  private Future<JsonObject> issueOperator(Authenticated caller) {
    var operator = caller.operator();
    var principal =
        new Principal(
            null,
            "emporium",
            operator.clientId(),
            operator.clientId(),
            operator.grantId().toString(),
            "OAUTH2",
            null,
            null,
            null,
            null,
            Set.of("OPERATOR"),
            Set.of(),
            Instant.EPOCH);
    return accessTokens.sign(principal).map(token -> body(token, Set.of()));
  }

  private Future<JsonObject> signed(
      Authenticated caller, Grant grant, Set<String> roles, Set<String> scopes) {
    Principal principal =
        Credentials.principal(caller.marketplace(), caller.client(), grant, roles, scopes);
    Set<String> shown = new HashSet<>(scopes);
    shown.addAll(roles);
    return accessTokens.sign(principal).map(token -> body(token, shown));
  }

  private JsonObject body(String token, Set<String> scopes) {
    var body =
        new JsonObject()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", accessTokens.seconds());
    return scopes.isEmpty()
        ? body
        : body.put("scope", scopes.stream().sorted().collect(Collectors.joining(" ")));
  }

  private static void only(AuthorizationGrant asked, String type) {
    if (!asked.getType().getValue().equals(type)) {
      throw unsupported(asked);
    }
  }

  private static Refusal unsupported(AuthorizationGrant asked) {
    return new Refusal(
        OAuth2Error.UNAUTHORIZED_CLIENT,
        "This client may not use the grant type " + asked.getType().getValue());
  }

  private static Set<String> common(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet());
  }
}
