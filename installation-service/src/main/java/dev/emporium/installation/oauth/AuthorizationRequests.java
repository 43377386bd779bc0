package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.emporium.installation.domain.Client;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks authorization requests. What is wrong with the client or its redirect URI is told to the
 * user and never redirected; everything else is told to the client.
 */
final class AuthorizationRequests {
  private static final Set<String> REFUSED = Set.of("request", "request_uri", "registration");
  private final String issuer;

  AuthorizationRequests(String issuer) {
    this.issuer = issuer;
  }

  /** Tells the client why not, by a redirect. */
  static final class Redirected extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String location;

    Redirected(String location) {
      super("redirected", null, false, false);
      this.location = location;
    }

    String location() {
      return location;
    }
  }

  /**
   * The request to be remembered: {@code redirectUri, redirectSent, state?, scopes, challenge?}.
   * Fails with a Failure for the user or a {@link Redirected} for the client.
   */
  JsonObject check(Call call, Client client) {
    String sent = call.query("redirect_uri").orElse(null);
    String redirect = sent;
    if (redirect == null && client.redirectUris().size() == 1) {
      redirect = client.redirectUris().get(0);
    }
    if (client.kind() != Client.Kind.OAUTH || !client.redirectUris().contains(redirect)) {
      throw Failure.invalid(
          "redirect_uri", "The app asked to return to an address that is not registered for it.");
    }
    var remembered =
        new JsonObject()
            .put("redirectUri", redirect)
            .put("redirectSent", sent != null)
            .put("state", call.query("state").orElse(null));
    AuthorizationRequest request = parse(call, remembered);
    require(
        request.getResponseType().equals(ResponseType.CODE),
        remembered,
        OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    require(
        request.getResponseMode() == null || request.getResponseMode().equals(ResponseMode.QUERY),
        remembered,
        OAuth2Error.INVALID_REQUEST.setDescription("response_mode must be query"));
    require(
        request.getPrompt() == null || !request.getPrompt().toStringList().contains("none"),
        remembered,
        OIDCError.LOGIN_REQUIRED);
    challenge(request, client, remembered);
    scopes(request, client, remembered);
    return remembered;
  }

  /** Where the client is told of an error. */
  String errorLocation(JsonObject remembered, ErrorObject error) {
    return new AuthorizationErrorResponse(
            URI.create(remembered.getString("redirectUri")),
            error,
            state(remembered),
            new Issuer(issuer),
            ResponseMode.QUERY)
        .toURI()
        .toString();
  }

  static State state(JsonObject remembered) {
    String state = remembered.getString("state");
    return state == null ? null : new State(state);
  }

  private AuthorizationRequest parse(Call call, JsonObject remembered) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String name : call.queryNames()) {
      require(!REFUSED.contains(name), remembered, OAuth2Error.REQUEST_NOT_SUPPORTED);
      call.query(name)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> parameters.put(name, List.of(value)));
    }
    try {
      return AuthorizationRequest.parse(parameters);
    } catch (ParseException malformed) {
      throw new Redirected(errorLocation(remembered, OAuthReplies.malformed(malformed).error()));
    }
  }

  private void challenge(AuthorizationRequest request, Client client, JsonObject remembered) {
    if (request.getCodeChallenge() == null) {
      require(
          !client.needsPkce(),
          remembered,
          OAuth2Error.INVALID_REQUEST.setDescription("code_challenge is required"));
      return;
    }
    require(
        CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod()),
        remembered,
        OAuth2Error.INVALID_REQUEST.setDescription("code_challenge_method must be S256"));
    remembered.put("challenge", request.getCodeChallenge().getValue());
  }

  private void scopes(AuthorizationRequest request, Client client, JsonObject remembered) {
    List<String> wanted =
        request.getScope() == null || request.getScope().isEmpty()
            ? new ArrayList<>(client.scopes())
            : request.getScope().toStringList();
    require(client.scopes().containsAll(wanted), remembered, OAuth2Error.INVALID_SCOPE);
    remembered.put("scopes", new JsonArray(wanted.stream().sorted().distinct().toList()));
  }

  private void require(boolean good, JsonObject remembered, ErrorObject otherwise) {
    if (!good) {
      throw new Redirected(errorLocation(remembered, otherwise));
    }
  }
}
