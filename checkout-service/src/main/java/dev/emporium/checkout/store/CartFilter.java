package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartReach;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A list's conditions and their parameters; values never become SQL text. */
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

  private final StringBuilder sql = new StringBuilder(" where marketplace_id = $1");
  private final List<Object> values = new ArrayList<>();

  private CartFilter(UUID marketplace) {
    values.add(marketplace);
  }

  static CartFilter of(UUID marketplace, CartQuery query) {
    var where = within(marketplace, query.reach());
    query.buyerUser().ifPresent(id -> where.and("buyer_user_id = ?", id));
    query.buyerCompany().ifPresent(id -> where.and("buyer_company_id = ?", id));
    query.ownerUser().ifPresent(id -> where.and("owner_user_id = ?", id));
    query.ownerCompany().ifPresent(id -> where.and("owner_company_id = ?", id));
    query.productId().ifPresent(id -> where.and("product_ids @> array[?::text]", id));
    query.partner().ifPresent(code -> where.and("partner = ?", code));
    if (query.statuses().size() == 1) {
      where.and("(status = 'FINISHED') = ?", query.statuses().contains("FINISHED"));
    }
    return where;
  }

  /** Everything within reach; each way to reach a cart has an index of its own. */
  static CartFilter within(UUID marketplace, CartReach reach) {
    var where = new CartFilter(marketplace);
    if (!reach.everything()) {
      var ways = new ArrayList<String>();
      where.way(ways, MINE, reach.user());
      where.way(ways, COMPANYS, reach.company());
      where.way(ways, CUSTOMERS, reach.customersOf());
      where.sql.append(
          ways.isEmpty() ? " and false" : " and cart_id in (" + String.join(" union ", ways) + ")");
    }
    return where;
  }

  private void way(List<String> ways, String way, UUID who) {
    if (who != null) {
      ways.add(with(way, who));
    }
  }

  CartFilter and(String condition, Object value) {
    sql.append(" and ").append(with(condition, value));
    return this;
  }

  private String with(String condition, Object value) {
    values.add(value);
    return condition.replace("?", "$" + values.size());
  }

  Object[] parameters() {
    return values.toArray();
  }

  Object[] parametersAnd(Object... more) {
    var all = new ArrayList<>(values);
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
