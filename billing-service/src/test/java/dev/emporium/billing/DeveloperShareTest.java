package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where Stripe is selected, developers get what the commission leaves (openchannel.txt:5139). */
@EmporiumTest
class DeveloperShareTest {
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
    shop.card("4242424242424242");
  }

  private void connect(String developer, String account) {
    String accounts = "/v2/stripe-gateway/developer/" + developer + "/accounts";
    String url =
        shop.portal
            .post(accounts, Fixture.OPENCHANNEL.requestObject("connectAccount"))
            .json()
            .getString("targetUrl");
    String state = url.substring(url.indexOf("&state=") + 7);
    assertThat(
            shop.portal
                .get("/admin/v1/payments/stripe/connected?code=ac_" + account + "&state=" + state)
                .status())
        .isEqualTo(302);
  }

  /** An app of another developer in a purchase's item. */
  private JsonObject itemOf(Emporium emporium, String developer, String price) {
    UUID app = Ids.uuid7();
    emporium.publish(
        "catalog",
        shop.marketplace,
        "app.approved",
        "app/" + app,
        new JsonObject()
            .put(
                "app",
                new JsonObject()
                    .put("appId", app.toString())
                    .put("openchannelId", Ids.hex24())
                    .put("developerId", developer)
                    .put("applicationId", 6)
                    .put("name", "Other")
                    .put("editionId", Ids.uuid7().toString())
                    .put("editionNumber", 13)
                    .put("plans", new JsonArray())));
    Emporium.eventually(
        () -> assertThat(billing.rows("select 1 from known_app where app_id = ?", app)).hasSize(1));
    return shop.item("single", 0, price).put("appId", app.toString());
  }

  private List<JsonObject> shares(String change) {
    return shop.events("developer-share." + change).stream().map(Received::data).toList();
  }

  @Test
  void eachDeveloperGetsWhatTheCommissionLeavesOnce(Emporium emporium) {
    shop.payments("Stripe");
    connect("123", "one");
    connect("123", "second");
    connect("456", "two");
    shop.buy(shop.item("single", 0, "10.00"), itemOf(emporium, "456", "0.99"));
    Emporium.eventually(() -> assertThat(shares("sent")).hasSize(2));
    assertThat(shares("sent"))
        .anySatisfy(
            sent -> {
              assertThat(sent.getString("developerId")).isEqualTo("123");
              assertThat(sent.getString("stripeId")).as("the first").isEqualTo("acct_one");
              assertThat(sent.getJsonObject("amount").getString("amount")).isEqualTo("6.95");
              assertThat(sent.getString("transferId")).startsWith("test_tr_");
            })
        .anySatisfy(
            sent -> {
              assertThat(sent.getString("stripeId")).isEqualTo("acct_two");
              assertThat(sent.getJsonObject("amount").getString("amount"))
                  .as("99 less 30.5 %, rounded")
                  .isEqualTo("0.69");
            });
    JsonArray transactions = shop.portal.get("/v2/transactions").json().getJsonArray("list");
    assertThat(transactions.stream().mapToLong(t -> ((JsonObject) t).getLong("developerAmount")))
        .containsExactlyInAnyOrder(695L, 69L);
    assertThat(shares("held")).isEmpty();
    shop.assertBalanced();
  }

  @Test
  void withoutAnAccountTheShareWaitsForOne() {
    shop.payments("Stripe");
    shop.buy(shop.item("single", 0, "10.00"));
    Emporium.eventually(() -> assertThat(shares("held")).hasSize(1));
    assertThat(shares("held").get(0).getString("developerId")).isEqualTo("123");
    assertThat(shares("held").get(0).getJsonObject("amount").getString("amount")).isEqualTo("6.95");
    connect("124", "other");
    connect("123", "late");
    Emporium.eventually(() -> assertThat(shares("sent")).hasSize(1));
    assertThat(shares("sent").get(0).getString("stripeId")).isEqualTo("acct_late");
    assertThat(shares("sent").get(0).getString("transactionId"))
        .isEqualTo(shares("held").get(0).getString("transactionId"));
  }

  @Test
  void nothingIsHandedOnForTheCustomGatewayAndTrials() {
    shop.payments("Custom");
    shop.buy(shop.item("single", 0, "10.00"));
    shop.payments("Stripe");
    connect("123", "one");
    shop.buy(shop.item("recurring", 14, "10.00"));
    assertThat(
            billing.rows(
                "select 1 from developer_share where marketplace_id = ?", shop.marketplace))
        .isEmpty();
    shop.buy(shop.item("single", 0, "1.00"));
    Emporium.eventually(() -> assertThat(shares("sent")).hasSize(1));
  }
}
