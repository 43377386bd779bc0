package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.BillingStart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.Deal;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.store.CustomPriceJson;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads items of shopping carts (appdirect.txt:9203-9294). */
final class ItemRequests {
  private static final String IMMEDIATELY = "IMMEDIATELY";

  private ItemRequests() {}

  /** The item of a body of its own, with an id of its own. */
  static CartItem item(JsonObject body) {
    return item(body, "");
  }

  /**
   * An item with an id of its own.
   *
   * @param path where the item stands in the request, such as {@code items[0].}, or empty
   */
  static CartItem item(JsonObject body, String path) {
    refuseChange(body, path);
    refuseSchedule(body, path);
    var item =
        new CartItem(
            UUID.randomUUID(),
            CartRequests.given(body, "referenceId"),
            null,
            body.getString("pricingPlanId"),
            Optional.empty(),
            units(body),
            deal(body, path),
            carried(body));
    item.check(path);
    return item;
  }

  private static List<Unit> units(JsonObject body) {
    var units = new ArrayList<Unit>();
    JsonArray sent = body.getJsonArray("units");
    for (int i = 0; sent != null && i < sent.size(); i++) {
      JsonObject unit = sent.getJsonObject(i);
      units.add(
          new Unit(new BigDecimal(unit.getValue("quantity").toString()), unit.getString("unit")));
    }
    return units;
  }

  private static Map<String, Object> carried(JsonObject body) {
    var carried = new LinkedHashMap<String, Object>();
    for (String field :
        List.of("serviceConfiguration", "billingConfiguration", "customAttributes")) {
      JsonObject value = body.getJsonObject(field);
      if (value != null && !value.isEmpty()) {
        carried.put(field, value.getMap());
      }
    }
    return carried;
  }

  private static Deal deal(JsonObject body, String path) {
    JsonObject contract = body.getJsonObject("customContractConfiguration");
    return new Deal(
        CartRequests.given(body, "discountCode"),
        CartRequests.given(body, "discountId"),
        customPrices(body, path),
        contract == null || contract.isEmpty()
            ? ContractTerms.NONE
            // Through text, so that it equals what a row gives back.
            : new ContractTerms(new JsonObject(contract.encode()).getMap()),
        billing(body.getJsonObject("billingConfiguration"), path + "billingConfiguration"));
  }

  private static BillingStart billing(JsonObject body, String field) {
    if (body == null || body.getString("strategy") == null) {
      return BillingStart.WITH_SERVICE;
    }
    try {
      var strategy = BillingStart.Strategy.valueOf(body.getString("strategy"));
      return strategy == BillingStart.Strategy.CUSTOM
          ? new BillingStart(strategy, day(CartRequests.given(body, "date"), field + ".date"))
          : new BillingStart(strategy, null);
    } catch (IllegalArgumentException unknown) {
      throw Failure.invalid(
          field + ".strategy", "must be UPON_SERVICE_ACTIVATION, NEXT_BILLING_CYCLE or CUSTOM");
    }
  }

  /** A day, as epoch milliseconds (appdirect.txt:9226) or in ISO 8601; in UTC. */
  private static LocalDate day(String text, String field) {
    try {
      if (text != null && text.matches("[0-9]{1,15}")) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), ZoneOffset.UTC);
      }
      if (text != null && text.length() >= 10) {
        return LocalDate.parse(text.substring(0, 10));
      }
    } catch (DateTimeException malformed) {
      // told below
    }
    throw Failure.invalid(field, "must be epoch milliseconds or an ISO 8601 date");
  }

  private static List<CustomPrice> customPrices(JsonObject body, String path) {
    JsonArray sent = body.getJsonArray("customPrices");
    if (sent == null) {
      return List.of();
    }
    for (int i = 0; i < sent.size(); i++) {
      String field = path + "customPrices[" + i + "]";
      JsonObject each = sent.getJsonObject(i);
      JsonObject definition = each.getJsonObject("definition");
      JsonArray ranges = definition == null ? null : definition.getJsonArray("priceRanges");
      boolean ranged = ranges != null && !ranges.isEmpty();
      if (!ranged && (definition == null ? each : definition).getValue("price") == null) {
        throw Failure.invalid(field, "needs a price, or a definition with a price or priceRanges");
      }
      if (ranged) {
        requireAscending(ranges, field + ".definition.priceRanges");
      }
    }
    return CustomPriceJson.read(sent);
  }

  private static void requireAscending(JsonArray ranges, String field) {
    BigDecimal last = BigDecimal.ZERO;
    for (int i = 0; i < ranges.size(); i++) {
      Object max = ranges.getJsonObject(i).getValue("max");
      if (max == null ? i < ranges.size() - 1 : !isMore(max, last)) {
        throw Failure.invalid(
            field + "[" + i + "].max",
            "must be greater than the range before, or absent at the end");
      }
      last = max == null ? last : new BigDecimal(max.toString());
    }
  }

  private static boolean isMore(Object max, BigDecimal last) {
    return new BigDecimal(max.toString()).compareTo(last) > 0;
  }

  /** Changing a subscription that exists is not a sale here: refused, not lost. */
  private static void refuseChange(JsonObject body, String path) {
    if (CartRequests.given(body, "subscriptionId") != null) {
      throw Failure.invalid(path + "subscriptionId", "is not supported by this marketplace")
          .withCode("FIELD_NOT_SUPPORTED");
    }
  }

  /** The service starts with the purchase; asking for another day is refused, not lost. */
  private static void refuseSchedule(JsonObject body, String path) {
    JsonObject schedule = body.getJsonObject("serviceConfiguration");
    if (schedule != null
        && (!IMMEDIATELY.equals(schedule.getString("strategy", IMMEDIATELY))
            || schedule.getValue("date") != null)) {
      throw Failure.invalid(
              path + "serviceConfiguration",
              "supports only the strategy " + IMMEDIATELY + ", without a date")
          .withCode("FIELD_NOT_SUPPORTED");
    }
  }
}
