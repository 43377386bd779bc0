package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.CartValidation;
import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.checkout.domain.ValidationSummary;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneId;

/** What a shopping cart costs. */
final class PricingOperations {
  private final CartDesk desk;

  PricingOperations(CartDesk desk) {
    this.desk = desk;
  }

  void bind(Operations operations) {
    operations
        .on("previewShoppingCart", this::previewShoppingCart)
        .on("getPricingSummary", this::getPricingSummary);
  }

  private Future<Reply> previewShoppingCart(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return desk.read(
        call,
        (tx, known) -> {
          ValidationSummary found = validation(known, ValidationLevel.PRE_FINALIZE);
          return Future.succeededFuture(
              Reply.ok(
                  PricingJson.preview(pricing(tx, known, zone).priced(), found.blockingErrors())));
        });
  }

  private Future<Reply> getPricingSummary(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return desk.read(
        call,
        (tx, known) ->
            Future.succeededFuture(
                Reply.ok(PricingJson.summary(pricing(tx, known, zone).complete()))));
  }

  private static ValidationSummary validation(CartDesk.Known known, ValidationLevel level) {
    return CartValidation.run(Ids.uuid7(), known.cart(), known.facts(), level);
  }

  private static CartPricing pricing(Tx tx, CartDesk.Known known, ZoneId zone) {
    return CartPricing.of(known.cart(), known.facts(), LocalDate.ofInstant(tx.now(), zone));
  }
}
