package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The demo's developer and three apps. */
final class DemoCatalog {
  private static final String DEVELOPER = "demo-developer";

  private final GatewayClient manager;
  private final Shelf shelf;

  DemoCatalog(GatewayClient openchannel, GatewayClient manager) {
    this.manager = manager;
    this.shelf = new Shelf(openchannel, manager);
  }

  void create(JsonObject demo) {
    demo.put("DEMO_DEVELOPER_ID", DEVELOPER);
    String free = app("Notes", new JsonObject().put("type", "free"));
    String oneOff =
        app(
            "Chart Pack",
            new JsonObject().put("type", "single").put("price", 2500).put("currency", "USD"));
    String recurring =
        app(
            "Ledger Sync",
            new JsonObject()
                .put("type", "recurring")
                .put("price", 499)
                .put("trial", 14)
                .put("currency", "USD")
                .put("billingPeriod", "monthly"));
    demo.put("DEMO_FREE_APP_ID", free);
    demo.put("DEMO_ONE_OFF_APP_ID", oneOff);
    demo.put("DEMO_RECURRING_APP_ID", recurring);
    demo.put("HIGHLEVEL_APP_ID", free);
    // what the app is called where ids are UUIDs
    demo.put("DEMO_APP_UUID", shelf.listed("Notes").getString("uuid"));
    JsonObject integration =
        manager.put("/admin/v1/apps/" + free + "/integration", integration()).ok().json();
    demo.put(
        "HIGHLEVEL_METER_ID",
        integration.getJsonArray("meters").getJsonObject(0).getString("meterId"));
    demo.put("HIGHLEVEL_APP_VERSION_ID", integration.getString("appVersionId"));
  }

  private String app(String name, JsonObject model) {
    return shelf.publish(
        DEVELOPER,
        new JsonObject()
            .put("name", name)
            .put("customData", new JsonObject().put("summary", name + ", a demo app")),
        model);
  }

  private static JsonObject integration() {
    return new JsonObject()
        .put("redirectUris", new JsonArray().add(DemoMarketplace.CALLBACK))
        .put("scopes", new JsonArray())
        .put(
            "externalAuth",
            new JsonObject()
                .put("type", "basic")
                .put(
                    "fields",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("key", "username")
                                .put("label", "User")
                                .put("required", true))
                        .add(
                            new JsonObject()
                                .put("key", "password")
                                .put("label", "Password")
                                .put("required", true))))
        .put(
            "meters",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("name", "Messages")
                        .put("productName", "Notes")
                        .put("productType", "MESSAGES")
                        .put("usageUnit", "message")
                        .put("priceType", "fixed")
                        .put("fixedPricePerUnit", "0.50")));
  }
}
