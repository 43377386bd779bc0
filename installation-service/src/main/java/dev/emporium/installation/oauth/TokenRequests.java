package dev.emporium.installation.oauth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.oauth.OAuthReplies.Refusal;
import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.ClientStore.OperatorClient;
import dev.emporium.installation.store.ClientStore.Registered;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads token requests and authenticates their client (Basic or body). */
final class TokenRequests {
  private static final String UNKNOWN = "Client authentication failed";
  private final Database database;
  private final ClientStore clients;

  TokenRequests(Database database, ClientStore clients) {
    this.database = database;
    this.clients = clients;
  }

  /**
   * An authenticated request.
   *
   * @param marketplace null for the operator
   * @param client null for the operator
   * @param operator null for everybody else
   */
  record Authenticated(
      TokenRequest request, UUID marketplace, Client client, OperatorClient operator) {}

  /** Reads and authenticates; fails with a {@link Refusal}. */
  Future<Authenticated> read(Call call) {
    TokenRequest request = parse(call);
    ClientAuthentication authentication = request.getClientAuthentication();
    String secret =
        authentication instanceof PlainClientSecret plain
            ? plain.getClientSecret().getValue()
            : null;
    if (authentication != null && secret == null) {
      throw new Refusal(OAuth2Error.INVALID_CLIENT, "Only client secrets are taken");
    }
    String id =
        authentication == null
            ? request.getClientID().getValue()
            : authentication.getClientID().getValue();
    return database
        .system(tx -> clients.home(tx, id))
        .compose(
            home -> {
              if (home.isEmpty()) {
                throw new Refusal(OAuth2Error.INVALID_CLIENT, UNKNOWN);
              }
              UUID marketplace = home.get().marketplace();
              return marketplace == null
                  ? operator(request, id, secret)
                  : database
                      .read(marketplace, tx -> clients.find(tx, id))
                      .map(found -> verified(request, marketplace, found, secret));
            });
  }

  private Future<Authenticated> operator(TokenRequest request, String id, String secret) {
    return database
        .system(tx -> clients.operator(tx, id))
        .map(
            found -> {
              if (found.isEmpty()
                  || secret == null
                  || !Secrets.matches(secret, found.get().secretHash())) {
                throw new Refusal(OAuth2Error.INVALID_CLIENT, UNKNOWN);
              }
              return new Authenticated(request, null, null, found.get());
            });
  }

  private static Authenticated verified(
      TokenRequest request, UUID marketplace, Optional<Registered> found, String secret) {
    boolean known =
        found.isPresent()
            && (found.get().secretHash() == null
                ? secret == null
                : secret != null && Secrets.matches(secret, found.get().secretHash()));
    boolean forTokens =
        known
            && (found.get().client().kind() == Client.Kind.OAUTH
                || found.get().client().kind() == Client.Kind.CLIENT_CREDENTIALS);
    if (!forTokens) {
      throw new Refusal(OAuth2Error.INVALID_CLIENT, UNKNOWN);
    }
    return new Authenticated(request, marketplace, found.get().client(), null);
  }

  private static TokenRequest parse(Call call) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (var field : call.body()) {
      if (field.getValue() != null && !"".equals(field.getValue())) {
        form.put(field.getKey(), List.of(String.valueOf(field.getValue())));
      }
    }
    var http = new HTTPRequest(HTTPRequest.Method.POST, URI.create("https://issuer.invalid/token"));
    http.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    // a bearer token a client happens to send is no client authentication
    call.header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
        .ifPresent(http::setAuthorization);
    http.setBody(URLUtils.serializeParameters(form));
    try {
      return TokenRequest.parse(http);
    } catch (ParseException malformed) {
      throw OAuthReplies.malformed(malformed);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(OAuth2Error.INVALID_REQUEST, "The request is malformed");
    }
  }
}
