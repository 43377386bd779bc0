package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contracts that were sold, when their subscriptions end. */
@EmporiumTest
class ContractTermsTest {
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

  @Test
  void anEarlyEndIsPreviewedAndItsFeeInvoicedAndPaid() {
    shop.buy(bound(contract().put("terminationFee", fee())));
    String path = path();
    JsonObject shown =
        Fixture.APPDIRECT
            .check("previewCancel", shop.manager.get(path + "/previewCancel"))
            .json()
            .getJsonObject("order")
            .getJsonObject("contract");
    assertThat(shown.getInteger("minimumServiceLength")).isEqualTo(12);
    assertThat(shown.getLong("endOfContractDate")).isPositive();
    JsonObject fee = shown.getJsonObject("terminationFee");
    assertThat(fee.getString("type")).isEqualTo("FIXED");
    assertThat(fee.getNumber("estimatedCost").doubleValue()).isEqualTo(40.0);

    assertThat(Fixture.APPDIRECT.check("cancelSubscription", shop.manager.delete(path)).status())
        .isEqualTo(204);
    assertThat(shop.manager.delete(path).status()).isEqualTo(204);
    JsonArray orders =
        shop.manager.get(shop.path("/orders?type=TERMINATION_FEE")).json().getJsonArray("orders");
    assertThat(orders).hasSize(1);
    assertThat(orders.getJsonObject(0).getNumber("totalPrice").doubleValue()).isEqualTo(40.0);
    assertThat(orders.getJsonObject(0).getString("status")).isEqualTo("ONE_TIME");
    Emporium.eventually(
        () -> assertThat(shop.manager.get(shop.path("/invoices?status=PAID")).array()).hasSize(2));
    JsonArray invoices =
        Fixture.APPDIRECT
            .check("listSubscriptionInvoices", shop.manager.get(path + "/invoices"))
            .array();
    assertThat(invoices).hasSize(2);
    assertThat(
            invoices
                .getJsonObject(1)
                .getJsonArray("invoiceLines")
                .getJsonObject(0)
                .getString("type"))
        .isEqualTo("TERMINATION_FEE");
    shop.assertBalanced();
  }

  @Test
  void withoutACardTheFeeIsOwed() {
    shop.buy(bound(contract().put("terminationFee", fee())));
    billing.rows(
        "update payment_instrument set card_token = 'test_declined_x' where marketplace_id = ? returning 1",
        shop.marketplace);
    assertThat(shop.manager.delete(path()).status()).isEqualTo(204);
    Emporium.eventually(() -> assertThat(shop.events("payment.failed")).hasSize(1));
    assertThat(shop.manager.get(shop.path("/invoices?status=UNPAID")).array()).hasSize(1);
    assertThat(shop.events("subscription.suspended")).isEmpty();
    shop.assertBalanced();
  }

  @Test
  void aContractThatIsClosedRefusesTheCustomerButNotTheEndOfAnInstallation() {
    shop.buy(
        bound(
            contract()
                .put("terminationFee", fee())
                .put("contractCancellationPeriodLimit", 7)
                .put("contractCancellationPeriodUnit", "DAY")));
    shop.clock(Duration.ofDays(8).toMillis());
    Emporium.eventually(
        () -> assertThat(shop.manager.delete(path()).status()).as("after 8 days").isEqualTo(409));
    var refused = Fixture.APPDIRECT.check("cancelSubscription", shop.manager.delete(path()));
    assertThat(refused.json().getString("code")).isEqualTo("CONTRACT_CANCELLATION_PERIOD_OVER");
    assertThat(refused.json().getString("message")).contains("could be cancelled until");
    assertThat(
            Fixture.APPDIRECT
                .check("previewCancel", shop.manager.get(path() + "/previewCancel"))
                .status())
        .isEqualTo(409);
    assertThat(shop.manager.get(path()).json().getString("status")).isEqualTo("ACTIVE");

    uninstalled("expired");
    Emporium.eventually(
        () ->
            assertThat(shop.manager.get(path()).json().getString("status")).isEqualTo("CANCELLED"));
    assertThat(
            shop.manager
                .get(shop.path("/orders?type=TERMINATION_FEE"))
                .json()
                .getJsonArray("orders"))
        .isEmpty();
  }

  @Test
  void aCustomerWhoUninstallsElsewhereOwesTheFeeToo() {
    shop.buy(bound(contract().put("terminationFee", fee())));
    uninstalled(null);
    Emporium.eventually(
        () ->
            assertThat(
                    shop.manager
                        .get(shop.path("/orders?type=TERMINATION_FEE"))
                        .json()
                        .getJsonArray("orders"))
                .hasSize(1));
  }

  @Test
  void anExpiringContractIsNotRenewed() {
    shop.buy(
        bound(
            contract()
                .put("minimumServiceLength", 2)
                .put("renewalConfiguration", "EXPIRE")
                .put("terminationFee", fee())));
    shop.clock(Duration.ofDays(100).toMillis());
    Emporium.eventually(
        () ->
            assertThat(shop.manager.get(path()).json().getString("status")).isEqualTo("CANCELLED"));
    assertThat(shop.manager.get(shop.path("/invoices?status=PAID")).array()).hasSize(2);
    assertThat(shop.manager.get(shop.path("/invoices?status=UNPAID")).array()).isEmpty();
  }

  private String path() {
    return "/api/billing/v1/subscriptions/" + shop.subscription();
  }

  private static JsonObject contract() {
    return new JsonObject()
        .put("minimumServiceLength", 12)
        .put("minimumServiceLengthUnit", "MONTHLY")
        .put("renewalConfiguration", "MONTH_TO_MONTH");
  }

  private static JsonObject fee() {
    return new JsonObject().put("feeType", "FIXED").put("amount", 40);
  }

  private JsonObject bound(JsonObject contract) {
    return shop.item("recurring", 0, "4.99").put("contract", contract);
  }

  private void uninstalled(String reason) {
    UUID installation = UUID.randomUUID();
    shop.emporium.publish(
        "installation",
        shop.marketplace,
        "installation.uninstalled",
        "installation/" + installation,
        new JsonObject()
            .put("reason", reason)
            .put(
                "installation",
                new JsonObject()
                    .put("installationId", installation.toString())
                    .put("appId", shop.app.toString())
                    .put("companyId", shop.company.toString())
                    .put("userId", shop.user.toString())
                    .put("subscriptionId", shop.subscription().toString())
                    .put("licence", "cancelled")));
  }
}
