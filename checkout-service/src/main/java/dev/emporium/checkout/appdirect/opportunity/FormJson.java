package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.shares;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.opportunity.RequiredField;
import dev.emporium.checkout.domain.opportunity.RequiredForm;
import dev.emporium.checkout.domain.opportunity.Shipping;
import dev.emporium.checkout.domain.pricing.Fee;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Required fields and shipping on the wire (appdirect.txt:5206-5276, 5594-5655). */
final class FormJson {
  private static final int NO_LIMIT = 4000;

  private FormJson() {}

  /** A form, filled in with what the platform knows of the customer. */
  static JsonObject form(RequiredForm form, Member customer) {
    var fields = new JsonArray();
    form.fields().stream()
        .filter(field -> !(field.omittedWhenKnown() && field.known(customer).isPresent()))
        .forEach(field -> fields.add(field(field, customer)));
    return new JsonObject()
        .put("isvIdentifier", form.isv())
        .put("context", form.cartLevel() ? "CART_LEVEL" : "ITEM_LEVEL")
        .put("title", form.title())
        .put("subTitle", form.subTitle() == null ? "" : form.subTitle())
        .put("fields", fields);
  }

  private static JsonObject field(RequiredField field, Member customer) {
    var rules =
        new JsonObject().put("required", field.required()).put("readonly", field.readonly());
    if (field.minLength() > 0) {
      rules.put("minLength", String.valueOf(field.minLength()));
    }
    if (field.maxLength() < NO_LIMIT) {
      rules.put("maxLength", String.valueOf(field.maxLength()));
    }
    if (field.expression() != null) {
      rules.put("expression", field.expression());
    }
    var json =
        new JsonObject()
            .put("inputCode", field.code())
            .put("inputTitle", field.title())
            .put("subTitle", field.shown().getOrDefault("subTitle", ""))
            .put("tooltip", field.shown().getOrDefault("tooltip", ""));
    field.known(customer).ifPresent(value -> json.put("value", value));
    json.put("fieldType", field.shown().getOrDefault("fieldType", "TEXT"))
        .put("validations", rules);
    Object options = field.shown().get("options");
    return options == null ? json : json.put("options", options);
  }

  static JsonObject shipping(Shipping shipping) {
    var json = new JsonObject();
    if (shipping.sameAsBillingAddress() != null) {
      json.put("sameAsBillingAddress", shipping.sameAsBillingAddress());
    }
    json.put("deliveryAddress", new JsonObject(shipping.address()).copy());
    shipping.fee().ifPresent(fee -> json.put("shippingFee", fee(fee)));
    return json;
  }

  private static JsonObject fee(Fee fee) {
    return new JsonObject()
        .put("key", fee.key())
        .put("description", fee.description())
        .put("amount", fee.amount().amount().toPlainString())
        .put("currency", fee.amount().currency().getCurrencyCode())
        .put("revenueShare", shares(fee.revenueShare()));
  }

  /** A shipping address as it was sent; its fee is in the opportunity's currency, else INVALID. */
  static Shipping shipping(JsonObject body, Currency currency) {
    JsonObject address = body.getJsonObject("deliveryAddress");
    return new Shipping(
        body.getBoolean("sameAsBillingAddress"),
        address == null ? Map.of() : address.getMap(),
        Optional.ofNullable(body.getJsonObject("shippingFee")).map(fee -> fee(fee, currency)));
  }

  private static Fee fee(JsonObject sent, Currency currency) {
    if (!currency.getCurrencyCode().equals(sent.getString("currency", currency.toString()))) {
      throw Failure.invalid("shippingFee.currency", "the opportunity is in " + currency);
    }
    var amount = new Money(OpportunityRequests.number(sent, "amount"), currency);
    if (amount.rounded().compareTo(amount) != 0) {
      throw Failure.invalid("shippingFee.amount", "has more decimals than " + currency + " has");
    }
    JsonObject share = sent.getJsonObject("revenueShare");
    return new Fee(
        Ids.uuid7().toString(),
        null,
        sent.getString("key", "SHIPPING_FEE"),
        sent.getString("description", "Shipping"),
        amount.rounded(),
        share == null ? RevenueShare.CHANNEL : shares(share).checked("shippingFee.revenueShare"),
        List.of());
  }
}
