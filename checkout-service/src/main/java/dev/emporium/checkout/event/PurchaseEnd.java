package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.uuid;

import dev.emporium.checkout.domain.Rejection;
import dev.emporium.kit.event.Received;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * What billing tells of a purchase, {@code purchase.completed} or {@code purchase.rejected}.
 *
 * @param sold the id of what was finalized
 */
record PurchaseEnd(UUID purchase, String sold, JsonObject told) {

  /** The end of a purchase of this origin, such as {@code cart}; empty of any other. */
  static Optional<PurchaseEnd> of(Received event, String origin) {
    JsonObject data = event.data();
    return Optional.ofNullable(data.getString(origin + "Id"))
        .filter(id -> origin.equals(data.getString("origin")))
        .map(id -> new PurchaseEnd(uuid(data, "purchaseId"), id, data));
  }

  /** Why a rejected one did not happen. */
  Rejection why() {
    return new Rejection(
        purchase, told.getString("reason", "PURCHASE_REJECTED"), told.getString("message"));
  }
}
