package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.checkout.domain.ValidationSummary;
import dev.emporium.checkout.store.ValidationStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import io.vertx.core.Future;

/** Whether a shopping cart can be bought: asked now, of a cart or of a body, or as it was asked. */
final class ValidationOperations {
  private final CartDesk desk;
  private final CartDrafts drafts;
  private final ValidationStore validations;
  private final Arrivals arrivals;

  ValidationOperations(
      CartDesk desk, CartDrafts drafts, ValidationStore validations, Arrivals arrivals) {
    this.desk = desk;
    this.drafts = drafts;
    this.validations = validations;
    this.arrivals = arrivals;
  }

  void bind(Operations operations) {
    operations
        .on("validateShoppingCart", this::validateShoppingCart)
        .on("validateShoppingCartPayload", this::validateShoppingCartPayload)
        .on("getValidationSummary", this::getValidationSummary);
  }

  private Future<Reply> validateShoppingCart(Call call) {
    ValidationLevel level = level(call);
    return arrivals
        .settle(
            () ->
                desk.note(
                    call,
                    (tx, known) -> {
                      ValidationSummary found = known.validated(level);
                      return validations
                          .save(tx, known.cart().id(), ValidationJson.summary(found))
                          .map(found);
                    }),
            ValidationSummary::unsettled)
        .map(found -> Reply.ok(ValidationJson.summary(found)));
  }

  private Future<Reply> validateShoppingCartPayload(Call call) {
    ValidationLevel level = level(call);
    return drafts
        .asked(call)
        .compose(
            draft ->
                arrivals.settle(
                    () ->
                        desk.read(
                            call,
                            draft,
                            (tx, known) -> Future.succeededFuture(known.validated(level))),
                    ValidationSummary::unsettled))
        .map(found -> Reply.ok(ValidationJson.summary(found)));
  }

  private Future<Reply> getValidationSummary(Call call) {
    return desk.look(call, (tx, cart) -> validations.find(tx, cart.id()))
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

  private static ValidationLevel level(Call call) {
    return ValidationLevel.valueOf(call.query("level").orElseThrow());
  }
}
