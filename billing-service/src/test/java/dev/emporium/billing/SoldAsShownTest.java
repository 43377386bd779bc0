package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Books the purchase that checkout's test of the same name proves to be what its preview showed.
 */
@EmporiumTest
class SoldAsShownTest {
  private static final Path FILE =
      Path.of("../checkout-service/src/test/resources/sold-as-shown.json");
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
  void firstInvoiceAndRenewalsChargeWhatWasShown() throws IOException {
    shop.card("4242424242424242");
    JsonObject purchase = purchase();
    shop.place(purchase);
    JsonObject ended = shop.ended(purchase).data();
    assertThat(ended.getString("quoteId")).isEqualTo("q-1");

    JsonObject first = invoices().get(0);
    assertThat(decimal(first, "total")).isEqualByComparingTo(purchase.getString("dueNow"));
    assertThat(sum(first)).isEqualByComparingTo(purchase.getString("dueNow"));
    assertThat(lines(first))
        .extracting(line -> line.getString("type"))
        .containsOnlyOnce("ADDITIONAL_FEE")
        .contains("ITEM", "DISCOUNT");
    JsonObject tier = lines(first).get(0);
    assertThat(decimal(tier, "quantity")).isEqualByComparingTo("5");
    assertThat(decimal(tier, "price")).isEqualByComparingTo("10");
    assertThat(decimal(tier, "totalPrice")).isEqualByComparingTo("50");
    assertThat(tier.getString("unit")).isEqualTo("USER");

    List<JsonObject> orders = orders();
    assertThat(orders).hasSize(3);
    assertThat(lines(orders.get(0), "orderLines"))
        .extracting(line -> decimal(line, "totalPrice").stripTrailingZeros().toPlainString())
        .containsExactly("50", "40", "12", "100", "-10.2", "-10");
    assertThat(orders.get(0).getJsonObject("contract").getInteger("minimumServiceLength"))
        .isEqualTo(12);

    // the clock passes the trial's end and three more months; each invoice is its cycle's phase
    shop.clock(Duration.ofDays(100).toMillis());
    Emporium.eventually(() -> assertThat(shop.events("subscription.renewed")).hasSize(3 + 3 + 3));
    for (int item = 0; item < 3; item++) {
      long order = orders.get(item).getLong("id");
      int firstCycle = item == 2 ? 1 : 2;
      List<JsonObject> renewals =
          invoices().stream()
              .filter(invoice -> !invoice.getLong("invoiceId").equals(first.getLong("invoiceId")))
              .filter(invoice -> invoice.getJsonArray("orderIds").contains(String.valueOf(order)))
              .toList();
      assertThat(renewals).hasSize(3);
      for (int n = 0; n < renewals.size(); n++) {
        BigDecimal expected = phase(purchase, item, firstCycle + n);
        assertThat(decimal(renewals.get(n), "total"))
            .as("item %s cycle %s", item, firstCycle + n)
            .isEqualByComparingTo(expected);
        assertThat(sum(renewals.get(n))).isEqualByComparingTo(expected);
      }
    }
    shop.assertBalanced();
  }

  private JsonObject purchase() throws IOException {
    JsonObject json = new JsonObject(Files.readString(FILE));
    for (Object each : json.getJsonArray("items")) {
      ((JsonObject) each).put("appId", shop.app.toString()).put("applicationId", 5);
    }
    return json.put("purchaseId", UUID.randomUUID().toString())
        .put("origin", "opportunity")
        .put("cartId", null)
        .put("opportunityId", "o-1")
        .put("quoteId", "q-1")
        .put("buyerUserId", shop.user.toString())
        .put("buyerCompanyId", shop.company.toString())
        .put("ownerUserId", shop.user.toString())
        .put("ownerCompanyId", shop.company.toString())
        .put("placedAt", Instant.now(java.time.Clock.systemUTC()).toString());
  }

  /** What checkout froze for one cycle of one item. */
  private static BigDecimal phase(JsonObject purchase, int item, int cycle) {
    return purchase.getJsonArray("items").getJsonObject(item).getJsonArray("phases").stream()
        .map(each -> (JsonObject) each)
        .filter(phase -> phase.getInteger("fromCycle") <= cycle)
        .max(Comparator.comparing((JsonObject phase) -> phase.getInteger("fromCycle")))
        .map(phase -> decimal(phase, "total"))
        .orElseThrow();
  }

  private List<JsonObject> invoices() {
    return objects(
        shop.manager.get(shop.path("/invoices?sortField=INVOICE_ID&sortOrder=ASC")).array());
  }

  private List<JsonObject> orders() {
    return objects(
        shop.manager
            .get(shop.path("/orders?sortField=ORDER_ID&sortOrder=ASC"))
            .json()
            .getJsonArray("orders"));
  }

  private static List<JsonObject> lines(JsonObject invoice) {
    return lines(invoice, "invoiceLines");
  }

  private static List<JsonObject> lines(JsonObject of, String field) {
    return objects(of.getJsonArray(field));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(each -> (JsonObject) each).toList();
  }

  private static BigDecimal sum(JsonObject invoice) {
    return lines(invoice).stream()
        .map(line -> decimal(line, "totalPrice"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal decimal(JsonObject json, String field) {
    return new BigDecimal(json.getValue(field).toString());
  }
}
