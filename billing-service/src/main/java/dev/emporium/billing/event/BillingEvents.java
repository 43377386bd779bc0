package dev.emporium.billing.event;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.PaymentResult;
import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.Transaction;
import dev.emporium.billing.domain.WalletCharge;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What billing publishes (ARCHITECTURE.md, billing). */
public final class BillingEvents {
  private BillingEvents() {}

  /** Somebody named a user whom installation has not told of: it makes the user. */
  public static Event userWanted(String openchannelUserId) {
    return new Event(
        "user.wanted",
        "wanted-user",
        openchannelUserId,
        new JsonObject().put("userId", openchannelUserId));
  }

  /** Somebody named a developer: catalog makes the developer unless there is one. */
  public static Event developerWanted(String developerId) {
    return new Event(
        "developer.wanted",
        "wanted-developer",
        developerId,
        new JsonObject().put("developerId", developerId));
  }

  /** A developer's share waits for an account to be connected. */
  public static Event shareHeld(String transactionId, String developerId, Money amount) {
    return share("held", transactionId, developerId, amount);
  }

  /** A developer's share went to a connected account. */
  public static Event shareSent(
      String transactionId, String developerId, Money amount, String stripeId, String transferId) {
    Event event = share("sent", transactionId, developerId, amount);
    event.data().put("stripeId", stripeId).put("transferId", transferId);
    return event;
  }

  private static Event share(String change, String transaction, String developer, Money amount) {
    return new Event(
        "developer-share." + change,
        "developer-share",
        transaction,
        new JsonObject()
            .put("transactionId", transaction)
            .put("developerId", developer)
            .put("amount", money(amount)));
  }

  /** A purchase was sold. */
  public static Event purchaseCompleted(Purchase p, List<Long> orderIds, Long invoiceNumber) {
    return new Event(
        "purchase.completed",
        "purchase",
        p.id().toString(),
        purchase(p)
            .put("orderIds", new JsonArray(List.copyOf(orderIds)))
            .put("invoiceNumber", invoiceNumber));
  }

  /** A purchase was not sold. */
  public static Event purchaseRejected(Purchase p, String reason, String message) {
    return new Event(
        "purchase.rejected",
        "purchase",
        p.id().toString(),
        purchase(p).put("reason", reason).put("message", message));
  }

  private static JsonObject purchase(Purchase p) {
    return new JsonObject()
        .put("purchaseId", p.id().toString())
        .put("origin", p.origin())
        .put("cartId", p.cartId())
        .put("installationId", text(p.installationId()))
        .put("opportunityId", p.opportunityId())
        .put("quoteId", p.quoteId());
  }

  /** {@code change}: activated, cancelled, suspended, resumed or renewed. */
  public static Event subscription(String change, Subscription s) {
    var product = s.product();
    var terms = s.terms();
    var json =
        new JsonObject()
            .put("subscriptionId", s.id().toString())
            .put("purchaseId", s.purchaseId().toString())
            .put("itemId", s.itemId().toString())
            .put("installationId", text(s.installationId()))
            .put("origin", s.origin())
            .put("appId", product.appId().toString())
            .put("applicationId", product.applicationId())
            .put("planId", product.planId().toString())
            .put("modelId", product.modelId())
            .put("companyId", s.parties().companyId().toString())
            .put("userId", s.parties().userId().toString())
            .put("type", terms.type())
            .put("license", terms.license())
            .put("status", s.status().name())
            .put("price", money(terms.price()))
            .put("orderId", s.orderId())
            .put("startedAt", time(s.startedAt()))
            .put("trialEndsAt", time(s.trialEndsAt()))
            .put("periodEndsAt", time(s.periodEndsAt()))
            .put("cancelledAt", time(s.cancelledAt()))
            .put(
                "model",
                new JsonObject()
                    .put("type", terms.type())
                    .put("price", money(terms.price()))
                    .put("trialDays", terms.trialDays())
                    .put("license", terms.license())
                    .put("billingPeriod", terms.billingPeriod())
                    .put("billingPeriodUnit", terms.billingPeriodUnit())
                    .put("commission", terms.commission()));
    return new Event(
        "subscription." + change,
        "subscription",
        s.id().toString(),
        new JsonObject().put("subscription", json));
  }

  /** An order was recorded. */
  public static Event orderCreated(Order order) {
    return new Event(
        "order.created",
        "order",
        String.valueOf(order.orderId()),
        new JsonObject()
            .put("orderId", order.orderId())
            .put("subscriptionId", order.subscriptionId().toString())
            .put("type", order.type())
            .put("status", order.status())
            .put("total", money(order.total())));
  }

  /** {@code change}: created, paid or voided; {@code status} is the one after it. */
  public static Event invoice(String change, Invoice i, InvoiceStatus status) {
    return new Event(
        "invoice." + change,
        "invoice",
        i.id().toString(),
        new JsonObject()
            .put("invoiceNumber", i.number())
            .put("companyId", i.companyId().toString())
            .put("userId", i.userId().toString())
            .put("status", status.name())
            .put("total", money(i.total()))
            .put("purchaseId", text(i.purchaseId())));
  }

