package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.lists;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.ItemEdit;
import dev.emporium.checkout.domain.opportunity.Timing;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads what callers send about opportunities. */
final class OpportunityRequests {
  private static final BigDecimal LARGEST = new BigDecimal("1000000000");

  private OpportunityRequests() {}

  /** The user and the company that a body names by these fields. */
  static Party party(JsonObject body, String user, String company) {
    return new Party(uuid(body, user), uuid(body, company));
  }

  /** Who made it, when the body says so; both fields or none. */
  static Optional<Party> creator(JsonObject body) {
    UUID user = uuid(body, "createdById");
    UUID company = uuid(body, "createdByCompanyId");
    if ((user == null) != (company == null)) {
      throw Failure.invalid(
          user == null ? "createdById" : "createdByCompanyId",
          "createdById and createdByCompanyId are given together");
    }
    return Optional.ofNullable(user).map(id -> new Party(id, company));
  }

  static Heading heading(JsonObject body) {
    return new Heading(
        text(body, "name"),
        millis(body, "purchaseEffectiveDate"),
        lists(body.getJsonObject("purchaseCustomAttributes")));
  }

  /** The heading with what the body changes. */
  static Heading heading(JsonObject body, Heading old) {
    return new Heading(
        body.containsKey("name") ? text(body, "name") : old.name(),
        body.containsKey("purchaseEffectiveDate")
            ? millis(body, "purchaseEffectiveDate")
            : old.purchaseEffectiveDate(),
        body.containsKey("purchaseCustomAttributes")
            ? lists(body.getJsonObject("purchaseCustomAttributes"))
            : old.attributes());
  }

  /**
   * The items to add.
   *
   * @param path what stands before {@code [0]}: {@code items}, or nothing for a body that is the
   *     array
   */
  static List<ItemWish> wishes(JsonArray items, String path) {
    var wishes = new ArrayList<ItemWish>();
    for (int i = 0; i < items.size(); i++) {
      wishes.add(wish(items.getJsonObject(i), path + "[" + i + "]."));
    }
    return wishes;
  }

  private static ItemWish wish(JsonObject item, String path) {
    String plan = text(item, "pricingPlanId");
    String product = text(item, "productId");
    if (plan == null && product == null) {
      throw Failure.invalid(path + "pricingPlanId", "pricingPlanId or productId is required");
    }
    return new ItemWish(
        path,
        text(item, "parentItemId"),
        plan,
        product,
        units(item.getJsonArray("units"), path),
        timing(item, "provisioningConfiguration", path).orElse(Timing.IMMEDIATELY),
        timing(item, "billingConfiguration", path).orElse(Timing.WITH_SERVICE),
        lists(item.getJsonObject("subscriptionCustomAttributes")),
        lists(item.getJsonObject("vendorRequiredFields")));
  }

  /** What a body changes of an item. */
  static ItemEdit edit(JsonObject body, PlanTerms terms) {
    return new ItemEdit(
        terms,
        given(body, "units", any -> units(body.getJsonArray("units"), "")),
        given(body, "customPrices", any -> prices(body.getJsonArray("customPrices"))),
        given(
            body,
            "contractConfiguration",
            any -> new ContractTerms(contract(body.getJsonObject("contractConfiguration")))),
        timing(body, "provisioningConfiguration", ""),
        timing(body, "billingConfiguration", ""),
        given(
            body,
            "subscriptionCustomAttributes",
            any -> lists(body.getJsonObject("subscriptionCustomAttributes"))),
        given(
            body,
            "vendorRequiredFields",
            any -> lists(body.getJsonObject("vendorRequiredFields"))));
  }

  private static <T> Optional<T> given(JsonObject body, String field, Function<Object, T> read) {
    return Optional.ofNullable(body.getValue(field)).map(read);
  }

  private static List<Unit> units(JsonArray sent, String path) {
    var units = new ArrayList<Unit>();
    for (int i = 0; sent != null && i < sent.size(); i++) {
      JsonObject unit = sent.getJsonObject(i);
      BigDecimal quantity = number(unit, "quantity");
      if (quantity.signum() < 0
          || quantity.compareTo(LARGEST) > 0
          || quantity.stripTrailingZeros().scale() > 10) {
        throw Failure.invalid(
            path + "units[" + i + "].quantity",
            "must be 0 to " + LARGEST.toPlainString() + " with at most ten decimals");
      }
      units.add(new Unit(quantity, unit.getString("unit")));
    }
    return units;
  }

  private static List<CustomPrice> prices(JsonArray sent) {
    return sent.stream()
        .map(JsonObject.class::cast)
        .map(
            each ->
                new CustomPrice(
                    each.getString("costId"), null, null, Price.of(number(each, "price"))))
        .toList();
  }

  /** Lengths and amounts that were sent as digits become numbers, so that rules can count. */
  private static Map<String, Object> contract(JsonObject sent) {
    var fields = new LinkedHashMap<String, Object>();
    for (String name : sent.fieldNames()) {
      Object value = sent.getValue(name);
      if (value instanceof JsonObject object) {
        fields.put(name, contract(object));
      } else if (value instanceof String digits && digits.matches("\\d{1,12}(\\.\\d{1,10})?")) {
        fields.put(name, new BigDecimal(digits));
      } else if (!(value instanceof JsonArray)) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static Optional<Timing> timing(JsonObject body, String field, String path) {
    JsonObject sent = body.getJsonObject(field);
    return sent == null
        ? Optional.empty()
        : Optional.of(
            new Timing(sent.getString("strategy"), millis(sent, "date")).checked(path + field));
  }

  static BigDecimal number(JsonObject json, String field) {
    return new BigDecimal(json.getValue(field).toString());
  }

  private static Instant millis(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    long at = new BigDecimal(value.toString()).longValue();
    // The year 9999, which is as far as a day can be counted on everywhere.
    if (at > 253_402_300_799_999L) {
      throw Failure.invalid(field, "is too far in the future");
    }
    return Instant.ofEpochMilli(at);
  }

  private static String text(JsonObject body, String field) {
    String text = body.getString(field);
    return text == null || text.isBlank() ? null : text;
  }

  private static UUID uuid(JsonObject body, String field) {
    String text = text(body, field);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(field, "is not a UUID");
    }
  }
}
