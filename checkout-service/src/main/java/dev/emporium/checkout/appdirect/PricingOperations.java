package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.CartValidation;
import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.checkout.domain.ValidationSummary;
import dev.emporium.checkout.event.Arrivals;
import dev.emporium.checkout.store.ValidationStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneId;

/** What a shopping cart costs and whether it can be bought. */
final class PricingOperations {
  private final CartDesk desk;
  private final ValidationStore validations;
  private final Arrivals arrivals;

  PricingOperations(CartDesk desk, ValidationStore validations, Arrivals arrivals) {
    this.desk = desk;
    this.validations = validations;
    this.arrivals = arrivals;
  }

  void bind(Operations operations) {
    operations
        .on("previewShoppingCart", this::previewShoppingCart)
        .on("getPricingSummary", this::getPricingSummary)
        .on("validateShoppingCart", this::validateShoppingCart)
        .on("getValidationSummary", this::getValidationSummary);
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

  private Future<Reply> validateShoppingCart(Call call) {
    ValidationLevel level = ValidationLevel.valueOf(call.query("level").orElseThrow());
    return arrivals
        .settle(
            () ->
                desk.note(
                    call,
                    (tx, known) -> {
                      ValidationSummary found = validation(known, level);
                      return validations
                          .save(tx, known.cart().id(), ValidationJson.summary(found))
                          .map(found);
                    }),
            ValidationSummary::unsettled)
        .map(found -> Reply.ok(ValidationJson.summary(found)));
  }

  private Future<Reply> getValidationSummary(Call call) {
    return desk.read(call, (tx, known) -> validations.find(tx, known.cart().id()))
        .map(
            stored ->
                Reply.ok(
                    stored.orElseThrow(
                        () ->
                            Failure.notFound(
                                    "Shopping cart "
                                        + call.path("shoppingCartId")
                                        + " has not been validated.")
                                .withCode("VALIDATION_NOT_FOUND"))));
  }

  private static ValidationSummary validation(CartDesk.Known known, ValidationLevel level) {
    return CartValidation.run(Ids.uuid7(), known.cart(), known.facts(), level);
  }

  private static CartPricing pricing(Tx tx, CartDesk.Known known, ZoneId zone) {
    return CartPricing.of(known.cart(), known.facts(), LocalDate.ofInstant(tx.now(), zone));
  }
}
