package dev.emporium.catalog.appdirect;

import static dev.emporium.catalog.CatalogCalls.ADMIN;
import static dev.emporium.catalog.CatalogCalls.APPDIRECT;
import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.recurring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ProductsOperationsTest {
  private static final String BASE = "/api/marketplace/v1/";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static List<String> names(CatalogCalls calls, String parameters) {
    var answer =
        APPDIRECT.check("listProducts", calls.appdirect.get(BASE + "listing?" + parameters));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.array().stream().map(p -> ((JsonObject) p).getString("name")).toList();
  }

  @Test
  void anAppOfOpenChannelIsAProductWithEditionAndPlans() {
    var calls = new CatalogCalls(service);
    calls.published(
        app("Assist", recurring(), new JsonObject().put("type", "single").put("price", 2500))
            .put(
                "customData",
                new JsonObject()
                    .put("summary", "Timers")
                    .put("categories", new JsonArray().add("Water"))));
    JsonObject listed = calls.appdirect.get(BASE + "listing").array().getJsonObject(0);
    assertThat(listed.getString("startingPrice")).isEqualTo("$4.99");
    assertThat(listed.getJsonObject("channelStartingPrice").getBoolean("freeTrial")).isTrue();
    assertThat(listed.getString("blurb")).isEqualTo("Timers");
    String path = BASE + "products/" + listed.getInteger("id");
    JsonObject product = APPDIRECT.check("retrieveProduct", calls.appdirect.get(path)).json();
    assertThat(product.getString("uuid")).isEqualTo(listed.getString("uuid"));
    assertThat(product.getJsonArray("tags").getJsonObject(0).getString("name")).isEqualTo("Water");
    JsonObject edition = product.getJsonObject("pricing").getJsonArray("editions").getJsonObject(0);
    assertThat(edition.getJsonObject("trial"))
        .isEqualTo(new JsonObject().put("length", 14L).put("unit", "DAY"));
    assertThat(edition.getInteger("freeTrialDuration")).isEqualTo(14);
    assertThat(edition.getString("revenueType")).isEqualTo("RECURRING");
    JsonArray plans = edition.getJsonArray("plans");
    assertThat(plans).hasSize(2);
    assertThat(cost(plans, 0).getJsonObject("amount").getValue("USD"))
        .isEqualTo(new BigDecimal("4.99"));
    assertThat(plans.getJsonObject(0).getString("frequency")).isEqualTo("MONTHLY");
    assertThat(plans.getJsonObject(1).getString("frequency")).isEqualTo("ONE_TIME");
    assertThat(new BigDecimal(cost(plans, 1).getJsonObject("amount").getValue("USD").toString()))
        .isEqualByComparingTo("25");
    String editionPath = path + "/editions/" + edition.getInteger("id");
    assertThat(APPDIRECT.check("retrieveEdition", calls.appdirect.get(editionPath)).json())
        .isEqualTo(edition);
    assertThat(
            APPDIRECT
                .check("listPaymentPlans", calls.appdirect.get(editionPath + "/paymentPlans"))
                .array())
        .isEqualTo(plans);
    int plan = plans.getJsonObject(1).getInteger("id");
    assertThat(
            APPDIRECT
                .check(
                    "readEditionPaymentPlan",
                    calls.appdirect.get(editionPath + "/paymentPlans/" + plan))
                .json())
        .isEqualTo(plans.getJsonObject(1));
    assertThat(
            APPDIRECT
                .check("readPaymentPlan", calls.appdirect.get(BASE + "paymentPlans/" + plan))
                .json())
        .isEqualTo(plans.getJsonObject(1));
    for (String wrong :
        List.of(
            path + "0",
            path + "/editions/1",
            path + "/editions/1/paymentPlans",
            editionPath + "/paymentPlans/1",
            BASE + "paymentPlans/1")) {
      assertThat(calls.appdirect.get(wrong).status()).as(wrong).isEqualTo(404);
    }
    assertThat(new CatalogCalls(service).appdirect.get(path).status()).isEqualTo(404);
    assertThat(calls.appdirect.get(BASE + "products/x").status()).isEqualTo(404);
    assertThat(calls.openchannel.get(path).status()).as("another dialect").isIn(401, 403);
  }

  private static JsonObject cost(JsonArray plans, int index) {
    return plans.getJsonObject(index).getJsonArray("costs").getJsonObject(0);
  }

  @Test
  void listingsFilterOrderAndPage() {
    var calls = new CatalogCalls(service);
    calls.published(app("banana"));
    calls.published(
        app("Apple", recurring())
            .put(
                "customData",
                new JsonObject()
                    .put("summary", "crisp fruit")
                    .put("categories", new JsonArray().add("Red").add("Round"))));
    calls.published(
        app("Cherry", new JsonObject().put("type", "single").put("price", 2500))
            .put("developerId", "other")
            .put("customData", new JsonObject().put("categories", new JsonArray().add("Red"))));
    calls.created(app("draft"));
    assertThat(names(calls, "")).containsExactly("banana", "Apple", "Cherry");
    assertThat(names(calls, "order=ALPHABETICAL")).containsExactly("Apple", "banana", "Cherry");
    assertThat(names(calls, "order=NEWEST_FIRST")).containsExactly("Cherry", "Apple", "banana");
    assertThat(names(calls, "order=NEWEST_PUBLISHED").get(0)).isEqualTo("Cherry");
    assertThat(names(calls, "filter=FREE")).containsExactly("banana");
    assertThat(names(calls, "filter=FREE_TRIAL")).containsExactly("Apple");
    assertThat(names(calls, "filter=FREE&filter=PAID")).hasSize(3);
    assertThat(names(calls, "filter=FEATURED")).isEmpty();
    assertThat(names(calls, "vendor=other")).containsExactly("Cherry");
    assertThat(names(calls, "q=CRI")).containsExactly("Apple");
    assertThat(names(calls, "q=apple%20pie")).isEmpty();
    assertThat(names(calls, "q=%27%26%7C!")).hasSize(3);
    assertThat(names(calls, "type=WEB_APP&type=BUNDLE")).hasSize(3);
    assertThat(names(calls, "type=BUNDLE")).isEmpty();
    assertThat(names(calls, "a=5")).isEmpty();
    assertThat(names(calls, "approvalAfter=4102444800000")).isEmpty();
    assertThat(names(calls, "approvalBefore=4102444800000")).hasSize(3);
    JsonArray tags =
        calls.appdirect.get(BASE + "listing?q=apple").array().getJsonObject(0).getJsonArray("tags");
    int red = tags.getJsonObject(0).getInteger("id");
    int round = tags.getJsonObject(1).getInteger("id");
    assertThat(names(calls, "c=" + red)).containsExactly("Apple", "Cherry");
    assertThat(names(calls, "c=" + red + "&s=" + round)).containsExactly("Apple");
    assertThat(names(calls, "c=" + round + "&c=999999")).containsExactly("Apple");
    var page = calls.appdirect.get(BASE + "listing?start=1&count=1");
    assertThat(page.array().getJsonObject(0).getString("name")).isEqualTo("Apple");
    assertThat(page.header("X-Total-Count")).contains("3");
    for (String wrong :
        List.of("count=501", "count=x", "start=-1", "order=UP", "filter=NICE", "c=x")) {
      var answer = APPDIRECT.check("listProducts", calls.appdirect.get(BASE + "listing?" + wrong));
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().getString("message")).contains(wrong.split("=")[0]);
    }
  }

  @Test
  void aSuspendedProductIsForManagersOnly() {
    var calls = new CatalogCalls(service);
    String appId = calls.published(app("Gone")).getString("appId");
    String path =
        BASE
            + "products/"
            + calls.appdirect.get(BASE + "listing").array().getJsonObject(0).getInteger("id");
    suspend(calls.openchannel, appId);
    assertThat(names(calls, "")).isEmpty();
    assertThat(calls.appdirect.get(path).status()).isEqualTo(404);
    JsonObject seen = APPDIRECT.check("retrieveProduct", calls.manager.get(path)).json();
    assertThat(seen.getBoolean("buyable")).isFalse();
    assertThat(
            seen.getJsonObject("pricing")
                .getJsonArray("editions")
                .getJsonObject(0)
                .getBoolean("invisible"))
        .isTrue();
    assertThat(calls.names("")).as("OpenChannel lists suspended apps").containsExactly("Gone");
  }

  private static void suspend(TestClient client, String appId) {
    var answer =
        ADMIN.check(
            "changeAppStatus",
            client.post(
                "/admin/v1/apps/" + appId + "/status",
                new JsonObject().put("status", "suspended")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
