package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.billing.store.Books;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class PurchaseTest {
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

  @Test
  void trialAndOneOffAreSoldAndShown() {
    shop.card("4242424242424242");
    var done = shop.buy(shop.item("recurring", 14, "4.99"), shop.item("single", 0, "25.00"));
    assertThat(done.type()).isEqualTo("purchase.completed");
    assertThat(done.data().getJsonArray("orderIds")).hasSize(2);
    long invoiceNumber = done.data().getLong("invoiceNumber");

    JsonArray subscriptions =
        Fixture.APPDIRECT
            .check(
                "listCompanySubscriptions",
                shop.manager.get(shop.path("/subscriptions?expand=order,product,edition")))
            .array();
    assertThat(subscriptions).hasSize(2);
    // both begin in the same millisecond, so either may come first
    int first = subscriptions.getJsonObject(0).getString("status").equals("FREE_TRIAL") ? 0 : 1;
    JsonObject trial = subscriptions.getJsonObject(first);
    assertThat(trial.getString("status")).isEqualTo("FREE_TRIAL");
    assertThat(trial.getJsonObject("edition").getString("id")).isEqualTo("12");
    assertThat(trial.getJsonObject("_embedded").getJsonObject("order").getString("frequency"))
        .isEqualTo("MONTHLY");
    assertThat(subscriptions.getJsonObject(1 - first).getString("status")).isEqualTo("ACTIVE");

    JsonObject orders =
        Fixture.APPDIRECT
            .check("listCompanyOrders", shop.manager.get(shop.path("/orders?frequency=ONE_TIME")))
            .json();
    assertThat(orders.getLong("total")).isEqualTo(1);
    long orderId = orders.getJsonArray("orders").getJsonObject(0).getLong("id");
    JsonObject order =
        Fixture.APPDIRECT
            .check(
                "getOrder",
                shop.manager.get("/api/billing/v1/orders/" + orderId + "?expand=user,company"))
            .json();
    assertThat(order.getString("status")).isEqualTo("ONE_TIME");
    assertThat(order.getJsonObject("_embedded").getJsonObject("user").getString("email"))
        .isEqualTo("ada@example.com");

    JsonObject invoice =
        Fixture.APPDIRECT
            .check("getInvoice", shop.manager.get("/api/billing/v1/invoices/" + invoiceNumber))
            .json();
    assertThat(new BigDecimal(invoice.getValue("total").toString())).isEqualByComparingTo("25.00");
    assertThat(invoice.getString("status")).isEqualTo("PAID");
    JsonArray payments =
        Fixture.APPDIRECT
            .check("listCompanyPayments", shop.manager.get(shop.path("/payments")))
            .array();
    assertThat(payments).hasSize(1);
    JsonObject payment =
        Fixture.APPDIRECT
            .check(
                "getPayment",
                shop.manager.get(
                    "/api/billing/v1/payments/" + payments.getJsonObject(0).getLong("id")))
            .json();
    assertThat(payment.getString("result")).isEqualTo("SUCCESSFUL");
    assertThat(payment.getJsonObject("invoice").getString("id")).isEqualTo("" + invoiceNumber);
    assertThat(
            Fixture.APPDIRECT
                .check("listCompanyInvoices", shop.manager.get(shop.path("/invoices?status=PAID")))
                .array())
        .hasSize(1);
    assertThat(shop.events("subscription.activated"))
        .extracting(e -> e.data().getJsonObject("subscription").getString("status"))
        .containsExactlyInAnyOrder("FREE_TRIAL", "ACTIVE");
    assertBalanced();
  }

  private void assertBalanced() {
    assertThat(Emporium.await(billing.database().read(shop.marketplace, Books::differences)))
        .isEmpty();
    var charged =
        billing.rows(
            """
            select coalesce(sum(amount) filter (where outcome = 'APPROVED'), 0) as taken,
              (select coalesce(sum(amount), 0) from payment p where p.marketplace_id = ? and result = 'SUCCESSFUL') as paid
            from test_gateway_charge where marketplace_id = ?
            """,
            shop.marketplace,
            shop.marketplace);
    assertThat(charged.get(0).get("taken")).isEqualTo(charged.get(0).get("paid"));
  }

  @Test
  void theSamePurchaseTwiceAndAtOnceIsSoldOnce(Emporium emporium) {
    shop.card("4242424242424242");
    JsonObject purchase = shop.purchase(shop.item("single", 0, "25.00"));
    Received placed = shop.place(purchase);
    emporium.publish("checkout", placed);
    // as two sources on two partitions: another event, the same purchase
    emporium.publish(
        "installation", shop.marketplace, "purchase.requested", "installation/x", purchase);
    shop.ended(purchase);
    JsonObject last = shop.purchase(shop.item("free", 0, "0.00"));
    shop.place(last);
    shop.ended(last);
    assertThat(shop.events("purchase.completed")).hasSize(2);
    assertThat(count("test_gateway_charge")).isEqualTo(1);
    assertThat(count("payment")).isEqualTo(1);
    assertThat(count("subscription")).isEqualTo(2);
    assertBalanced();
  }

  private long count(String table) {
    return (Long)
        billing
            .rows(
                "select count(*) as n from " + table + " where marketplace_id = ?",
                shop.marketplace)
            .get(0)
            .get("n");
  }

  @Test
  void aDeclinedCardLeavesNothingButTheFailedPayment() {
    shop.card("4000000000000002");
    var ended = shop.buy(shop.item("single", 0, "25.00"));
    assertThat(ended.type()).isEqualTo("purchase.rejected");
    assertThat(ended.data().getString("reason")).isEqualTo("PAYMENT_FAILED");
    assertThat(count("subscription")).isZero();
    assertThat(count("invoice")).isZero();
    assertThat(shop.events("payment.failed")).hasSize(1);
    assertThat(
            shop.manager
                .get(shop.path("/payments"))
                .array()
                .getJsonObject(0)
                .getJsonObject("gatewayResponse")
                .getString("code"))
        .isEqualTo("card_declined");
    assertBalanced();
  }

  @Test
  void aCardThatNeedsActionIsRejectedAsThat() {
    shop.card("4000002500003155");
    var ended = shop.buy(shop.item("single", 0, "25.00"));
    assertThat(ended.data().getString("reason")).isEqualTo("PAYMENT_ACTION_REQUIRED");
  }

  @Test
  void anUnknownOutcomeIsAskedForAgainAndChargedOnce() {
    shop.card("4000000000000119");
    var ended = shop.buy(shop.item("single", 0, "25.00"));
    assertThat(ended.type()).isEqualTo("purchase.completed");
    var rows =
        billing.rows(
            "select asked from test_gateway_charge where marketplace_id = ?", shop.marketplace);
    assertThat(rows).hasSize(1);
    assertThat((Integer) rows.get(0).get("asked")).isGreaterThan(1);
    assertBalanced();
  }

  @Test
  void whatWillBeOwedNeedsAPaymentMethodAndWhatIsFreeDoesNot() {
    assertThat(shop.buy(shop.item("recurring", 14, "4.99")).data().getString("reason"))
        .isEqualTo("PAYMENT_REQUIRED");
    var free = shop.buy(shop.item("free", 0, "0.00"));
    assertThat(free.type()).isEqualTo("purchase.completed");
    assertThat(shop.manager.get(shop.path("/invoices?excludeFree=true")).array()).isEmpty();
    assertThat(shop.manager.get(shop.path("/invoices")).array()).hasSize(1);
    assertBalanced();
  }

  @Test
  void anUnknownBuyerIsRejected() {
    JsonObject purchase =
        shop.purchase(shop.item("free", 0, "0.00")).put("buyerUserId", Ids.uuid7().toString());
    shop.place(purchase);
    assertThat(shop.ended(purchase).data().getString("reason")).isEqualTo("UNKNOWN_BUYER");
  }

  @Test
  void figuresThatDoNotAddUpAreNotSold(Emporium emporium) {
    JsonObject purchase = shop.purchase(shop.item("single", 0, "25.00")).put("dueNow", "24.99");
    shop.place(purchase);
    Emporium.eventually(
        () ->
            assertThat(emporium.records("checkout.dead"))
                .anyMatch(e -> e.value().contains(purchase.getString("purchaseId"))));
    assertThat(count("purchase")).isZero();
  }

  @Test
  void cancellingAndUninstallingEndASubscriptionOnce(Emporium emporium) {
    shop.card("4242424242424242");
    JsonObject purchase =
        shop.purchase(shop.item("recurring", 0, "4.99"))
            .put("installationId", Ids.uuid7().toString())
            .put("origin", "install");
    shop.place(purchase);
    shop.ended(purchase);
    String id =
        shop.manager.get(shop.path("/subscriptions")).array().getJsonObject(0).getString("id");
    String path = "/api/billing/v1/subscriptions/" + id;
    assertThat(Fixture.APPDIRECT.check("cancelSubscription", shop.manager.delete(path)).status())
        .isEqualTo(204);
    assertThat(shop.manager.delete(path).status()).isEqualTo(204);
    JsonObject shown = Fixture.APPDIRECT.check("getSubscription", shop.manager.get(path)).json();
    assertThat(shown.getString("status")).isEqualTo("CANCELLED");
    assertThat(shown.getJsonObject("order").getString("status")).isEqualTo("CANCELLED");
    emporium.publish(
        "installation",
        shop.marketplace,
        "installation.uninstalled",
        "installation/" + purchase.getString("installationId"),
        new JsonObject()
            .put(
                "installation",
                new JsonObject()
                    .put("installationId", purchase.getString("installationId"))
                    .put("subscriptionId", id)));
    shop.buy(shop.item("free", 0, "0.00"));
    assertThat(shop.events("subscription.cancelled")).hasSize(1);
  }

  @Test
  void uninstallingCancels(Emporium emporium) {
    shop.card("4242424242424242");
    String installation = Ids.uuid7().toString();
    JsonObject purchase =
        shop.purchase(shop.item("recurring", 3, "4.99")).put("installationId", installation);
    shop.place(purchase);
    shop.ended(purchase);
    emporium.publish(
        "installation",
        shop.marketplace,
        "installation.uninstalled",
        "installation/" + installation,
        new JsonObject().put("installation", new JsonObject().put("installationId", installation)));
    Emporium.eventually(() -> assertThat(shop.events("subscription.cancelled")).hasSize(1));
    assertThat(
            shop.manager
                .get(shop.path("/orders"))
                .json()
                .getJsonArray("orders")
                .getJsonObject(0)
                .getString("status"))
        .isEqualTo("FREE_TRIAL_CANCELLED");
  }

  @Test
  void anotherMarketplaceAndAnotherCompanySeeNothing() {
    shop.card("4242424242424242");
    long invoice = shop.buy(shop.item("single", 0, "25.00")).data().getLong("invoiceNumber");
    var stranger =
        billing.as(Principals.appdirect(billing.marketplace(), null, null, "ROLE_CHANNEL_ADMIN"));
    assertThat(stranger.get("/api/billing/v1/invoices/" + invoice).status()).isEqualTo(404);
    assertThat(stranger.get(shop.path("/invoices")).status()).isEqualTo(404);
    var neighbour =
        billing.as(Principals.appdirect(shop.marketplace, Ids.uuid7(), Ids.uuid7(), "ROLE_USER"));
    assertThat(neighbour.get("/api/billing/v1/invoices/" + invoice).status()).isEqualTo(404);
    assertThat(neighbour.get(shop.path("/invoices")).status()).isEqualTo(403);
    var own =
        billing.as(Principals.appdirect(shop.marketplace, shop.user, shop.company, "ROLE_USER"));
    assertThat(own.get(shop.path("/invoices")).array()).hasSize(1);
    UUID nobody = Ids.uuid7();
    assertThat(shop.manager.get("/api/billing/v1/companies/" + nobody + "/payments").status())
        .isEqualTo(404);
  }

  @Test
  void eventsCountWithoutAGap(Emporium emporium) {
    shop.card("4242424242424242");
    shop.buy(shop.item("recurring", 0, "4.99"), shop.item("single", 0, "1.00"));
    var bySubject =
        emporium.events("billing").stream()
            .filter(e -> e.marketplace().equals(shop.marketplace))
            .collect(java.util.stream.Collectors.groupingBy(Received::subject));
    assertThat(bySubject).hasSizeGreaterThan(4);
    bySubject.forEach(
        (subject, events) -> {
          for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).as(subject).isEqualTo(i + 1L);
          }
        });
  }
}
