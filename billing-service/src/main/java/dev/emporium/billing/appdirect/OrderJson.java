package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.AssistedSale;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Purchase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;

/** AppDirect's {@code OrderWS} (appdirect.txt:7126-7194, operations.tsv). */
final class OrderJson {
  private OrderJson() {}

  static JsonObject write(Order o) {
    AssistedSale seller = o.sale().assisted();
    var lines = new JsonArray();
    o.lines().forEach(line -> lines.add(line(line)));
    return new JsonObject()
        .put("links", new JsonArray())
        .put("id", o.orderId())
        .put("status", o.status())
        .put("type", o.type())
        .put("frequency", o.frequency())
        .put("currency", o.total().currency().getCurrencyCode())
        .put("creationDate", o.createdAt().toEpochMilli())
        .put("startDate", o.startedAt().toEpochMilli())
        .put("endDate", SubscriptionJson.millis(o.endedAt()))
        .put("nextBillingDate", SubscriptionJson.millis(o.nextBillingAt()))
        .put("endOfDiscountDate", SubscriptionJson.millis(o.sale().discountEndsAt()))
        .put("totalPrice", o.total().amount())
        .put("referenceCode", o.referenceCode())
        .put("user", Links.user(o.userId()))
        .put("company", Links.company(o.companyId()))
        .put("salesSupportUser", seller == null ? null : Links.user(seller.userId()))
        .put("salesSupportCompany", seller == null ? null : Links.company(seller.companyId()))
        .put("subscription", Links.subscription(o.subscriptionId()))
        .put("product", Links.product(o.product().applicationId()))
        .put("edition", Links.edition(o.product().applicationId(), o.product().editionNumber()))
        .put(
            "paymentPlan",
            new JsonObject()
                .put("id", o.product().paymentPlanNumber())
                .put("uuid", o.product().planId().toString())
                .put("frequency", o.frequency()))
        .put("paymentPlanId", o.product().paymentPlanNumber())
        .put("contract", o.contract().isEmpty() ? null : new JsonObject(o.contract()))
        .put("discountId", o.sale().discountNumber())
        .put("previousOrder", null)
        .put("nextOrder", null)
        .put("orderLines", lines)
        .put("oneTimeOrders", new JsonArray())
        .put("parameters", new JsonArray());
  }

  private static JsonObject line(Purchase.Line line) {
    return new JsonObject()
        .put("id", line.costId())
        .put("type", InvoiceJson.type(line.kind()))
        .put("unit", line.unit() == null ? "NOT_APPLICABLE" : line.unit())
        .put("quantity", plain(line.quantity()))
        .put("price", line.unitPrice())
        .put("totalPrice", line.total())
        .put("description", line.description())
        .put("oneTime", "ONE_TIME".equals(line.category()));
  }

  /** Without trailing zeros, and never as a power of ten. */
  static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(number.stripTrailingZeros().toPlainString());
  }

  static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
