package dev.emporium.checkout.domain;

import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * An item and its add-ons (appdirect.txt:9167-9176). An item is the add-on of one other at most,
 * and an add-on has no add-ons.
 *
 * @param parent how the parent is addressed: an item's id or {@code ref:} and its reference
 * @param children how the add-ons are
 */
public record Association(String parent, List<String> children) {
  public Association {
    children = List.copyOf(children);
  }

  /** The associations among these items, in the order of the parents. */
  public static List<Association> of(List<CartItem> items) {
    var children = new LinkedHashMap<UUID, List<String>>();
    items.forEach(item -> children.put(item.id(), new ArrayList<>()));
    items.stream()
        .filter(CartItem::isAddOn)
        .forEach(item -> children.get(item.parentId()).add(item.id().toString()));
    return children.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(each -> new Association(each.getKey().toString(), each.getValue()))
        .toList();
  }

  /**
   * The same items with exactly these associations. Fails with INVALID for an address that names
   * none of them, and for an item that would have two parents or be its own.
   *
   * @param find finds an item's id by address
   */
  public static List<CartItem> apply(
      List<CartItem> items, List<Association> associations, Function<String, Optional<UUID>> find) {
    Map<UUID, UUID> parents = new LinkedHashMap<>();
    for (int i = 0; i < associations.size(); i++) {
      String path = "associations[" + i + "].";
      Association each = associations.get(i);
      UUID parent = find(find, each.parent(), path + "parentItemId");
      for (String address : each.children()) {
        UUID child = find(find, address, path + "childItemIds");
        UUID other = parents.putIfAbsent(child, parent);
        if (child.equals(parent) || (other != null && !other.equals(parent))) {
          throw Failure.invalid(
              path + "childItemIds", address + " must be the add-on of one other item");
        }
      }
    }
    return items.stream().map(item -> item.under(parents.get(item.id()))).toList();
  }

  private static UUID find(Function<String, Optional<UUID>> find, String address, String field) {
    return find.apply(address)
        .orElseThrow(
            () -> Failure.invalid(field, address + " names no item of this shopping cart"));
  }
}
