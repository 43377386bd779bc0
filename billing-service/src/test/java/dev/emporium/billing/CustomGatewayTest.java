package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenChannel's custom gateway. */
@EmporiumTest
class CustomGatewayTest {
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
  }

  private TestClient.Response pay(String ownership, JsonObject body) {
    return Fixture.OPENCHANNEL.check(
        "addCustomPayment", shop.portal.post("/v2/custom-gateway/payment/" + ownership, body));
  }

  private TestClient.Response refund(String ownership, JsonObject body) {
    return Fixture.OPENCHANNEL.check(
        "addCustomRefund", shop.portal.post("/v2/custom-gateway/refund/" + ownership, body));
  }

  private static JsonObject cents(long amount) {
    return new JsonObject().put("amount", amount);
  }

  private static String field(TestClient.Response answer) {
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void onlyTheSelectedGatewayAnswers() {
    assertThat(pay("55653202e4b0a70b13a4562d", cents(1)).status()).isEqualTo(412);
    shop.payments("Stripe");
    var refused = pay("55653202e4b0a70b13a4562d", cents(1));
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.text()).contains("'Custom' must be selected");
    assertThat(refund("55653202e4b0a70b13a4562d", cents(1)).status()).isEqualTo(412);
    shop.payments("Custom");
    assertThat(pay("55653202e4b0a70b13a4562d", cents(1)).status()).isEqualTo(404);
    assertThat(refund("55653202e4b0a70b13a4562d", cents(1)).status()).isEqualTo(404);
    var off = Fixture.ADMIN.requestObject("putPaymentSettings").put("enabled", false);
    assertThat(shop.manager.put("/admin/v1/payments/settings", off).status()).isEqualTo(200);
    assertThat(pay("55653202e4b0a70b13a4562d", cents(1)).status()).isEqualTo(412);
  }

  @Test
  void settingsAreKeptAndChecked() {
    String path = "/admin/v1/payments/settings";
    var first = Fixture.ADMIN.check("getPaymentSettings", shop.manager.get(path)).json();
    assertThat(first.getBoolean("enabled")).isFalse();
    assertThat(first.getString("gateway")).isEqualTo("Custom");
    JsonObject body = Fixture.ADMIN.requestObject("putPaymentSettings");
    assertThat(Fixture.ADMIN.check("putPaymentSettings", shop.manager.put(path, body)).json())
        .isEqualTo(body);
    assertThat(shop.manager.get(path).json()).isEqualTo(body);
    for (JsonObject wrong :
        new JsonObject[] {
          body.copy().putNull("stripeClientId"),
          body.copy().putNull("stripePublishableKey"),
          body.copy().put("gateway", "PayPal"),
          body.copy().put("defaultCommission", 10_001)
        }) {
      assertThat(shop.manager.put(path, wrong).status()).as(wrong.encode()).isEqualTo(400);
    }
    var customer =
        billing.as(
            Principals.appdirect(shop.marketplace, shop.user, shop.company, "ROLE_BILLING_ADMIN"));
    assertThat(customer.get(path).status()).isEqualTo(403);
    var operator = billing.as(Principals.operator());
    assertThat(operator.get(path).status()).isEqualTo(400);
    assertThat(operator.get(path + "?marketplaceId=" + shop.marketplace).json()).isEqualTo(body);
    Emporium.eventually(() -> assertThat(shop.events("payment-settings.updated")).hasSize(1));
  }

  @Test
  void theSampleIsRecordedWithTheModelsCommission() {
    shop.payments("Custom");
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 30, "10.00"));
    String ownership = shop.ownership(shop.subscription());
    JsonObject made = pay(ownership, Fixture.OPENCHANNEL.requestObject("addCustomPayment")).json();
    assertThat(made.getString("ownershipId")).isEqualTo(ownership);
    assertThat(made.getString("appId")).isEqualTo(shop.openchannelApp);
    assertThat(made.getString("userId")).isEqualTo(shop.openchannelUser);
    assertThat(made.getString("developerId")).isEqualTo("123");
    assertThat(made.getString("type")).isEqualTo("payment");
    assertThat(made.getJsonObject("customData").getString("department")).isEqualTo("billing");
    assertThat(made.getLong("amount")).isEqualTo(1000);
    assertThat(made.getLong("feeAmount")).isZero();
    assertThat(made.getLong("marketplaceAmount")).isEqualTo(305);
    assertThat(made.getLong("developerAmount")).isEqualTo(695);
    JsonObject payment =
        shop.manager.get(shop.path("/payments?method=MANUAL")).array().getJsonObject(0);
    assertThat(payment.getString("result")).isEqualTo("MANUAL");
    assertThat(payment.getValue("invoice")).isNull();
    var form =
        shop.portal.form(
            "/v2/custom-gateway/payment/" + ownership,
            Map.of("amount", "50", "feeAmount", "1", "date", "1432695338702"));
    assertThat(form.status()).as(form.text()).isEqualTo(200);
    assertThat(form.json().getLong("date")).isEqualTo(1432695338702L);
    assertThat(form.json().getLong("marketplaceAmount")).isEqualTo(14);
    Emporium.eventually(
        () -> {
          var told =
              shop.events("payment.succeeded").stream()
                  .map(e -> e.data().getJsonArray("transactions").getJsonObject(0))
                  .filter(t -> t.getString("transactionId").equals(made.getString("transactionId")))
                  .toList();
          assertThat(told).hasSize(1);
          assertThat(told.get(0).getLong("developerAmount")).isEqualTo(695);
        });
    shop.assertBalanced();
  }

  @Test
  void wrongAmountsNameTheirField() {
    shop.payments("Custom");
    String ownership = shop.ownership(null);
    assertThat(field(pay(ownership, new JsonObject()))).isEqualTo("amount");
    assertThat(field(pay(ownership, cents(0)))).isEqualTo("amount");
    assertThat(field(pay(ownership, new JsonObject().put("amount", "x")))).isEqualTo("amount");
    assertThat(field(pay(ownership, cents(100).put("feeAmount", 101)))).isEqualTo("feeAmount");
    assertThat(
            field(
                pay(ownership, cents(100).put("marketplaceAmount", 60).put("developerAmount", 41))))
        .isEqualTo("developerAmount");
    assertThat(field(pay(ownership, cents(100).put("customData", new JsonObject().put("a.b", 1)))))
        .isEqualTo("customData");
    JsonObject unsold = pay(ownership, cents(100)).json();
    assertThat(unsold.getLong("marketplaceAmount")).as("default commission").isEqualTo(31);
    shop.assertBalanced();
  }

  @Test
  void refundsNeverExceedWhatWasPaid() {
    shop.payments("Custom");
    shop.card("4242424242424242");
    shop.buy(shop.item("single", 0, "10.00"));
    String ownership = shop.ownership(shop.subscription());
    assertThat(field(refund(ownership, cents(1001)))).isEqualTo("amount");
    JsonObject sample = Fixture.OPENCHANNEL.requestObject("addCustomRefund").put("amount", 400);
    JsonObject made = refund(ownership, sample).json();
    assertThat(made.getString("type")).isEqualTo("refund");
    assertThat(made.getLong("marketplaceAmount")).isEqualTo(122);
    var answers =
        IntStream.range(0, 6).parallel().mapToObj(i -> refund(ownership, cents(200))).toList();
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(3);
    assertThat(answers.stream().filter(answer -> answer.status() == 400)).hasSize(3);
    assertThat(refund(shop.ownership(null), cents(1)).status()).isEqualTo(400);
    Emporium.eventually(() -> assertThat(shop.events("payment.refunded")).hasSize(4));
    JsonObject told = shop.events("payment.refunded").get(0).data();
    assertThat(told.getJsonObject("amount").getString("amount")).isEqualTo("4.00");
    assertThat(told.getJsonArray("transactions").getJsonObject(0).getString("transactionId"))
        .isEqualTo(made.getString("transactionId"));
    shop.assertBalanced();
  }

  @Test
  void payingASuspendedRenewalSettlesIt() {
    shop.payments("Custom");
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 0, "4.99"));
    String ownership = shop.ownership(shop.subscription());
    billing.rows(
        "update payment_instrument set card_token = 'test_declined_x' where marketplace_id = ? returning 1",
        shop.marketplace);
    shop.clock(Duration.ofDays(32).toMillis());
    Emporium.eventually(() -> assertThat(shop.events("subscription.suspended")).hasSize(1));
    assertThat(pay(ownership, cents(498)).status()).isEqualTo(200);
    assertThat(invoices("UNPAID")).hasSize(1);
    assertThat(pay(ownership, cents(499)).status()).isEqualTo(200);
    assertThat(invoices("UNPAID")).isEmpty();
    JsonObject subscription =
        shop.manager.get(shop.path("/subscriptions")).array().getJsonObject(0);
    assertThat(subscription.getString("status")).isEqualTo("ACTIVE");
    Emporium.eventually(() -> assertThat(shop.events("subscription.resumed")).hasSize(1));
    assertThat(pay(ownership, cents(499)).status()).as("nothing is owed").isEqualTo(200);
    shop.assertBalanced();
  }

  private JsonArray invoices(String status) {
    return shop.manager.get(shop.path("/invoices?status=" + status)).array();
  }

  @Test
  void anotherMarketplacesOwnershipIsUnknown(Emporium emporium) {
    shop.payments("Custom");
    String ownership = shop.ownership(null);
    assertThat(pay(ownership, cents(100)).status()).isEqualTo(200);
    var other = new Fixture(emporium, billing);
    other.payments("Custom");
    for (String what : new String[] {"payment/", "refund/"}) {
      assertThat(other.portal.post("/v2/custom-gateway/" + what + ownership, cents(1)).status())
          .isEqualTo(404);
    }
    assertThat(other.portal.get("/v2/transactions").json().getLong("count")).isZero();
  }
}
