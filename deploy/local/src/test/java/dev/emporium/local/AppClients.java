package dev.emporium.local;

import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A HighLevel client and a Pleo API key of one app, for one customer. */
final class AppClients {
  private static final List<String> SCOPES =
      List.of(
          "oauth.write",
          "oauth.readonly",
          "marketplace-installer-details.readonly",
          "charges.readonly",
          "charges.write");

  private final Story story;
  private final String appId;
  private final Story.Customer customer;

  AppClients(Story story, String appId, Story.Customer customer) {
    this.story = story;
    this.appId = appId;
    this.customer = customer;
  }

  /** A location token, got by the customer's consent. */
  String highlevel() {
    JsonObject client =
        story
            .appdirect
            .post(
                "/admin/v1/clients",
                new JsonObject()
                    .put("dialect", "highlevel")
                    .put("kind", "oauth")
                    .put("name", "Story")
                    .put("appId", appId)
                    .put("scopes", new JsonArray(SCOPES))
                    .put("redirectUris", new JsonArray().add(DemoMarketplace.CALLBACK)))
            .ok()
            .json();
    String code =
        consent()
            .approve(
                client.getString("clientId"),
                DemoMarketplace.CALLBACK,
                String.join(" ", SCOPES),
                null,
                "location:" + customer.companyId());
    return story
        .anonymous
        .form(
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client.getString("clientId"),
                "client_secret",
                client.getString("clientSecret"),
                "code",
                code,
                "redirect_uri",
                DemoMarketplace.CALLBACK,
                "user_type",
                "Location"))
        .ok()
        .json()
        .getString("access_token");
  }

  private Consent consent() {
    JsonObject user = story.appdirect.get("/api/account/v2/users/" + customer.userId()).ok().json();
    String password = Ids.alphanumeric(20);
    story
        .appdirect
        .put(
            "/admin/v1/users/" + customer.userId() + "/password",
            new JsonObject().put("password", password))
        .ok();
    return new Consent(story.anonymous, user.getString("email"), password);
  }

  /** An access token of a public Pleo client, got with PKCE by the customer's consent. */
  String pleo() {
    String clientId =
        story
            .appdirect
            .post(
                "/admin/v1/clients",
                new JsonObject()
                    .put("dialect", "pleo")
                    .put("kind", "oauth")
                    .put("public", true)
                    .put("name", "Story")
                    .put("appId", appId)
                    .put("scopes", new JsonArray().add("users:read"))
                    .put("redirectUris", new JsonArray().add(DemoMarketplace.CALLBACK)))
            .ok()
            .json()
            .getString("clientId");
    String verifier = Ids.alphanumeric(64);
    String code =
        consent()
            .approve(
                clientId,
                DemoMarketplace.CALLBACK,
                "users:read",
                verifier,
                "company:" + customer.companyId());
    return story
        .anonymous
        .form(
            "/oauth2/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", DemoMarketplace.CALLBACK,
                "code_verifier", verifier))
        .ok()
        .json()
        .getString("access_token");
  }

  String pleoKey() {
    return story
        .appdirect
        .post(
            "/admin/v1/clients",
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "api_key")
                .put("name", "Story key")
                .put("appId", appId)
                .put("companyId", customer.companyId())
                .put("scopes", new JsonArray().add("users:read")))
        .ok()
        .json()
        .getString("apiKey");
  }
}
