package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.billing.store.Books;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class RecoveryTest {
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
  void aKillBeforeTheOutcomeIsBookedChargesOnce() {
    var instrument = shop.card("4242424242424242");
    JsonObject purchase = shop.purchase(shop.item("single", 0, "25.00"));
    // as a process leaves it that died after the gateway had taken the money
    billing.rows(
        """
        insert into test_gateway_charge (marketplace_id, key, token, amount, currency, outcome, transaction_id)
        values (?, ?, 'test_approved_x', 25, 'USD', 'APPROVED', 'before-the-kill') returning 1
        """,
        shop.marketplace,
        "purchase/" + purchase.getString("purchaseId"));
    billing.rows(
        """
        insert into purchase (marketplace_id, purchase_id, state, document, instrument_id, amount, retry_at)
        values (?, ?::uuid, 'CHARGING', ?::jsonb, ?, 25, now()) returning 1
        """,
        shop.marketplace,
        purchase.getString("purchaseId"),
        purchase.encode(),
        instrument);
    assertThat(shop.ended(purchase).type()).isEqualTo("purchase.completed");
    assertThat(
            billing.rows(
                "select key from test_gateway_charge where marketplace_id = ?", shop.marketplace))
        .hasSize(1);
    assertThat(
            shop.manager
                .get(shop.path("/payments"))
                .array()
                .getJsonObject(0)
                .getString("transactionId"))
        .isEqualTo("before-the-kill");
    assertBalanced();
  }

  @Test
  void anInstallationThatEndedMeanwhileIsPaidAndCancelled(Emporium emporium) {
    var instrument = shop.card("4242424242424242");
    String installation = Ids.uuid7().toString();
    JsonObject purchase =
        shop.purchase(shop.item("recurring", 0, "4.99")).put("installationId", installation);
    billing.rows(
        """
        insert into purchase (marketplace_id, purchase_id, state, document, installation_id, instrument_id, amount, retry_at)
        values (?, ?::uuid, 'CHARGING', ?::jsonb, ?::uuid, ?, 4.99, now() + interval '1 hour') returning 1
        """,
        shop.marketplace,
        purchase.getString("purchaseId"),
        purchase.encode(),
        installation,
        instrument);
    emporium.publish(
        "installation",
        shop.marketplace,
        "installation.uninstalled",
        "installation/" + installation,
        new JsonObject().put("installation", new JsonObject().put("installationId", installation)));
    Emporium.eventually(
        () ->
            assertThat(
                    billing.rows(
                        """
                        update purchase set retry_at = now()
                        where marketplace_id = ? and installation_ended returning 1
                        """,
                        shop.marketplace))
                .hasSize(1));
    shop.ended(purchase);
    assertThat(shop.events("subscription.activated")).hasSize(1);
    Emporium.eventually(() -> assertThat(shop.events("subscription.cancelled")).hasSize(1));
    assertBalanced();
  }

  private void assertBalanced() {
    assertThat(Emporium.await(billing.database().read(shop.marketplace, Books::differences)))
        .isEmpty();
  }
}
