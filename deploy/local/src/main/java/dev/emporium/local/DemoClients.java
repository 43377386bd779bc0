package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The demo's API clients: a HighLevel app, a Pleo app and a Pleo API key. */
final class DemoClients {
  private final GatewayClient manager;

  DemoClients(GatewayClient manager) {
    this.manager = manager;
  }

  void create(JsonObject demo, String highlevelScopes) {
    JsonObject highlevel = register(oauth(demo, "highlevel", List.of(highlevelScopes.split(" "))));
    demo.put("HIGHLEVEL_CLIENT_ID", highlevel.getString("clientId"));
    demo.put("HIGHLEVEL_CLIENT_SECRET", highlevel.getString("clientSecret"));
    JsonObject pleo = register(oauth(demo, "pleo", List.of("users:read", "export:write")));
    demo.put("PLEO_CLIENT_ID", pleo.getString("clientId"));
    demo.put("PLEO_CLIENT_SECRET", pleo.getString("clientSecret"));
    JsonObject key =
        register(
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "api_key")
                .put("name", "Demo key")
                .put("appId", demo.getString("DEMO_APP_UUID"))
                .put("companyId", demo.getString("DEMO_COMPANY_ID"))
                .put("scopes", new JsonArray().add("users:read")));
    demo.put("PLEO_API_KEY", key.getString("apiKey"));
  }

  private static JsonObject oauth(JsonObject demo, String dialect, List<String> scopes) {
    return new JsonObject()
        .put("dialect", dialect)
        .put("kind", "oauth")
        .put("name", "Demo " + dialect + " app")
        .put("appId", demo.getString("DEMO_APP_UUID"))
        .put("scopes", new JsonArray(scopes))
        .put("redirectUris", new JsonArray().add(DemoMarketplace.CALLBACK));
  }

  private JsonObject register(JsonObject client) {
    return manager.post("/admin/v1/clients", client).ok().json();
  }
}
