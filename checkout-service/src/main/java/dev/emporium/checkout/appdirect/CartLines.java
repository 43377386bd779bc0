package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Association;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartContents;
import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The items of one body that holds a whole cart, and what names them: associations and fees. An
 * item is named by {@code ref:} and its reference, by its id in the cart, or by the id it has in
 * the body, which for an item that is not in the cart yet is good within the body only.
 */
final class CartLines {
  private final JsonObject body;
  private final CartContents before;
  private final Map<String, UUID> local = new HashMap<>();
  private final List<CartItem> items;

  CartLines(JsonObject body, CartContents before) {
    this.body = body;
    this.before = before;
    this.items = body.containsKey("items") ? items() : before.items();
  }

  /** The contents before, with the items of the body. */
  CartContents contents() {
    CartContents held = body.containsKey("items") ? before.only(items) : before;
    return body.containsKey("associations")
        ? held.edit().items(Association.apply(held.items(), associations(), this::find)).done()
        : held;
  }

  /** The fees of the body; one with the id of a fee that is there stays that fee. */
  List<CartFee> fees(String currency, Instant now) {
    var fees = new ArrayList<CartFee>();
    JsonArray sent = body.getJsonArray("fees");
    for (int i = 0; sent != null && i < sent.size(); i++) {
      JsonObject each = sent.getJsonObject(i);
      CartFee fee = FeeRequests.fee(each, currency, this::find, now, "fees[" + i + "].");
      String id = CartRequests.given(each, "id");
      fees.add(
          before.fees().stream()
              .filter(old -> old.id().toString().equalsIgnoreCase(id))
              .findFirst()
              .map(fee::as)
              .orElse(fee));
    }
    return fees;
  }

  private List<CartItem> items() {
    var all = new ArrayList<CartItem>();
    var kept = new HashSet<UUID>();
    JsonArray sent = body.getJsonArray("items");
    for (int i = 0; sent != null && i < sent.size(); i++) {
      JsonObject each = sent.getJsonObject(i);
      String path = "items[" + i + "].";
      CartItem fresh = ItemRequests.item(each, path);
      String id = CartRequests.given(each, "id");
      CartItem item =
          known(id, fresh.referenceId()).map(old -> old.replacedBy(fresh)).orElse(fresh);
      if (!kept.add(item.id()) || (id != null && local.put(id, item.id()) != null)) {
        throw Failure.invalid(path + "id", "names an item that is in the list already");
      }
      all.add(item);
    }
    return all;
  }

  private Optional<CartItem> known(String id, String reference) {
    Optional<CartItem> byId = id == null ? Optional.empty() : Cart.find(before.items(), id);
    return byId.isPresent() || reference == null
        ? byId
        : Cart.find(before.items(), "ref:" + reference);
  }

  private List<Association> associations() {
    JsonArray sent = body.getJsonArray("associations");
    return sent == null
        ? List.of()
        : sent.stream()
            .map(JsonObject.class::cast)
            .map(
                each ->
                    new Association(
                        each.getString("parentItemId"),
                        each.getJsonArray("childItemIds").stream().map(String::valueOf).toList()))
            .toList();
  }

  private Optional<UUID> find(String address) {
    return Optional.ofNullable(local.get(address))
        .or(() -> Cart.find(items, address).map(CartItem::id));
  }
}
