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
  private final CartDrafts drafts;

  PricingOperations(CartDesk desk, CartDrafts drafts) {
    this.desk = desk;
    this.drafts = drafts;
  }

  void bind(Operations operations) {
    operations
        .on("previewCart", this::previewCart)
        .on("getCartPricingSummary", this::getCartPricingSummary)
        .on("previewShoppingCart", this::previewShoppingCart)
        .on("getPricingSummary", this::getPricingSummary);
  }

  private Future<Reply> previewShoppingCart(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return desk.read(call, (tx, known) -> preview(tx, known, zone));
  }

  private Future<Reply> previewCart(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return drafts
        .asked(call)
        .compose(draft -> desk.read(call, draft, (tx, known) -> preview(tx, known, zone)));
  }

  private Future<Reply> getPricingSummary(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return desk.read(call, (tx, known) -> summary(tx, known, zone));
  }

  private Future<Reply> getCartPricingSummary(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return drafts
        .asked(call)
        .compose(draft -> desk.read(call, draft, (tx, known) -> summary(tx, known, zone)));
  }

  private static Future<Reply> preview(Tx tx, CartDesk.Known known, ZoneId zone) {
    ValidationSummary found = validation(known, ValidationLevel.PRE_FINALIZE);
    return Future.succeededFuture(
        Reply.ok(PricingJson.preview(pricing(tx, known, zone).priced(), found.blockingErrors())));
  }

  private static Future<Reply> summary(Tx tx, CartDesk.Known known, ZoneId zone) {
    return Future.succeededFuture(
        Reply.ok(PricingJson.summary(pricing(tx, known, zone).complete())));
  }

  private static ValidationSummary validation(CartDesk.Known known, ValidationLevel level) {
    return CartValidation.run(Ids.uuid7(), known.cart(), known.facts(), level);
  }

  private static CartPricing pricing(Tx tx, CartDesk.Known known, ZoneId zone) {
    return CartPricing.of(known.cart(), known.facts(), LocalDate.ofInstant(tx.now(), zone));
  }
}
