package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Commitment;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** AppDirect's {@code SubscriptionWS} (appdirect.txt:10761-10780). */
final class SubscriptionJson {
  private SubscriptionJson() {}

  /** With its order in full. */
  static JsonObject write(Subscription s, Order order) {
    return base(s).put("order", OrderJson.write(order));
  }

  /**
   * With links, and under {@code _embedded} what was asked for.
   *
   * @param expand any of order, product, edition
   * @param order null unless it was asked for
   */
  static JsonObject write(Subscription s, Set<String> expand, Order order) {
    JsonObject json = base(s).put("order", Links.order(s.orderId()));
    if (!expand.isEmpty()) {
      var embedded = new JsonObject();
      if (expand.contains("order") && order != null) {
        embedded.put("order", OrderJson.write(order));
      }
      if (expand.contains("product")) {
        embedded.put(
            "product",
            new JsonObject()
                .put("id", s.product().applicationId())
                .put("uuid", s.product().appId().toString())
                .put("name", s.product().appName()));
      }
      if (expand.contains("edition")) {
        embedded.put(
            "edition",
            new JsonObject()
                .put("id", s.product().editionNumber())
                .put("uuid", OrderJson.text(s.product().editionId())));
      }
      json.put("_embedded", embedded);
    }
    return json;
  }

  private static JsonObject base(Subscription s) {
    return new JsonObject()
        .put("links", new JsonArray())
        .put("id", s.id().toString())
        .put("internalId", s.id().toString())
        .put("parentSubscriptionId", OrderJson.text(s.sold().parentId()))
        .put("creationDate", s.startedAt().toEpochMilli())
        .put("endDate", millis(s.cancelledAt()))
        .put("externalAccountId", null)
        .put("externalId", null)
        .put("status", s.status().name())
        .put("label", null)
        .put("maxUsers", s.sold().quantity("USER").map(OrderJson::plain).orElse(null))
        .put("assignedUsers", null)
        .put("upcomingOrder", null)
        .put("user", Links.user(s.parties().userId()))
        .put("company", Links.company(s.parties().companyId()))
        .put("product", Links.product(s.product().applicationId()))
        .put("edition", Links.edition(s.product().applicationId(), s.product().editionNumber()))
        .put("redirectUrl", null)
        .put("customAttributes", new JsonArray());
  }

  /** The contract that a cancellation now ends, with what that costs; null for none. */
  static JsonObject contract(Subscription s, Instant now) {
    if (s.sold().contract().isEmpty()) {
      return null;
    }
    var commitment = Commitment.of(s);
    JsonObject json =
        new JsonObject(s.sold().contract())
            .copy()
            .put("endOfContractDate", millis(commitment.endsAt(now).orElse(null)));
    JsonObject fee = json.getJsonObject("terminationFee");
    if (fee != null) {
      json.put(
          "terminationFee",
          new JsonObject()
              .put("type", fee.getValue("feeType"))
              .put("percentage", fee.getValue("percentage"))
              .put("price", fee.getValue("amount"))
              .put("description", fee.getValue("description"))
              .put(
                  "estimatedCost",
                  commitment.terminationFee(now).map(Money::amount).orElse(BigDecimal.ZERO)));
    }
    return json;
  }

  static Long millis(Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}
