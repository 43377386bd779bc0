package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carts at rest. Every method works inside the caller's transaction. */
public final class CartStore {
  private static final String COLUMNS =
      """
      cart_id, version, created_on, partner, status, owner_user_id, owner_company_id,
      buyer_user_id, buyer_company_id, buyer_type, currency, locale, payment_method_id,
      custom_attributes, items, purchase_id, rejection
      """;

  /** Stores a new cart. */
  public Future<Cart> insert(Tx tx, Cart cart) {
    return tx.execute(
            """
            insert into cart (marketplace_id, cart_id, version, created_on, partner, status,
              owner_user_id, owner_company_id, buyer_user_id, buyer_company_id, buyer_type,
              currency, locale, payment_method_id, custom_attributes, items, product_ids)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            tx.marketplace(),
            cart.id(),
            cart.version(),
            cart.createdOn(),
            cart.partner(),
            cart.status().name(),
            cart.parties().ownerUser(),
            cart.parties().ownerCompany(),
            cart.parties().buyerUser(),
            cart.parties().buyerCompany(),
            cart.parties().buyerType().name(),
            cart.currency().getCurrencyCode(),
            cart.locale(),
            cart.paymentMethodId(),
            new JsonObject(cart.customAttributes()),
            CartRow.items(cart.items()),
            CartRow.productIds(cart.items()))
        .map(cart);
  }

  /**
   * Reads a cart. Fails with NOT_FOUND when there is none in this marketplace.
   *
   * @param party when given, a cart this user neither owns nor buys is not found either
   */
  public Future<Cart> find(Tx tx, String id, Optional<UUID> party) {
    return one(tx, id, party, "");
  }

  /** As {@link #find}, and nobody else changes the cart until the transaction ends. */
  public Future<Cart> lock(Tx tx, String id, Optional<UUID> party) {
    return one(tx, id, party, " for update");
  }

  private static Future<Cart> one(Tx tx, String id, Optional<UUID> party, String lock) {
    return tx.one(
            "select " + COLUMNS + "from cart where marketplace_id = $1 and cart_id = $2" + lock,
            CartRow::read,
            tx.marketplace(),
            id)
        .map(
            found ->
                found
                    .filter(cart -> party.isEmpty() || cart.parties().include(party.get()))
                    .orElseThrow(
                        () ->
                            Failure.notFound("Shopping cart with ID " + id + " was not found.")
                                .withCode("SHOPPING_CART_NOT_FOUND")));
  }

  /** Saves a change over the version it was made from; a lost race fails with CONFLICT. */
  public Future<Cart> save(Tx tx, Cart cart) {
    return tx.execute(
            """
            update cart set version = version + 1, status = $4, items = $5, product_ids = $6,
              purchase_id = $7, rejection = $8
            where marketplace_id = $1 and cart_id = $2 and version = $3
            """,
            tx.marketplace(),
            cart.id(),
            cart.version(),
            cart.status().name(),
            CartRow.items(cart.items()),
            CartRow.productIds(cart.items()),
            cart.purchaseId(),
            CartRow.rejection(cart.rejection()))
        .map(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Shopping cart " + cart.id() + " was changed meanwhile.");
              }
              return cart;
            });
  }

  /** One page of carts, in a stable order. */
  public Future<Page<Cart>> list(Tx tx, CartQuery query) {
    var where = new Filter(tx.marketplace());
    query.buyerUser().ifPresent(id -> where.and("buyer_user_id = ?", id));
    query.buyerCompany().ifPresent(id -> where.and("buyer_company_id = ?", id));
    query.ownerUser().ifPresent(id -> where.and("owner_user_id = ?", id));
    query.ownerCompany().ifPresent(id -> where.and("owner_company_id = ?", id));
    query.productId().ifPresent(id -> where.and("product_ids @> array[?::text]", id));
    query.partner().ifPresent(code -> where.and("partner = ?", code));
    query.party().ifPresent(user -> where.and("(owner_user_id = ? or buyer_user_id = ?)", user));
    if (query.statuses().size() == 1) {
      boolean finished = query.statuses().contains("FINISHED");
      where.and("(status = 'FINISHED') = ?", finished);
    }
    String direction = query.descending() ? " desc" : " asc";
    String order =
        query.byId() ? "cart_id" + direction : "created_on" + direction + ", cart_id" + direction;
    return tx.one("select count(*) from cart" + where, row -> row.getLong(0), where.parameters())
        .compose(
            total -> {
              String sql = "select " + COLUMNS + "from cart" + where + " order by " + order;
              long offset = (query.number() - 1L) * query.size();
              Object[] all = where.parametersAnd(query.size(), offset);
              return tx.list(
                      sql + " limit $" + (all.length - 1) + " offset $" + all.length,
                      CartRow::read,
                      all)
                  .map(rows -> new Page<>(rows, total.orElse(0L)));
            });
  }

  /** Collects conditions and their parameters; values never become SQL text. */
  private static final class Filter {
    private final StringBuilder sql = new StringBuilder(" where marketplace_id = $1");
    private final List<Object> values = new ArrayList<>();

    Filter(UUID marketplace) {
      values.add(marketplace);
    }

    void and(String condition, Object value) {
      values.add(value);
      sql.append(" and ").append(condition.replace("?", "$" + values.size()));
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
}
