package dev.emporium.checkout.store.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.list;
import static dev.emporium.checkout.store.JsonValues.lists;
import static dev.emporium.checkout.store.JsonValues.shares;

import dev.emporium.checkout.domain.opportunity.AppliedDiscount;
import dev.emporium.checkout.domain.opportunity.Deal;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.Shipping;
import dev.emporium.checkout.domain.opportunity.Timing;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.Fee;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.store.DiscountJson;
import dev.emporium.checkout.store.JsonValues;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an opportunity offers as JSON: how it rests in its row, and in a quote's version. */
public final class DealJson {
  private DealJson() {}

  /** Writes everything. */
  public static JsonObject write(Deal deal) {
    return new JsonObject()
        .put("items", array(deal.items(), DealJson::item))
        .put("discounts", array(deal.discounts(), DealJson::discount))
        .put("shipping", deal.shipping().map(DealJson::shipping).orElse(null));
  }

  /** Reads what {@link #write} wrote. */
  public static Deal read(JsonObject json) {
    return new Deal(
        list(json.getJsonArray("items"), DealJson::item),
        list(json.getJsonArray("discounts"), DealJson::discount),
        Optional.ofNullable(json.getJsonObject("shipping")).map(DealJson::shipping));
  }

  private static JsonObject item(OpportunityItem item) {
    return new JsonObject()
        .put("id", item.id().toString())
        .put("parent", item.parent())
        .put("productId", item.productId())
        .put("productName", item.productName())
        .put("terms", item.terms().map(TermsJson::write).orElse(null))
        .put("units", array(item.units(), JsonValues::unit))
        .put("customPrices", array(item.customPrices(), DealJson::price))
        .put("contract", new JsonObject(item.contract().fields()))
        .put("provisioning", timing(item.provisioning()))
        .put("billing", timing(item.billing()))
        .put("attributes", lists(item.attributes()))
        .put("requiredFields", lists(item.requiredFields()));
  }

  private static OpportunityItem item(JsonObject json) {
    return new OpportunityItem(
        UUID.fromString(json.getString("id")),
        json.getString("parent"),
        json.getString("productId"),
        json.getString("productName"),
        Optional.ofNullable(json.getJsonObject("terms")).map(TermsJson::read),
        list(json.getJsonArray("units"), JsonValues::unit),
        list(json.getJsonArray("customPrices"), DealJson::price),
        new ContractTerms(json.getJsonObject("contract").getMap()),
        timing(json.getJsonObject("provisioning")),
        timing(json.getJsonObject("billing")),
        lists(json.getJsonObject("attributes")),
        lists(json.getJsonObject("requiredFields")));
  }

  private static JsonObject price(CustomPrice price) {
    return new JsonObject()
        .put("costId", price.costId())
        .put("price", price.price().amount().toPlainString());
  }

  private static CustomPrice price(JsonObject json) {
    return new CustomPrice(
        json.getString("costId"), null, null, Price.of(new BigDecimal(json.getString("price"))));
  }

  private static JsonObject timing(Timing timing) {
    return new JsonObject()
        .put("strategy", timing.strategy())
        .put("date", timing.date() == null ? null : timing.date().toString());
  }

  private static Timing timing(JsonObject json) {
    String date = json.getString("date");
    return new Timing(json.getString("strategy"), date == null ? null : Instant.parse(date));
  }

  private static JsonObject discount(AppliedDiscount applied) {
    var items = new JsonArray();
    applied.items().stream().map(UUID::toString).sorted().forEach(items::add);
    return new JsonObject()
        .put("terms", DiscountJson.write(applied.discount()))
        .put("items", items);
  }

  private static AppliedDiscount discount(JsonObject json) {
    return new AppliedDiscount(
        DiscountJson.read(json.getJsonObject("terms")),
        json.getJsonArray("items").stream()
            .map(id -> UUID.fromString((String) id))
            .collect(Collectors.toSet()));
  }

  private static JsonObject shipping(Shipping shipping) {
    return new JsonObject()
        .put("sameAsBillingAddress", shipping.sameAsBillingAddress())
        .put("address", new JsonObject(shipping.address()))
        .put("fee", shipping.fee().map(DealJson::fee).orElse(null));
  }

  private static Shipping shipping(JsonObject json) {
    return new Shipping(
        json.getBoolean("sameAsBillingAddress"),
        json.getJsonObject("address").getMap(),
        Optional.ofNullable(json.getJsonObject("fee")).map(DealJson::fee));
  }

  private static JsonObject fee(Fee fee) {
    return shares(fee.revenueShare())
        .put("id", fee.feeId())
        .put("key", fee.key())
        .put("description", fee.description())
        .put("amount", fee.amount().amount().toPlainString())
        .put("currency", fee.amount().currency().getCurrencyCode());
  }

  private static Fee fee(JsonObject json) {
    return new Fee(
        json.getString("id"),
        null,
        json.getString("key"),
        json.getString("description"),
        Money.of(json.getString("amount"), json.getString("currency")),
        shares(json),
        List.of());
  }
}
