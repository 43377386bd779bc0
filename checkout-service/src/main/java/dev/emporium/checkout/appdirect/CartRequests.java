package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartStatus;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what callers send about carts. */
final class CartRequests {
  private static final List<String> CART_LATER =
      List.of("preAuthId", "associations", "fees", "accreditedAgents");
  private static final List<String> ITEM_LATER =
      List.of(
          "subscriptionId",
          "discountCode",
          "discountId",
          "customPrices",
          "customContractConfiguration");

  /** U+0000 in encoded JSON: its escape, unless the backslash is itself escaped. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private CartRequests() {}

  /** A new cart. What the server sets (id, createdOn, status, isBlocked) is not read. */
  static Cart cart(JsonObject body, String partner, Instant now) {
    requireText(body);
    refuse(body, CART_LATER, "");
    var items = new ArrayList<CartItem>();
    JsonArray sent = body.getJsonArray("items", new JsonArray());
    for (int i = 0; sent != null && i < sent.size(); i++) {
      items.add(item(sent.getJsonObject(i), "items[" + i + "]."));
    }
    JsonObject attributes = body.getJsonObject("customAttributes");
    return new Cart(
        Ids.hex24(),
        now,
        1,
        partner,
        parties(body),
        Currency.getInstance(body.getString("currency", "USD")),
        given(body, "locale"),
        given(body, "paymentMethodId"),
        attributes == null ? Map.of() : attributes.getMap(),
        items,
        CartStatus.ACTIVE,
        null,
        null);
  }

  /** Owner and buyer of a new cart. */
  static Parties parties(JsonObject body) {
    return new Parties(
            uuid(body, "ownerUserId"),
            uuid(body, "ownerCompanyId"),
            uuid(body, "buyerUserId"),
            uuid(body, "buyerCompanyId"),
            BuyerType.valueOf(body.getString("buyerType", "CUSTOMER")))
        .withBuyerFilledIn();
  }

  /** The item of a body of its own. */
  static CartItem item(JsonObject body) {
    requireText(body);
    return item(body, "");
  }

  private static CartItem item(JsonObject body, String path) {
    refuse(body, ITEM_LATER, path);
    refuseSchedule(body, "serviceConfiguration", "IMMEDIATELY", path);
    refuseSchedule(body, "billingConfiguration", "UPON_SERVICE_ACTIVATION", path);
    var units = new ArrayList<Unit>();
    JsonArray sent = body.getJsonArray("units");
    for (int i = 0; sent != null && i < sent.size(); i++) {
      JsonObject unit = sent.getJsonObject(i);
      units.add(
          new Unit(new BigDecimal(unit.getValue("quantity").toString()), unit.getString("unit")));
    }
    var carried = new LinkedHashMap<String, Object>();
    for (String field :
        List.of("serviceConfiguration", "billingConfiguration", "customAttributes")) {
      JsonObject value = body.getJsonObject(field);
      if (value != null && !value.isEmpty()) {
        carried.put(field, value.getMap());
      }
    }
    var item =
        new CartItem(
            UUID.randomUUID(),
            given(body, "referenceId"),
            body.getString("pricingPlanId"),
            Optional.empty(),
            units,
            carried);
    item.check(path);
    return item;
  }

  /** A list's filters, page and order. */
  static CartQuery query(Call call) {
    return new CartQuery(
        call.query("buyerUserId").map(UUID::fromString),
        call.query("buyerCompanyId").map(UUID::fromString),
        call.query("ownerUserId").map(UUID::fromString),
        call.query("ownerCompanyId").map(UUID::fromString),
        call.query("productId"),
        call.queryList("status").stream().map(String::valueOf).distinct().toList(),
        call.query("partner"),
        CartCaller.party(call.principal()),
        call.query("sortField").filter("id"::equals).isPresent(),
        call.query("sortOrder").filter("DESC"::equals).isPresent(),
        call.queryInt("number"),
        call.queryInt("size"));
  }

  /** The zone of {@code AD-Timezone}, UTC without one. */
  static ZoneId zone(Call call) {
    try {
      return call.header("AD-Timezone")
          .filter(name -> !name.isBlank())
          .map(name -> ZoneId.of(name.strip()))
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      throw Failure.invalid("AD-Timezone", "is not a time zone, such as America/Montreal");
    }
  }

  /** Fails with INVALID on the first field that a later release will understand. */
  private static void refuse(JsonObject body, List<String> fields, String path) {
    for (String field : fields) {
      Object value = body.getValue(field);
      boolean empty =
          value == null
              || "".equals(value)
              || (value instanceof JsonArray list && list.isEmpty())
              || (value instanceof JsonObject object && object.isEmpty());
      if (!empty) {
        throw Failure.invalid(path + field, "is not supported by this marketplace")
            .withCode("FIELD_NOT_SUPPORTED");
      }
    }
  }

  /** Service and billing start with the purchase; asking for another day is refused, not lost. */
  private static void refuseSchedule(JsonObject body, String field, String only, String path) {
    JsonObject schedule = body.getJsonObject(field);
    if (schedule == null) {
      return;
    }
    String strategy = schedule.getString("strategy", only);
    if (!only.equals(strategy) || schedule.getValue("date") != null) {
      throw Failure.invalid(path + field, "supports only the strategy " + only + ", without a date")
          .withCode("FIELD_NOT_SUPPORTED");
    }
  }

  /** PostgreSQL's text cannot hold U+0000. */
  private static void requireText(JsonObject body) {
    if (NUL.matcher(body.encode()).find()) {
      throw Failure.invalid(null, "The body contains the character U+0000");
    }
  }

  private static String given(JsonObject body, String field) {
    String text = body.getString(field);
    return text == null || text.isBlank() ? null : text;
  }

  private static UUID uuid(JsonObject body, String field) {
    String text = given(body, field);
    return text == null ? null : UUID.fromString(text);
  }
}
