package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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
    return stored(call, PricingOperations::preview);
  }

  private Future<Reply> previewCart(Call call) {
    return sent(call, PricingOperations::preview);
  }

  private Future<Reply> getPricingSummary(Call call) {
    return stored(call, PricingOperations::summary);
  }

  private Future<Reply> getCartPricingSummary(Call call) {
    return sent(call, PricingOperations::summary);
  }

  private interface Show {
    JsonObject of(CartDesk.Known known, CartPricing pricing);
  }

  private Future<Reply> stored(Call call, Show show) {
    ZoneId zone = CartRequests.zone(call);
    return desk.read(call, (tx, known) -> priced(tx, known, zone, show));
  }

  private Future<Reply> sent(Call call, Show show) {
    ZoneId zone = CartRequests.zone(call);
    return drafts
        .asked(call)
        .compose(draft -> desk.read(call, draft, (tx, known) -> priced(tx, known, zone, show)));
  }

  private static Future<Reply> priced(Tx tx, CartDesk.Known known, ZoneId zone, Show show) {
    return Future.succeededFuture(Reply.ok(show.of(known, known.priced(tx, zone))));
  }

  private static JsonObject preview(CartDesk.Known known, CartPricing pricing) {
    return PricingJson.preview(
        pricing.priced(), known.validated(ValidationLevel.PRE_FINALIZE).blockingErrors());
  }

  private static JsonObject summary(CartDesk.Known known, CartPricing pricing) {
    return PricingJson.summary(pricing.complete());
  }
}
