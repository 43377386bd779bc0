package dev.emporium.installation.event;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Grant;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Who a client is to the services, under one of its grants. */
public final class Credentials {
  private Credentials() {}

  /** The principal; its end is the token's or credential's and not told here. */
  public static Principal principal(
      UUID marketplace, Client client, Grant grant, Set<String> roles, Set<String> scopes) {
    UUID user = grant.userId();
    boolean token =
        client.kind() == Client.Kind.CLIENT_CREDENTIALS || client.kind() == Client.Kind.OAUTH;
    return new Principal(
        marketplace,
        client.dialect(),
        user == null ? client.clientId() : user.toString(),
        client.clientId(),
        grant.grantId().toString(),
        token ? "OAUTH2" : "API_KEY",
        client.appId(),
        user,
        grant.companyId(),
        grant.locationId(),
        roles,
        scopes,
        Instant.EPOCH);
  }

  /** The claims the gateway keeps beside a standing credential. */
  public static JsonObject claims(UUID marketplace, Client client, Grant grant) {
    JsonObject json =
        principal(marketplace, client, grant, client.roles(), client.scopes()).toJson();
    json.remove("exp");
    return json;
  }
}
