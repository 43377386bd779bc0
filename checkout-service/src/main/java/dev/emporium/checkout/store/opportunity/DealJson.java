package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.AppliedDiscount;
import dev.emporium.checkout.domain.opportunity.Deal;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.Shipping;
import dev.emporium.checkout.domain.opportunity.Timing;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.Fee;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.store.DiscountJson;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
        list(json, "items", DealJson::item),
        list(json, "discounts", DealJson::discount),
        Optional.ofNullable(json.getJsonObject("shipping")).map(DealJson::shipping));
  }

  private static JsonObject item(OpportunityItem item) {
    return new JsonObject()
        .put("id", item.id().toString())
        .put("parent", item.parent())
        .put("productId", item.productId())
        .put("productName", item.productName())
        .put("terms", item.terms().map(TermsJson::write).orElse(null))
        .put("units", array(item.units(), DealJson::unit))
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
        list(json, "units", DealJson::unit),
        list(json, "customPrices", DealJson::price),
        new ContractTerms(json.getJsonObject("contract").getMap()),
        timing(json.getJsonObject("provisioning")),
        timing(json.getJsonObject("billing")),
        lists(json.getJsonObject("attributes")),
        lists(json.getJsonObject("requiredFields")));
  }

  private static JsonObject unit(Unit unit) {
    return new JsonObject()
        .put("quantity", unit.quantity().toPlainString())
        .put("unit", unit.unit());
  }

  private static Unit unit(JsonObject json) {
    return new Unit(new BigDecimal(json.getString("quantity")), json.getString("unit"));
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
    return new JsonObject()
        .put("id", fee.feeId())
        .put("key", fee.key())
        .put("description", fee.description())
        .put("amount", fee.amount().amount().toPlainString())
        .put("currency", fee.amount().currency().getCurrencyCode())
        .put("appdirect", fee.revenueShare().appdirect().toPlainString())
        .put("channel", fee.revenueShare().channel().toPlainString())
        .put("vendor", fee.revenueShare().vendor().toPlainString());
  }

  private static Fee fee(JsonObject json) {
    return new Fee(
        json.getString("id"),
        null,
        json.getString("key"),
        json.getString("description"),
        Money.of(json.getString("amount"), json.getString("currency")),
        new RevenueShare(
            new BigDecimal(json.getString("appdirect")),
            new BigDecimal(json.getString("channel")),
            new BigDecimal(json.getString("vendor"))),
        List.of());
  }

  static JsonObject lists(Map<String, List<String>> attributes) {
    var json = new JsonObject();
    attributes.forEach((key, values) -> json.put(key, new JsonArray(values)));
    return json;
  }

  static Map<String, List<String>> lists(JsonObject json) {
    var lists = new LinkedHashMap<String, List<String>>();
    json.fieldNames()
        .forEach(
            key -> lists.put(key, json.getJsonArray(key).stream().map(String::valueOf).toList()));
    return lists;
  }

  private static <T> JsonArray array(List<T> all, Function<T, JsonObject> json) {
    var array = new JsonArray();
    all.forEach(each -> array.add(json.apply(each)));
    return array;
  }

  private static <T> List<T> list(JsonObject json, String field, Function<JsonObject, T> read) {
    return json.getJsonArray(field).stream().map(each -> read.apply((JsonObject) each)).toList();
  }
}
