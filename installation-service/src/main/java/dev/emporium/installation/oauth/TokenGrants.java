package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.oauth.OAuthReplies.Refusal;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.TokenStore;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Exchanges codes and refresh tokens. Both expire on the marketplace's clock and are good for one
 * use; a second use kills all that came of the first (RFC 6749, 4.1.2; RFC 9700, 4.14.2). The
 * result is an {@link Outcome}, not a failure, so that the killing is committed.
 */
final class TokenGrants {
  private static final Duration REFRESH_LIFE = Duration.ofDays(365);

  private final TokenStore tokens;
  private final GrantStore grants;

  TokenGrants(TokenStore tokens, GrantStore grants) {
    this.tokens = tokens;
    this.grants = grants;
  }

  /** Either a grant with its next refresh token, or why not. */
  record Outcome(Grant grant, String refreshToken, Refusal refusal) {
    static Outcome refused(String description) {
      return new Outcome(null, null, OAuthReplies.invalidGrant(description));
    }
  }

  /**
   * Exchanges an authorization code.
   *
   * @param check throws a Refusal when the grant is not what was asked for; nothing is used up then
   */
  Future<Outcome> code(
      Tx tx, Client client, AuthorizationCodeGrant request, Consumer<Grant> check) {
    String code = request.getAuthorizationCode().getValue();
    return tokens
        .code(tx, code)
        .compose(
            found -> {
              if (found.isEmpty() || !found.get().clientId().equals(client.clientId())) {
                return Future.succeededFuture(Outcome.refused("The code is not known"));
              }
              TokenStore.Code it = found.get();
              if (it.used()) {
                return kill(tx, it.grantId(), "The code was used before");
              }
              String complaint = complaint(it, client, request, tx.now());
              return complaint != null
                  ? Future.succeededFuture(Outcome.refused(complaint))
                  : tokens
                      .useCode(tx, code, tx.now())
                      .compose(used -> next(tx, client, it.grantId(), check));
            });
  }

  /** Exchanges a refresh token for the next one. */
  Future<Outcome> refresh(Tx tx, Client client, String token, Consumer<Grant> check) {
    return tokens
        .refresh(tx, token)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(Outcome.refused("The refresh token is not known"));
              }
              TokenStore.Refresh it = found.get();
              if (it.used()) {
                return kill(tx, it.grantId(), "The refresh token was used before");
              }
              if (!it.expires().isAfter(tx.now())) {
                return Future.succeededFuture(Outcome.refused("The refresh token has expired"));
              }
              return next(tx, client, it.grantId(), check)
                  .compose(
                      outcome ->
                          outcome.refusal() != null
                              ? Future.succeededFuture(outcome)
                              : tokens.useRefresh(tx, token, tx.now()).map(outcome));
            });
  }

  private static String complaint(
      TokenStore.Code it, Client client, AuthorizationCodeGrant request, Instant now) {
    if (!it.expires().isAfter(now)) {
      return "The code has expired";
    }
    String redirect =
        request.getRedirectionURI() == null ? null : request.getRedirectionURI().toString();
    // HighLevel's clients send it only when they like
    boolean needed = it.redirectSent() && !client.dialect().equals("highlevel");
    if (redirect == null ? needed : !redirect.equals(it.redirectUri())) {
      return "redirect_uri is not the one of the authorization request";
    }
    CodeVerifier verifier = request.getCodeVerifier();
    if (it.challenge() == null) {
      return verifier == null ? null : "The authorization request had no code_challenge";
    }
    if (verifier == null) {
      return "code_verifier is required";
    }
    String computed = CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
    return computed.equals(it.challenge()) ? null : "code_verifier does not match";
  }

  private Future<Outcome> next(Tx tx, Client client, UUID grantId, Consumer<Grant> check) {
    return grants
        .find(tx, grantId)
        .compose(
            found -> {
              Grant grant = found.orElseThrow();
              if (!grant.live() || !grant.clientId().equals(client.clientId())) {
                return Future.succeededFuture(Outcome.refused("The grant has been revoked"));
              }
              check.accept(grant);
              String token = Secrets.random();
              Instant expires = tx.now().plus(REFRESH_LIFE);
              return tokens
                  .addRefresh(tx, token, grantId, expires)
                  .map(new Outcome(grant, token, null));
            });
  }

  private Future<Outcome> kill(Tx tx, UUID grantId, String description) {
    return grants.revoke(tx, grantId).map(Outcome.refused(description));
  }

  /** What of the granted scopes is asked for; fails with invalid_scope beyond them. */
  static Set<String> narrowed(Set<String> granted, Scope asked) {
    if (asked == null || asked.isEmpty()) {
      return granted;
    }
    Set<String> wanted = Set.copyOf(asked.toStringList());
    if (!granted.containsAll(wanted)) {
      throw new Refusal(OAuth2Error.INVALID_SCOPE, "scope is beyond what was granted");
    }
    return wanted;
  }
}
