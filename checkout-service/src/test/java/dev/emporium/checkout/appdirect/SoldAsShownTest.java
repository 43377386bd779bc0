package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.domain.pricing.Plans.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Plans;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricingEngine;
import dev.emporium.checkout.domain.pricing.PricingItem;
import dev.emporium.checkout.domain.pricing.PricingRequest;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.event.PurchaseJson;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The purchase in {@code sold-as-shown.json} is what checkout places for this sale; billing's test
 * of the same name books that file and proves its invoices. {@code -Dfixtures=write} writes it
 * anew.
 */
class SoldAsShownTest {
  private static final Path FILE = Path.of("src/test/resources/sold-as-shown.json");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

  @Test
  void thePreviewIsThePurchase() throws IOException {
    PricedCart priced = PricingEngine.price(sale());
    JsonObject preview = PricingJson.preview(priced, List.of());
    JsonObject purchase = PurchaseJson.write(purchase(priced));
    if ("write".equals(System.getProperty("fixtures"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, purchase.encodePrettily() + "\n");
    }
    assertThat(new JsonObject(Files.readString(FILE))).isEqualTo(new JsonObject(purchase.encode()));

    // tiered: 5 x 10 + 5 x 8 + 2 x 6 = 102, less 10.20, setup 100 less 10; volume: 250 x 0.0365 =
    // 9.125, so 9.13 less 0.91; 10 seats of 8.50 in a trial; fee 9.81
    assertThat(preview.getString("amountDueBeforeTax")).isEqualTo("199.8300000000");
    assertThat(decimal(purchase.getString("dueNow"))).isEqualByComparingTo("199.83");
    assertThat(
            decimal(
                preview
                    .getJsonArray("recurringTotals")
                    .getJsonObject(0)
                    .getString("totalSalePrice")))
        .isEqualByComparingTo("100.02");
  }

  private static Purchase purchase(PricedCart priced) {
    UUID user = UUID.fromString("01ada338-52fb-42b8-8c47-c72c30b8a602");
    UUID company = UUID.fromString("08a28380-b2cf-4915-aaf8-2958b350b090");
    return new Purchase(
        UUID.fromString("0190f6a2-7c1e-7b3c-9d52-1f4be0a5c0aa"),
        Purchase.Origin.cart("5bda3aeedd54f113e3694422"),
        new Parties(user, company, user, company, BuyerType.CUSTOMER),
        Optional.empty(),
        USD,
        priced,
        null,
        Instant.parse("2026-01-31T12:00:00Z"));
  }

  private static PricingRequest sale() {
    Discount tenth =
        Plans.percent(
            "0190f6a2-7c1e-7b3c-9d52-1f4be0a5c001",
            1001,
            "TENTH",
            "10 % off for two months",
            "10",
            2,
            null);
    PlanTerms tiered =
        plan(
            "11111111-0000-4000-8000-000000000001",
            0,
            Plans.recurring("c-tiers", Strategy.TIERED, Plans.ranges("5:10", "10:8", ":6")),
            Plans.once("c-setup", "100"));
    PlanTerms volume =
        plan(
            "11111111-0000-4000-8000-000000000002",
            0,
            Plans.cost(
                "c-volume",
                Category.RECURRING,
                Strategy.VOLUME,
                "GIGABYTE",
                Plans.ranges("100:0.05", ":0.0365")));
    PlanTerms seats =
        plan(
            "11111111-0000-4000-8000-000000000003",
            14,
            new Cost(
                "c-seats",
                Category.RECURRING,
                "RECURRING_PER_UNIT",
                Strategy.UNIT,
                "USER",
                null,
                decimal("2"),
                null,
                Map.of("USD", Price.of(decimal("8.50"))),
                List.of()));
    var contract = new ContractTerms(Map.of("minimumServiceLength", 12));
    List<PricingItem> items =
        List.of(
            PricingItem.of("22222222-0000-4000-8000-000000000001", tiered, Plans.users("12"))
                .withDiscounts(List.of(tenth))
                .withContract(contract),
            PricingItem.of(
                    "22222222-0000-4000-8000-000000000002",
                    volume,
                    List.of(new Unit(decimal("250"), "GIGABYTE")))
                .childOf("22222222-0000-4000-8000-000000000001")
                .withDiscounts(List.of(tenth)),
            PricingItem.of("22222222-0000-4000-8000-000000000003", seats, Plans.users("12"))
                .withDiscounts(List.of(tenth)));
    return PricingRequest.of(USD, DAY, items)
        .with(
            List.of(),
            List.of(
                Plans.fee("33333333-0000-4000-8000-000000000001", "9.81", "0.30", "0.50", "0.20")));
  }

  private static PlanTerms plan(String id, int trialDays, Cost... costs) {
    return Plans.plan(id, trialDays, "monthly", List.of(), costs);
  }
}
