package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.Shares;
import dev.emporium.billing.payment.CustomPayments;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** OpenChannel's Payment API / Custom Gateway (openchannel.txt:4943-5131). */
public final class CustomGatewayOperations {
  private final CustomPayments payments;

  public CustomGatewayOperations(CustomPayments payments) {
    this.payments = payments;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("addCustomPayment", this::addCustomPayment)
        .on("addCustomRefund", this::addCustomRefund);
  }

  private Future<Reply> addCustomPayment(Call call) {
    return payments
        .pay(call.marketplace(), asked(call))
        .map(made -> Reply.ok(TransactionJson.write(made)));
  }

  private Future<Reply> addCustomRefund(Call call) {
    return payments
        .refund(call.marketplace(), asked(call))
        .map(made -> Reply.ok(TransactionJson.write(made)));
  }

  private static CustomPayments.Asked asked(Call call) {
    JsonObject body = call.body();
    Long date = body.getLong("date");
    return new CustomPayments.Asked(
        call.path("ownershipId"),
        body.getLong("amount"),
        new Shares.Asked(
            body.getLong("feeAmount"),
            body.getLong("marketplaceAmount"),
            body.getLong("developerAmount")),
        date == null ? null : Instant.ofEpochMilli(date),
        TransactionJson.customData(body));
  }
}
