package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.billing.store.Books;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class RenewalTest {
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

  private void daysLater(int days) {
    shop.clock(Duration.ofDays(days).toMillis());
  }

  private JsonObject subscription() {
    return shop.manager.get(shop.path("/subscriptions")).array().getJsonObject(0);
  }

  private void assertBalanced() {
    assertThat(Emporium.await(billing.database().read(shop.marketplace, Books::differences)))
        .isEmpty();
  }

  private JsonArray invoices(String query) {
    return shop.manager.get(shop.path("/invoices" + query)).array();
  }

  @Test
  void aTrialIsChargedAtItsEndAndThenEveryPeriod() {
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 14, "4.99"));
    assertThat(invoices("?excludeFree=true")).isEmpty();
    daysLater(15);
    Emporium.eventually(() -> assertThat(shop.events("subscription.renewed")).hasSize(1));
    assertThat(subscription().getString("status")).isEqualTo("ACTIVE");
    assertThat(invoices("?status=PAID&excludeFree=true")).hasSize(1);
    daysLater(15 + 95);
    Emporium.eventually(() -> assertThat(shop.events("subscription.renewed")).hasSize(4));
    assertThat(shop.manager.get(shop.path("/payments?result=SUCCESSFUL")).array()).hasSize(4);
    assertBalanced();
  }

  @Test
  void aFailedRenewalSuspendsAndPayingItResumes() {
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 0, "4.99"));
    billing.rows(
        "update payment_instrument set card_token = 'test_declined_x' where marketplace_id = ? returning 1",
        shop.marketplace);
    daysLater(32);
    Emporium.eventually(() -> assertThat(shop.events("subscription.suspended")).hasSize(1));
    assertThat(subscription().getString("status")).isEqualTo("SUSPENDED");
    long number = invoices("?status=UNPAID").getJsonObject(0).getLong("invoiceId");
    String path = "/api/billing/v1/invoices/" + number + "/payments";
    JsonObject failed =
        Fixture.APPDIRECT.check("payInvoice", shop.manager.post(path, new JsonObject())).json();
    assertThat(failed.getString("result")).isEqualTo("FAILED");
    assertThat(
            Fixture.APPDIRECT
                .check("payInvoice", shop.manager.post(path, new JsonObject().put("amount", 1)))
                .status())
        .isEqualTo(400);
    JsonObject paid =
        Fixture.APPDIRECT
            .check(
                "payInvoice",
                shop.manager.post(
                    path, new JsonObject().put("method", "MANUAL").put("transactionId", "cash")))
            .json();
    assertThat(paid.getString("result")).isEqualTo("MANUAL");
    assertThat(subscription().getString("status")).isEqualTo("ACTIVE");
    assertThat(
            Fixture.APPDIRECT
                .check("payInvoice", shop.manager.post(path, new JsonObject()))
                .status())
        .isEqualTo(409);
    Emporium.eventually(() -> assertThat(shop.events("subscription.resumed")).hasSize(1));
    assertBalanced();
  }

  @Test
  void cancellingWaitsForARenewalWithoutOutcome() {
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 0, "4.99"));
    billing.rows(
        "update payment_instrument set card_token = 'test_late_x' where marketplace_id = ? returning 1",
        shop.marketplace);
    daysLater(32);
    Emporium.eventually(
        () ->
            assertThat(
                    billing.rows(
                        """
                        update payment_intent set retry_at = now() + interval '1 hour'
                        where marketplace_id = ? and attempts = 1 returning 1
                        """,
                        shop.marketplace))
                .hasSize(1));
    String path = "/api/billing/v1/subscriptions/" + subscription().getString("id");
    assertThat(Fixture.APPDIRECT.check("cancelSubscription", shop.manager.delete(path)).status())
        .isEqualTo(202);
    assertThat(subscription().getString("status")).isEqualTo("ACTIVE");
    billing.rows(
        "update payment_intent set retry_at = now() where marketplace_id = ? returning 1",
        shop.marketplace);
    Emporium.eventually(
        () -> assertThat(subscription().getString("status")).isEqualTo("CANCELLED"));
    assertThat(invoices("?status=PAID")).hasSize(2);
    assertBalanced();
  }

  @Test
  void whoPaysByInvoiceOwesAndIsRenewed() {
    JsonObject body =
        new JsonObject().put("paymentMethod", "EXTERNAL_INVOICE").put("accountDisplay", "Books");
    assertThat(
            Fixture.APPDIRECT
                .check(
                    "createPaymentInstrument",
                    shop.manager.post(
                        shop.path("/users/" + shop.user + "/paymentInstruments"), body))
                .json()
                .getBoolean("default"))
        .isTrue();
    shop.buy(shop.item("recurring", 0, "4.99"));
    assertThat(invoices("?status=UNPAID")).hasSize(1);
    daysLater(32);
    Emporium.eventually(() -> assertThat(shop.events("subscription.renewed")).hasSize(1));
    assertThat(invoices("?status=UNPAID")).hasSize(2);
    assertThat(subscription().getString("status")).isEqualTo("ACTIVE");
    assertBalanced();
  }
}
