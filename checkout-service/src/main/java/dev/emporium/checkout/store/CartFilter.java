package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.kit.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The conditions of lists of carts. */
final class CartFilter {
  private static final String MINE =
      """
      select cart_id from cart where marketplace_id = $1 and owner_user_id = ?
      union select cart_id from cart where marketplace_id = $1 and buyer_user_id = ?
      union select cart_id from cart_agent where marketplace_id = $1 and user_id = ?
      """;
  private static final String COMPANYS =
      """
      select cart_id from cart where marketplace_id = $1 and owner_company_id = ?
      union select cart_id from cart where marketplace_id = $1 and buyer_company_id = ?
      """;
  private static final String CUSTOMERS =
      """
      select cart.cart_id from customer_company c
        join cart on cart.marketplace_id = $1 and cart.owner_company_id = c.company_id
        where c.marketplace_id = $1 and c.parent_id = ?
      union select cart.cart_id from customer_company c
        join cart on cart.marketplace_id = $1 and cart.buyer_company_id = c.company_id
        where c.marketplace_id = $1 and c.parent_id = ?
      """;
  private static final String HOLDING =
      """
      cart_id in (select cart_id from cart_product where marketplace_id = $1 and product_id = ?)
      """;

  private CartFilter() {}

  static Selection of(Tx tx, CartQuery query) {
    Selection where = within(tx, query.reach());
    query.buyerUser().ifPresent(id -> where.and("buyer_user_id = ?", id));
    query.buyerCompany().ifPresent(id -> where.and("buyer_company_id = ?", id));
    query.ownerUser().ifPresent(id -> where.and("owner_user_id = ?", id));
    query.ownerCompany().ifPresent(id -> where.and("owner_company_id = ?", id));
    query.productId().ifPresent(id -> where.and(HOLDING, id));
    query.partner().ifPresent(code -> where.and("partner = ?", code));
    if (query.statuses().size() == 1) {
      where.and("(status = 'FINISHED') = ?", query.statuses().contains("FINISHED"));
    }
    return where;
  }

  /** Everything within reach; each way to reach a cart has an index of its own. */
  static Selection within(Tx tx, CartReach reach) {
    var where = new Selection(tx, "cart");
    if (reach.everything()) {
      return where;
    }
    var ways = new ArrayList<String>();
    way(where, ways, MINE, reach.user());
    way(where, ways, COMPANYS, reach.company());
    way(where, ways, CUSTOMERS, reach.customersOf());
    return where.and(
        ways.isEmpty() ? "false" : "cart_id in (" + String.join(" union ", ways) + ")");
  }

  private static void way(Selection where, List<String> ways, String way, UUID who) {
    if (who != null) {
      ways.add(where.with(way, who));
    }
  }

  static String order(CartQuery query) {
    String direction = query.descending() ? " desc" : "";
    return (query.byId() ? "" : "created_on" + direction + ", ") + "cart_id" + direction;
  }
}