  /**
   * An attempt to pay came to an end.
   *
   * @param parts what it was for, one transaction an ownership; none when nothing was paid
   */
  public static Event payment(Payment p, List<Transaction> parts) {
    return payment(
        p.result() == PaymentResult.FAILED ? "payment.failed" : "payment.succeeded",
        p,
        p.amount(),
        p.subscriptionIds(),
        p.appIds(),
        parts);
  }

  /**
   * Something of what was paid for an ownership was given back.
   *
   * @param p the last payment for it
   */
  public static Event refunded(Payment p, Transaction refund) {
    return payment(
        "payment.refunded",
        p,
        Money.ofMinor(refund.shares().amount(), refund.currency()),
        refund.subscriptionId() == null ? List.of() : List.of(refund.subscriptionId()),
        List.of(refund.appId()),
        List.of(refund));
  }

  private static Event payment(
      String type,
      Payment p,
      Money amount,
      List<UUID> subscriptions,
      List<UUID> apps,
      List<Transaction> parts) {
    return new Event(
        type,
        "payment",
        p.id().toString(),
        new JsonObject()
            .put("paymentNumber", p.number())
            .put("invoiceNumber", p.invoiceNumber())
            .put("companyId", p.companyId().toString())
            .put("userId", p.userId().toString())
            .put("amount", money(amount))
            .put("method", p.method().name())
            .put("result", p.result().name())
            .put("subscriptionIds", texts(subscriptions))
            .put("appIds", texts(apps))
            .put(
                "transactions",
                new JsonArray(parts.stream().map(BillingEvents::transaction).toList())));
  }

  /** Custom data was set, or it was deleted; {@code change}: updated or deleted. */
  public static Event transaction(String change, Transaction t) {
    return new Event(
        "transaction." + change,
        "transaction",
        t.id(),
        new JsonObject().put("transaction", transaction(t)));
  }

  private static JsonObject transaction(Transaction t) {
    return new JsonObject()
        .put("transactionId", t.id())
        .put("type", t.type().word())
        .put("paymentNumber", t.paymentNumber())
        .put("ownershipId", t.names().ownershipId())
        .put("installationId", text(t.installationId()))
        .put("subscriptionId", text(t.subscriptionId()))
        .put("appId", t.appId().toString())
        .put("openchannelId", t.names().appId())
        .put("developerId", t.names().developerId())
        .put("userId", t.userId().toString())
        .put("openchannelUserId", t.names().userId())
        .put("currency", t.currency().getCurrencyCode())
        .put("amount", t.shares().amount())
        .put("feeAmount", t.shares().fee())
        .put("marketplaceAmount", t.shares().marketplace())
        .put("developerAmount", t.shares().developer())
        .put("customData", t.customData() == null ? null : new JsonObject(t.customData()))
        .put("date", time(t.date()))
        .put("isDeleted", t.deleted());
  }

  /** Payments were set up or changed. */
  public static Event paymentSettings(UUID marketplace, PaymentSettings s) {
    return new Event(
        "payment-settings.updated",
        "payment-settings",
        marketplace.toString(),
        new JsonObject()
            .put("enabled", s.enabled())
            .put("gateway", s.gateway().word())
            .put("defaultCommission", s.defaultCommission())
            .put("stripeClientId", s.stripeClientId())
            .put("stripePublishableKey", s.stripePublishableKey()));
  }

  /** {@code change}: connected or disconnected. */
  public static Event account(String change, String developerId, String stripeId) {
    return new Event(
        "developer-account." + change,
        "developer-account",
        developerId + "/" + stripeId,
        new JsonObject().put("developerId", developerId).put("stripeId", stripeId));
  }

  /** {@code change}: added, updated or removed. */
  public static Event instrument(String change, PaymentInstrument i, Instant now) {
    return new Event(
        "payment-instrument." + change,
        "payment-instrument",
        i.id().toString(),
        new JsonObject()
            .put("paymentInstrumentId", i.id().toString())
            .put("companyId", i.companyId().toString())
            .put("userId", i.userId().toString())
            .put("method", i.method().name())
            .put("isDefault", i.isDefault())
            .put("usable", i.isUsable(now)));
  }

  /** Funds were added. */
  public static Event walletFunded(UUID companyId, Money amount, Money balance) {
    return wallet("funded", companyId, new JsonObject(), amount, balance);
  }

  /** {@code change}: charged or refunded. */
  public static Event walletCharge(String change, WalletCharge c, Money balance) {
    return wallet(
        change,
        c.locationId(),
        new JsonObject()
            .put("chargeId", c.chargeId())
            .put("meterId", c.meterId())
            .put("appId", c.appId().toString())
            .put("units", c.units().toPlainString()),
        c.amount(),
        balance);
  }

  private static Event wallet(
      String change, UUID companyId, JsonObject data, Money amount, Money balance) {
    return new Event(
        "wallet." + change,
        "wallet",
        companyId.toString(),
        data.put("companyId", companyId.toString())
            .put("amount", money(amount))
            .put("balance", money(balance)));
  }

  private static JsonObject money(Money money) {
    return new JsonObject()
        .put("amount", money.rounded().amount().toPlainString())
        .put("currency", money.currency().getCurrencyCode());
  }

  private static String time(Instant at) {
    return at == null ? null : at.toString();
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  private static JsonArray texts(List<UUID> ids) {
    return new JsonArray(ids.stream().map(UUID::toString).toList());
  }
}
