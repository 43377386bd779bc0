package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What an opportunity offers.
 *
 * @param items in the order they were added
 * @param discounts in the order they were applied
 */
public record Deal(
    List<OpportunityItem> items, List<AppliedDiscount> discounts, Optional<Shipping> shipping) {
  /** More than a person can want, few enough to price in one go. */
  private static final int MOST_ITEMS = 100;

  public Deal {
    items = List.copyOf(items);
    discounts = List.copyOf(discounts);
    if (items.size() > MOST_ITEMS) {
      throw Failure.invalid("items", "an opportunity holds at most " + MOST_ITEMS + " items");
    }
  }

  /** Fails with NOT_FOUND. */
  public OpportunityItem item(String id) {
    return items.stream()
        .filter(item -> item.id().toString().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.notFound("Item " + id + " was not found in the opportunity.")
                    .withCode("OPPORTUNITY_ITEM_NOT_FOUND"));
  }

  /** The item that an add-on's {@code parentItemId} means: an item's id or its product's. */
  public Optional<OpportunityItem> parentOf(OpportunityItem addOn) {
    return addOn.parent() == null
        ? Optional.empty()
        : items.stream()
            .filter(item -> !item.id().equals(addOn.id()))
            .filter(item -> item.isCalled(addOn.parent()))
            .findFirst();
  }

  Deal plus(List<OpportunityItem> more) {
    var all = new ArrayList<>(items);
    all.addAll(more);
    return new Deal(all, discounts, shipping);
  }

  /** With the items of these ids changed; fails with NOT_FOUND when one is not there. */
  Deal change(Collection<String> ids, UnaryOperator<OpportunityItem> change) {
    Set<UUID> named = new LinkedHashSet<>();
    ids.forEach(id -> named.add(item(id).id()));
    return new Deal(
        items.stream().map(item -> named.contains(item.id()) ? change.apply(item) : item).toList(),
        discounts,
        shipping);
  }

  /** Without the item and the add-ons that lose their parent with it. */
  Deal minus(String id) {
    var gone = new LinkedHashSet<UUID>();
    gone.add(item(id).id());
    List<OpportunityItem> rest = without(gone);
    for (boolean more = true; more; ) {
      List<OpportunityItem> left = rest;
      more =
          gone.addAll(
              left.stream()
                  .filter(item -> parentOf(item).isPresent())
                  .filter(item -> left.stream().noneMatch(other -> isParent(other, item)))
                  .map(OpportunityItem::id)
                  .toList());
      rest = without(gone);
    }
    return new Deal(
        rest, discounts.stream().flatMap(each -> each.without(gone).stream()).toList(), shipping);
  }

  private static boolean isParent(OpportunityItem candidate, OpportunityItem addOn) {
    return !candidate.id().equals(addOn.id()) && candidate.isCalled(addOn.parent());
  }

  private List<OpportunityItem> without(Set<UUID> gone) {
    return items.stream().filter(item -> !gone.contains(item.id())).toList();
  }

  /**
   * With this discount; one of the same id keeps its place and its terms and gets the items too.
   */
  Deal plus(AppliedDiscount discount) {
    var all = new ArrayList<AppliedDiscount>();
    boolean known = false;
    for (AppliedDiscount each : discounts) {
      boolean same = each.discount().discountId().equals(discount.discount().discountId());
      known |= same;
      all.add(same ? each.on(discount.items()) : each);
    }
    if (!known) {
      all.add(discount);
    }
    return new Deal(items, all, shipping);
  }

  /** Without the discount of this code on these items; fails with NOT_FOUND when it is on none. */
  Deal minusDiscount(String code, Collection<UUID> from) {
    var rest = new ArrayList<AppliedDiscount>();
    boolean changed = false;
    for (AppliedDiscount each : discounts) {
      boolean meant =
          code.equalsIgnoreCase(each.discount().code())
              && each.items().stream().anyMatch(from::contains);
      changed |= meant;
      if (meant) {
        each.without(from).ifPresent(rest::add);
      } else {
        rest.add(each);
      }
    }
    if (!changed) {
      throw Failure.notFound("Discount " + code + " is not applied to these items.")
          .withCode("DISCOUNT_NOT_APPLIED");
    }
    return new Deal(items, rest, shipping);
  }

  Deal shippedTo(Shipping place) {
    return new Deal(items, discounts, Optional.of(place));
  }
}
