package dev.emporium.checkout.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A shopping cart: ACTIVE until it is finalized, then blocked until its purchase has ended, then
 * FINISHED or ACTIVE again.
 *
 * @param id 24 hex digits
 * @param version counts changes; a store saves only over the version it read
 * @param partner the marketplace's partner code
 * @param paymentMethodId the payment instrument the buyer chose, or null for the default one
 * @param customAttributes by scope (purchase, buyerUser, …), as JSON values
 * @param purchaseId the purchase that was placed last, or null
 * @param rejection why the last purchase failed, or null
 */
public record Cart(
    String id,
    Instant createdOn,
    long version,
    String partner,
    Parties parties,
    Currency currency,
    String locale,
    String paymentMethodId,
    Map<String, Object> customAttributes,
    List<CartItem> items,
    CartStatus status,
    UUID purchaseId,
    Rejection rejection) {
  /** More items than a person can want, few enough to price in one go. */
  public static final int MOST_ITEMS = 200;

  private static final String REFERENCE = "ref:";

  public Cart {
    items = List.copyOf(items);
    customAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(customAttributes));
    if (items.size() > MOST_ITEMS) {
      throw Failure.invalid("items", "a shopping cart holds at most " + MOST_ITEMS + " items");
    }
    var references = new HashSet<String>();
    for (CartItem item : items) {
      if (item.referenceId() != null && !references.add(item.referenceId())) {
        throw Failure.invalid(
            "referenceId", item.referenceId() + " already names an item of this shopping cart");
      }
    }
  }

  /** Locked waiting for an external event. */
  public boolean isBlocked() {
    return status == CartStatus.FINALIZING;
  }

  /** Fails with CONFLICT unless the cart may be changed now. */
  public void requireOpen() {
    if (status == CartStatus.FINALIZING) {
      throw Failure.conflict(
              "Shopping cart " + id + " is blocked: its purchase is being processed.")
          .withCode("SHOPPING_CART_BLOCKED");
    }
    if (status == CartStatus.FINISHED) {
      throw Failure.conflict("Shopping cart " + id + " is finished.")
          .withCode("SHOPPING_CART_FINISHED");
    }
  }

  /**
   * The item named by its id or by {@code ref:} and the caller's reference (appdirect.txt:9207).
   * Fails with NOT_FOUND.
   */
  public CartItem item(String address) {
    return items.stream()
        .filter(
            item ->
                address.startsWith(REFERENCE)
                    ? address.substring(REFERENCE.length()).equals(item.referenceId())
                    : item.id().toString().equalsIgnoreCase(address))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.notFound("Item " + address + " was not found in shopping cart " + id + ".")
                    .withCode("SHOPPING_CART_ITEM_NOT_FOUND"));
  }

  /** With one more item, at the end. */
  public Cart plus(CartItem item) {
    requireOpen();
    var all = new ArrayList<>(items);
    all.add(item);
    return withItems(all);
  }

  /** With the addressed item replaced, in its place (see {@link CartItem#replacedBy}). */
  public Cart replace(String address, CartItem by) {
    requireOpen();
    CartItem old = item(address);
    return withItems(
        items.stream()
            .map(item -> item.id().equals(old.id()) ? old.replacedBy(by) : item)
            .toList());
  }

  /** Without the addressed item. */
  public Cart minus(String address) {
    requireOpen();
    CartItem gone = item(address);
    return withItems(items.stream().filter(item -> !item.id().equals(gone.id())).toList());
  }

  /** Blocked, because this purchase was placed; what went wrong before is forgotten. */
  public Cart finalizing(UUID purchase) {
    requireOpen();
    return in(CartStatus.FINALIZING, purchase, null);
  }

  /** Bought; empty when this cart does not wait for that purchase (any more). */
  public Optional<Cart> finished(UUID purchase) {
    return awaits(purchase)
        ? Optional.of(in(CartStatus.FINISHED, purchase, null))
        : Optional.empty();
  }

  /** Open again; empty when this cart does not wait for that purchase (any more). */
  public Optional<Cart> reopened(Rejection why) {
    return awaits(why.purchaseId())
        ? Optional.of(in(CartStatus.ACTIVE, null, why))
        : Optional.empty();
  }

  /** The same cart, made at another time: a draft becomes a cart when its transaction knows. */
  public Cart madeAt(Instant time) {
    return new Cart(
        id,
        time,
        version,
        partner,
        parties,
        currency,
        locale,
        paymentMethodId,
        customAttributes,
        items,
        status,
        purchaseId,
        rejection);
  }

  /** With the terms of every known plan frozen (see {@link CartItem#frozen}). */
  public Cart frozen(Map<String, KnownPlan> plans) {
    var priced = new ArrayList<CartItem>();
    for (int i = 0; i < items.size(); i++) {
      priced.add(items.get(i).frozen(plans, currency, "items[" + i + "]."));
    }
    return withItems(priced);
  }

  private Cart withItems(List<CartItem> others) {
    return new Cart(
        id,
        createdOn,
        version,
        partner,
        parties,
        currency,
        locale,
        paymentMethodId,
        customAttributes,
        others,
        status,
        purchaseId,
        rejection);
  }

  private boolean awaits(UUID purchase) {
    return status == CartStatus.FINALIZING && purchase.equals(purchaseId);
  }

  private Cart in(CartStatus next, UUID purchase, Rejection why) {
    return new Cart(
        id,
        createdOn,
        version,
        partner,
        parties,
        currency,
        locale,
        paymentMethodId,
        customAttributes,
        items,
        next,
        purchase,
        why);
  }
}
