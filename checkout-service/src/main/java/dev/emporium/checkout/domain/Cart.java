package dev.emporium.checkout.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shopping cart: ACTIVE until it is finalized, then blocked until its purchase has ended, then
 * FINISHED or ACTIVE again. While it is ACTIVE it may be locked until somebody approves it.
 *
 * @param id 24 hex digits
 * @param version counts changes; a store saves only over the version it read
 * @param partner the marketplace's partner code
 */
public record Cart(
    String id,
    Instant createdOn,
    long version,
    String partner,
    CartContents contents,
    CartState state) {
  private static final String REFERENCE = "ref:";

  public Parties parties() {
    return contents.parties();
  }

  public Currency currency() {
    return contents.currency();
  }

  public String locale() {
    return contents.locale();
  }

  public String paymentMethodId() {
    return contents.paymentMethodId();
  }

  public Map<String, Object> customAttributes() {
    return contents.customAttributes();
  }

  public List<CartItem> items() {
    return contents.items();
  }

  public List<CartFee> fees() {
    return contents.fees();
  }

  public List<AccreditedAgent> agents() {
    return contents.agents();
  }

  /** The catalog's app ids and application numbers of what is in it. */
  public Set<String> productIds() {
    return items().stream()
        .flatMap(item -> item.terms().stream())
        .flatMap(terms -> Stream.of(terms.appId(), String.valueOf(terms.applicationId())))
        .collect(Collectors.toUnmodifiableSet());
  }

  public CartStatus status() {
    return state.status();
  }

  public UUID purchaseId() {
    return state.purchaseId();
  }

  public Rejection rejection() {
    return state.rejection();
  }

  /** Locked waiting for an external event: an approval, or the end of its purchase. */
  public boolean isBlocked() {
    return state.locked() || state.status() == CartStatus.FINALIZING;
  }

  /** Fails with CONFLICT unless the cart may be changed now. */
  public void requireOpen() {
    requireUnsold();
    if (state.locked()) {
      throw Failure.conflict("Shopping cart " + id + " is locked: it waits to be approved.")
          .withCode("SHOPPING_CART_LOCKED");
    }
  }

  private void requireUnsold() {
    if (state.status() == CartStatus.FINALIZING) {
      throw Failure.conflict(
              "Shopping cart " + id + " is blocked: its purchase is being processed.")
          .withCode("SHOPPING_CART_BLOCKED");
    }
    if (state.status() == CartStatus.FINISHED) {
      throw Failure.conflict("Shopping cart " + id + " is finished.")
          .withCode("SHOPPING_CART_FINISHED");
    }
  }

  /**
   * The item that an id, or {@code ref:} and the caller's reference (appdirect.txt:9207), names.
   */
  public Optional<CartItem> find(String address) {
    return find(items(), address);
  }

  /** As {@link #find(String)}, among items that are not in a cart yet. */
  public static Optional<CartItem> find(Collection<CartItem> items, String address) {
    return items.stream()
        .filter(
            item ->
                address.startsWith(REFERENCE)
                    ? address.substring(REFERENCE.length()).equals(item.referenceId())
                    : item.id().toString().equalsIgnoreCase(address))
        .findFirst();
  }

  /** As {@link #find(String)}; fails with NOT_FOUND. */
  public CartItem item(String address) {
    return find(address)
        .orElseThrow(
            () ->
                Failure.notFound("Item " + address + " was not found in shopping cart " + id + ".")
                    .withCode("SHOPPING_CART_ITEM_NOT_FOUND"));
  }

  /** With one more item, at the end. */
  public Cart plus(CartItem item) {
    var all = new ArrayList<>(items());
    all.add(item);
    return changed(edit -> edit.items(all));
  }

  /** With the addressed item replaced, in its place (see {@link CartItem#replacedBy}). */
  public Cart replace(String address, CartItem by) {
    requireOpen();
    CartItem old = item(address);
    return each(item -> item.id().equals(old.id()) ? old.replacedBy(by) : item);
  }

  /** Without the addressed item; its add-ons stand alone then. */
  public Cart minus(String address) {
    return minus(List.of(address), false);
  }

  /**
   * Without the addressed items. Fails with NOT_FOUND, and removes nothing, when one is not there.
   *
   * @param addOns whether their add-ons go as well; otherwise they stand alone then
   */
  public Cart minus(Collection<String> addresses, boolean addOns) {
    requireOpen();
    var gone = new HashSet<UUID>();
    addresses.forEach(address -> gone.add(item(address).id()));
    Set<UUID> parents = addOns ? Set.copyOf(gone) : Set.of();
    List<CartItem> left =
        items().stream()
            .filter(item -> !gone.contains(item.id()))
            .filter(item -> !item.isAddOn() || !parents.contains(item.parentId()))
            .toList();
    return with(contents.only(left));
  }

  /** With one more fee. */
  public Cart plus(CartFee fee) {
    var all = new ArrayList<>(fees());
    all.add(fee);
    return changed(edit -> edit.fees(all));
  }

  /** Without a fee. Fails with NOT_FOUND. */
  public Cart minusFee(String feeId) {
    requireOpen();
    List<CartFee> left =
        fees().stream().filter(fee -> !fee.id().toString().equalsIgnoreCase(feeId)).toList();
    if (left.size() == fees().size()) {
      throw Failure.notFound("Fee " + feeId + " was not found in shopping cart " + id + ".")
          .withCode("SHOPPING_CART_FEE_NOT_FOUND");
    }
    return changed(edit -> edit.fees(left));
  }

  /**
   * Without a discount on the addressed items, or on all when none is addressed
   * (appdirect.txt:10428). Fails with NOT_FOUND when an item is not there or none of them has it.
   *
   * @param ids how the discount of this code is named otherwise
   */
  public Cart minusDiscount(String code, List<String> ids, Collection<String> addresses) {
    requireOpen();
    var meant = new HashSet<UUID>();
    (addresses.isEmpty() ? items() : addresses.stream().map(this::item).toList())
        .stream()
            .filter(item -> item.deal().isDiscountedBy(code, ids))
            .forEach(item -> meant.add(item.id()));
    if (meant.isEmpty()) {
      throw Failure.notFound(
              "Discount " + code + " was not found on items of shopping cart " + id + ".")
          .withCode("SHOPPING_CART_DISCOUNT_NOT_FOUND");
    }
    return each(item -> meant.contains(item.id()) ? item.undiscounted() : item);
  }

  /** Sold by these agents; by nobody in particular when there are none. */
  public Cart soldBy(List<AccreditedAgent> agents) {
    return changed(edit -> edit.agents(agents));
  }

  /**
   * With other contents, and locked or not. A locked cart can only be unlocked: with other contents
   * at the same time or without.
   */
  public Cart revised(CartContents next, boolean locked) {
    requireUnsold();
    if (locked) {
      requireOpen();
    }
    return new Cart(id, createdOn, version, partner, next, state.locked(locked));
  }

  /** Blocked, because this purchase was placed; what went wrong before is forgotten. */
  public Cart finalizing(UUID purchase) {
    requireOpen();
    return in(CartStatus.FINALIZING, purchase, null);
  }

  /** Bought; empty when this cart does not wait for that purchase (any more). */
  public Optional<Cart> finished(UUID purchase) {
    return state.awaits(purchase)
        ? Optional.of(in(CartStatus.FINISHED, purchase, null))
        : Optional.empty();
  }

  /** Open again; empty when this cart does not wait for that purchase (any more). */
  public Optional<Cart> reopened(Rejection why) {
    return state.awaits(why.purchaseId())
        ? Optional.of(in(CartStatus.ACTIVE, null, why))
        : Optional.empty();
  }

  /** The same cart, made at another time: a draft becomes a cart when its transaction knows. */
  public Cart madeAt(Instant time) {
    CartContents dated =
        contents.edit().fees(fees().stream().map(fee -> fee.madeAt(time)).toList()).done();
    return new Cart(id, time, version, partner, dated, state);
  }

  /** With the terms of every known plan frozen (see {@link CartItem#frozen}). */
  public Cart frozen(Map<String, KnownPlan> plans) {
    var priced = new ArrayList<CartItem>();
    for (int i = 0; i < items().size(); i++) {
      priced.add(items().get(i).frozen(plans, currency(), "items[" + i + "]."));
    }
    return with(contents.edit().items(priced).done());
  }

  private Cart each(UnaryOperator<CartItem> change) {
    return changed(edit -> edit.items(items().stream().map(change).toList()));
  }

  private Cart changed(UnaryOperator<CartContents.Edit> change) {
    requireOpen();
    return with(change.apply(contents.edit()).done());
  }

  private Cart with(CartContents next) {
    return new Cart(id, createdOn, version, partner, next, state);
  }

  private Cart in(CartStatus next, UUID purchase, Rejection why) {
    return new Cart(id, createdOn, version, partner, contents, state.in(next, purchase, why));
  }
}
