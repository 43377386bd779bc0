package dev.emporium.installation.pleo;

import dev.emporium.installation.domain.Installation;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pleo's InstallationResponse and ExternalClientModelDetails ({@code pleo.txt}). */
final class InstallationsJson {
  private static final String MEDIA_TYPE = "application/json;charset=UTF-8";

  private InstallationsJson() {}

  static Reply reply(Installation it) {
    var json =
        new JsonObject()
            .put("id", it.id().toString())
            .put("applicationId", it.appId().toString())
            .put("resource", urn(it.companyId()))
            .put("status", it.integration().status().name())
            .put("metadata", new JsonObject(it.integration().metadata()))
            .put("createdAt", it.createdAt().toString())
            .put("updatedAt", it.updatedAt().toString());
    if (it.integration().errorCode() != null) {
      json.put("errorCode", it.integration().errorCode());
    }
    return Reply.ok(json).withContentType(MEDIA_TYPE);
  }

  /**
   * @param applicationName null when the client belongs to no app that is known
   */
  static Reply client(Principal who, String applicationName) {
    var data = new JsonObject();
    if (applicationName != null) {
      data.put("applicationName", applicationName);
    }
    data.put("authMethod", who.authMethod() == null ? "NONE" : who.authMethod())
        .put("clientId", who.client())
        .put("scope", who.scopes().stream().sorted().collect(Collectors.joining(" ")));
    if (who.company() != null) {
      data.put("subjectURN", urn(who.company()));
    }
    return Reply.ok(new JsonObject().put("data", data)).withContentType(MEDIA_TYPE);
  }

  /** The metadata of a body; null when there are none. */
  static Map<String, Object> metadata(JsonObject body) {
    JsonObject given = body.getJsonObject("metadata");
    return given == null ? null : given.getMap();
  }

  private static String urn(UUID company) {
    return "urn:pleo:company:" + company;
  }
}
