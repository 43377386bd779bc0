package dev.emporium.catalog.appdirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class SettingsOperationsTest {
  private static final ContractReplay SETTINGS =
      ContractReplay.of("contract/catalog/appdirect-settings.yaml");
  private static final String BASE = "/api/v3/marketplaceProduct/";
  private static final String LISTING = "/api/marketplace/v1/listing";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static JsonObject general(String field, Object value) {
    return new JsonObject()
        .put("general", new JsonObject().put("settings", new JsonObject().put(field, value)));
  }

  private static JsonObject billing(JsonObject settings) {
    return new JsonObject().put("billing", new JsonObject().put("billingSettings", settings));
  }

  private static int put(TestClient client, String path, JsonObject body) {
    return SETTINGS.check("updateProductSettings", client.put(path, body)).status();
  }

  @Test
  void settingsHoldAtOnce(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    int id = calls.manager.get(LISTING).array().getJsonObject(0).getInteger("id");
    String path = BASE + "productSettings/" + id;
    JsonObject before = SETTINGS.check("retrieveProductSettings", calls.manager.get(path)).json();
    assertThat(before.getJsonObject("productInformation").getString("productName"))
        .isEqualTo("IT HelpDesk");
    assertThat(before.getJsonObject("billing").getJsonArray("freeTrialBillingOptions")).hasSize(1);
    assertThat(
            before
                .getJsonObject("general")
                .getJsonObject("apiHealthMaintenance")
                .getJsonObject("updateSubscription")
                .getString("tooltip"))
        .isEqualTo("The product is part of a bundle.");
    assertThat(put(calls.manager, path, before)).as("what was read").isEqualTo(204);
    JsonObject item =
        before
            .getJsonObject("billing")
            .getJsonObject("skuSettings")
            .getJsonArray("editionPricingItems")
            .getJsonObject(0);
    long cost = item.getJsonArray("skus").getJsonObject(0).getLong("pricingItemId");
    JsonObject change = general("visibleOnMarketplace", false);
    change
        .getJsonObject("general")
        .put("additionalSettings", new JsonObject().put("externalIdentifier", "EXT-1"));
    change.put(
        "billing",
        new JsonObject()
            .put(
                "billingSettings",
                new JsonObject()
                    .put("taxCode", "ABC123")
                    .put(
                        "billingCycle",
                        new JsonObject()
                            .put("selectedOption", "CUSTOM_DAY_OF_THE_MONTH")
                            .put("startDay", 15)))
            .put(
                "skuSettings",
                new JsonObject()
                    .put(
                        "editionPricingItems",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put(
                                        "skus",
                                        new JsonArray()
                                            .add(
                                                new JsonObject()
                                                    .put("pricingItemId", cost)
                                                    .put("sku", "A1B2C3")))))));
    assertThat(put(calls.manager, path, change)).isEqualTo(204);
    JsonObject after = SETTINGS.check("retrieveProductSettings", calls.manager.get(path)).json();
    JsonObject settings = after.getJsonObject("general").getJsonObject("settings");
    assertThat(settings.getBoolean("visibleOnMarketplace")).isFalse();
    assertThat(settings.getBoolean("visibleOnNetwork")).as("not sent").isTrue();
    assertThat(after.getJsonObject("billing").encode())
        .contains("\"taxCode\":\"ABC123\"", "\"startDay\":15", "\"sku\":\"A1B2C3\"");
    assertThat(calls.appdirect.get(LISTING).text()).doesNotContain("IT HelpDesk");
    JsonObject told =
        emporium
            .awaitEvent(
                "catalog",
                event ->
                    event.type().equals("app.updated")
                        && event.marketplace().equals(calls.marketplace)
                        && event.data().encode().contains("ABC123"))
            .data()
            .getJsonObject("app");
    assertThat(told.getJsonObject("settings").getInteger("startDay")).isEqualTo(15);
    assertThat(told.getBoolean("onSale")).isTrue();

    JsonObject off =
        new JsonObject()
            .put(
                "general",
                new JsonObject()
                    .put(
                        "apiHealthMaintenance",
                        new JsonObject().put("purchase", new JsonObject().put("value", false))));
    assertThat(put(calls.manager, path, off)).isEqualTo(204);
    assertThat(
            calls.appdirect.get("/api/marketplace/v1/products/" + id).json().getBoolean("buyable"))
        .isFalse();
    assertThat(
            emporium
                .awaitEvent(
                    "catalog",
                    event ->
                        event.type().equals("app.updated")
                            && event.marketplace().equals(calls.marketplace)
                            && !event.data().getJsonObject("app").getBoolean("onSale"))
                .data()
                .getJsonObject("app")
                .getString("name"))
        .isEqualTo("IT HelpDesk");
    assertThat(put(calls.manager, path, general("hideAllPricing", true))).isEqualTo(204);
    JsonObject hidden = calls.appdirect.get("/api/marketplace/v1/products/" + id).json();
    assertThat(hidden.getJsonObject("pricing").getJsonArray("editions")).isEmpty();
    assertThat(calls.manager.get("/api/marketplace/v1/products/" + id).text())
        .as("who looks after the marketplace")
        .contains("basic-monthly");
  }

  @Test
  void wrongSettingsAreRefused() {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    int id = calls.manager.get(LISTING).array().getJsonObject(0).getInteger("id");
    String path = BASE + "productSettings/" + id;
    JsonObject locked =
        new JsonObject()
            .put(
                "general",
                new JsonObject()
                    .put(
                        "apiHealthMaintenance",
                        new JsonObject()
                            .put("updateSubscription", new JsonObject().put("value", false))));
    JsonObject category =
        new JsonObject()
            .put(
                "productGroups",
                new JsonObject()
                    .put(
                        "categories",
                        new JsonObject()
                            .put(
                                "selectedOptions",
                                new JsonArray().add(new JsonObject().put("categoryId", 99999)))));
    for (JsonObject wrong :
        List.of(
            general("termsOfServiceURL", "x".repeat(1025)),
            general("sortingRank", new JsonObject().put("selectedOption", "Lowest")),
            billing(new JsonObject().put("setupFeeTaxCode", "x".repeat(26))),
            billing(
                new JsonObject()
                    .put(
                        "billingCycle",
                        new JsonObject().put("selectedOption", "CUSTOM_DAY_OF_THE_MONTH"))),
            locked,
            category)) {
      assertThat(put(calls.manager, path, wrong)).as(wrong.encode()).isEqualTo(400);
    }
    var missing =
        SETTINGS.check(
            "updateProductSettings",
            calls.manager.put(BASE + "productSettings/10", new JsonObject()));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.array().encode())
        .isEqualTo("[{\"code\":\"Not Found\",\"message\":\"Product with id 10 not found.\"}]");
    for (String operation : List.of("retrieveProductSettings", "retrieveActiveSettings")) {
      String kind = operation.endsWith("ActiveSettings") ? "activeSettings/" : "productSettings/";
      assertThat(SETTINGS.check(operation, calls.manager.get(BASE + kind + 10)).status())
          .isEqualTo(404);
      assertThat(SETTINGS.check(operation, calls.appdirect.get(BASE + kind + id)).status())
          .as("ROLE_USER")
          .isEqualTo(403);
      assertThat(
              service
                  .as(
                      Principals.appdirect(
                          calls.marketplace, null, null, "ROLE_CHANNEL_PRODUCT_SUPPORT"))
                  .get(BASE + kind + id)
                  .status())
          .isEqualTo(200);
    }
    assertThat(put(calls.appdirect, path, new JsonObject())).isEqualTo(403);
    JsonObject active =
        SETTINGS
            .check("retrieveActiveSettings", calls.manager.get(BASE + "activeSettings/" + id))
            .json();
    assertThat(active.getBoolean("showSetupFeeTaxCode")).isTrue();
    assertThat(active.getBoolean("showFreeTrialBillingOptionsContainer")).isTrue();
    assertThat(active.getBoolean("showCategoriesContainer")).isTrue();
    assertThat(active.getBoolean("showAttributesContainer")).isFalse();
  }

  @Test
  void aProductIsAddedToTheCatalog() {
    var calls = new CatalogCalls(service);
    CatalogFiles.done(
        calls.manager, "createCatalog", "CATALOG_CONSOLIDATED", CatalogFiles.example());
    int id =
        calls
            .manager
            .get("/api/channel/v1/stagingCatalog")
            .json()
            .getJsonArray("content")
            .getJsonObject(0)
            .getInteger("id");
    String path = BASE + "productSettings/" + id;
    assertThat(put(calls.manager, path, general("disableSelfServe", true))).isEqualTo(204);
    assertThat(calls.appdirect.get(LISTING).array()).isEmpty();
    assertThat(put(calls.manager, path + "?addToCatalog=true", new JsonObject())).isEqualTo(204);
    assertThat(calls.appdirect.get(LISTING).array()).hasSize(1);
  }
}
