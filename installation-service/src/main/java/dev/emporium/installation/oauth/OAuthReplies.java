package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.emporium.kit.http.Reply;
import io.vertx.core.json.JsonObject;

/** What the token endpoints answer (RFC 6749, 5.1 and 5.2). */
final class OAuthReplies {
  private OAuthReplies() {}

  /** Refuses a request with an error of the protocol; shown to the client as it is. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorObject error;

    Refusal(ErrorObject error) {
      super(error.getCode(), null, false, false);
      this.error = error;
    }

    Refusal(ErrorObject error, String description) {
      this(error.setDescription(description));
    }

    ErrorObject error() {
      return error;
    }
  }

  static Refusal invalidGrant(String description) {
    return new Refusal(OAuth2Error.INVALID_GRANT, description);
  }

  static Refusal malformed(GeneralException thrown) {
    ErrorObject error = thrown.getErrorObject();
    return new Refusal(
        error == null ? OAuth2Error.INVALID_REQUEST : error,
        error == null || error.getDescription() == null
            ? "The request is malformed"
            : error.getDescription());
  }

  static Reply tokens(JsonObject body) {
    return uncached(Reply.ok(body));
  }

  static Reply refused(Refusal refusal) {
    ErrorObject error = refusal.error();
    boolean client = OAuth2Error.INVALID_CLIENT.getCode().equals(error.getCode());
    Reply reply = Reply.json(client ? 401 : 400, new JsonObject(error.toJSONObject()));
    return uncached(
        client ? reply.withHeader("WWW-Authenticate", "Basic realm=\"emporium\"") : reply);
  }

  private static Reply uncached(Reply reply) {
    return reply.withHeader("Cache-Control", "no-store").withHeader("Pragma", "no-cache");
  }
}
