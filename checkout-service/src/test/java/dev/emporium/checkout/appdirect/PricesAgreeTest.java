package dev.emporium.checkout.appdirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.Samples;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.event.PurchaseJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PricesAgreeTest {
  @Property(tries = 200)
  void summaryPreviewAndPurchaseAgreeToTheCent(@ForAll("plans") List<PlanTerms> plans) {
    Cart cart = Samples.cart(plans.stream().map(Samples::item).toArray(CartItem[]::new));
    PricedCart priced =
        CartPricing.of(cart, Samples.facts(List.of()), LocalDate.of(2026, 1, 31)).complete();
    JsonObject summary = PricingJson.summary(priced);
    JsonObject preview = PricingJson.preview(priced, List.of());
    JsonObject purchase =
        PurchaseJson.write(
            new Purchase(
                UUID.randomUUID(),
                Purchase.Origin.cart(cart.id()),
                cart.parties(),
                Optional.empty(),
                cart.currency(),
                priced,
                "card",
                Instant.EPOCH));

    BigDecimal due = decimal(purchase, "dueNow");
    assertThat(decimal(preview, "amountDueBeforeTax")).isEqualByComparingTo(due);
    assertThat(decimal(preview, "amountDueAfterTax")).isEqualByComparingTo(due);
    assertThat(sum(purchase.getJsonArray("items"), item -> decimal(item, "dueNow")))
        .isEqualByComparingTo(due);

    BigDecimal lines =
        sum(
            purchase.getJsonArray("items"),
            item -> sum(item.getJsonArray("lines"), line -> decimal(line, "total")));
    assertThat(
            sum(
                preview.getJsonArray("items"),
                item -> sum(item.getJsonArray("costs"), cost -> decimal(cost, "totalSalePrice"))))
        .isEqualByComparingTo(lines);
    assertThat(
            sum(
                summary.getJsonArray("items"),
                item ->
                    sum(
                        item.getJsonObject("effectiveCost").getJsonArray("costs"),
                        cost ->
                            sum(
                                cost.getJsonArray("calculations"),
                                part -> decimal(part, "totalPrice")))))
        .isEqualByComparingTo(lines);

    BigDecimal recurring =
        sum(
            purchase.getJsonArray("items"),
            item ->
                item.getString("recurring") == null ? BigDecimal.ZERO : decimal(item, "recurring"));
    assertThat(preview.getJsonArray("recurringTotals"))
        .isEqualTo(summary.getJsonArray("recurringTotals"));
    assertThat(
            sum(summary.getJsonArray("recurringTotals"), total -> decimal(total, "totalSalePrice")))
        .isEqualByComparingTo(recurring);
  }

  @Provide
  Arbitrary<List<PlanTerms>> plans() {
    Arbitrary<String> prices =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, new BigDecimal("9999"))
            .ofScale(3)
            .map(BigDecimal::toPlainString);
    Arbitrary<PlanTerms> recurring =
        Combinators.combine(
                prices, Arbitraries.of(0, 14), Arbitraries.of("weekly", "monthly", "annually"))
            .as((price, trial, period) -> Samples.recurring("r", price, trial, period));
    return Arbitraries.oneOf(
            recurring,
            prices.map(price -> Samples.single("s", price)),
            Arbitraries.just(Samples.free("f")))
        .list()
        .ofMaxSize(12);
  }

  private static BigDecimal decimal(JsonObject json, String field) {
    return new BigDecimal(json.getString(field));
  }

  private static BigDecimal sum(JsonArray array, Function<JsonObject, BigDecimal> amount) {
    return array.stream()
        .map(each -> amount.apply((JsonObject) each))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
