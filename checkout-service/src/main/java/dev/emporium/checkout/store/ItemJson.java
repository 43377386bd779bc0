package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.list;

import dev.emporium.checkout.domain.BillingStart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.Deal;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A cart's items the way they rest in its row. */
final class ItemJson {
  private ItemJson() {}

  static JsonArray write(List<CartItem> items) {
    return array(items, ItemJson::write);
  }

  static List<CartItem> read(JsonArray items) {
    return list(items, ItemJson::read);
  }

  private static JsonObject write(CartItem item) {
    var json =
        new JsonObject()
            .put("id", item.id().toString())
            .put("referenceId", item.referenceId())
            .put("planId", item.planId())
            .put("terms", item.terms().map(TermsJson::write).orElse(null))
            .put("units", array(item.units(), JsonValues::unit))
            .put("carried", new JsonObject(item.carried()));
    if (item.isAddOn()) {
      json.put("parentId", item.parentId().toString());
    }
    return item.deal().equals(Deal.NONE) ? json : json.put("deal", write(item.deal()));
  }

  private static CartItem read(JsonObject json) {
    String parent = json.getString("parentId");
    JsonObject deal = json.getJsonObject("deal");
    return new CartItem(
        UUID.fromString(json.getString("id")),
        json.getString("referenceId"),
        parent == null ? null : UUID.fromString(parent),
        json.getString("planId"),
        Optional.ofNullable(json.getJsonObject("terms")).map(TermsJson::read),
        list(json.getJsonArray("units"), JsonValues::unit),
        deal == null ? Deal.NONE : deal(deal),
        json.getJsonObject("carried").getMap());
  }

  private static JsonObject write(Deal deal) {
    return new JsonObject()
        .put("discountCode", deal.discountCode())
        .put("discountId", deal.discountId())
        .put("customPrices", CustomPriceJson.write(deal.customPrices(), BigDecimal::toPlainString))
        .put("contract", new JsonObject(deal.contract().fields()))
        .put("billing", deal.billing().strategy().name())
        .put("billingDay", deal.billing().day() == null ? null : deal.billing().day().toString());
  }

  private static Deal deal(JsonObject json) {
    return new Deal(
        json.getString("discountCode"),
        json.getString("discountId"),
        CustomPriceJson.read(json.getJsonArray("customPrices")),
        new ContractTerms(json.getJsonObject("contract").getMap()),
        billing(json));
  }

  private static BillingStart billing(JsonObject json) {
    String day = json.getString("billingDay");
    return new BillingStart(
        BillingStart.Strategy.valueOf(json.getString("billing", "UPON_SERVICE_ACTIVATION")),
        day == null ? null : LocalDate.parse(day));
  }
}
