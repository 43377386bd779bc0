package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.text;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.Rejection;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The events of carts (ARCHITECTURE.md, checkout). */
public final class CartEvents {
  private CartEvents() {}

  /** {@code cart.created}. */
  public static Event created(Cart cart) {
    return summary("cart.created", cart);
  }

  /** {@code cart.updated}. */
  public static Event updated(Cart cart) {
    return summary("cart.updated", cart);
  }

  /** {@code cart.deleted}: nobody will buy it any more. */
  public static Event deleted(Cart cart) {
    return summary("cart.deleted", cart);
  }

  /** {@code cart.locked-notice}: it waits to be approved; whoever sends mail asks for it. */
  public static Event lockedNotice(Cart cart) {
    Event notice = summary("cart.locked-notice", cart);
    notice
        .data()
        .put("buyerUserId", text(cart.parties().buyerUser()))
        .put("buyerCompanyId", text(cart.parties().buyerCompany()));
    return notice;
  }

  /** {@code cart.finished}. */
  public static Event finished(Cart cart) {
    return event("cart.finished", cart.id(), ended(cart.id(), cart.purchaseId()));
  }

  /** {@code cart.reopened}. */
  public static Event reopened(Cart cart, Rejection why) {
    return event(
        "cart.reopened", cart.id(), ended(cart.id(), why.purchaseId()).put("reason", why.reason()));
  }

  private static Event summary(String type, Cart cart) {
    return event(
        type,
        cart.id(),
        new JsonObject()
            .put("cartId", cart.id())
            .put("status", cart.status().shown())
            .put("ownerUserId", text(cart.parties().ownerUser()))
            .put("ownerCompanyId", text(cart.parties().ownerCompany()))
            .put("itemCount", cart.items().size()));
  }

  private static JsonObject ended(String cartId, UUID purchase) {
    return new JsonObject().put("cartId", cartId).put("purchaseId", purchase.toString());
  }

  private static Event event(String type, String cartId, JsonObject data) {
    return new Event(type, "cart", cartId, data);
  }
}
