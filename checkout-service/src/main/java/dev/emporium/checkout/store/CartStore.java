package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Carts at rest. Every method works inside the caller's transaction. */
public final class CartStore {
  private static final String COLUMNS =
      """
      cart_id, version, created_on, partner, status, locked, owner_user_id, owner_company_id,
      buyer_user_id, buyer_company_id, buyer_type, currency, locale, payment_method_id,
      pre_auth_id, custom_attributes, items, fees, agents, purchase_id, rejection
      """;

  /** Stores a new cart. */
  public Future<Cart> insert(Tx tx, Cart cart) {
    return tx.execute(
            """
            insert into cart (marketplace_id, cart_id, version, updated_on, status, locked,
              owner_user_id, owner_company_id, buyer_user_id, buyer_company_id, buyer_type,
              currency, locale, payment_method_id, pre_auth_id, custom_attributes, items, fees,
              agents, purchase_id, rejection, created_on, partner)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, $21, $22, $23)
            """,
            columns(tx, cart, cart.createdOn(), cart.partner()))
        .compose(done -> addAgents(tx, cart))
        .compose(done -> addProducts(tx, cart))
        .map(cart);
  }

  /** Everything that changes, in the order of {@code insert} and {@code update}. */
  private static Object[] columns(Tx tx, Cart cart, Object... more) {
    var parties = cart.parties();
    return Stream.concat(
            Stream.of(
                tx.marketplace(),
                cart.id(),
                cart.version(),
                tx.now(),
                cart.status(),
                cart.state().locked(),
                parties.ownerUser(),
                parties.ownerCompany(),
                parties.buyerUser(),
                parties.buyerCompany(),
                parties.buyerType(),
                cart.currency().getCurrencyCode(),
                cart.locale(),
                cart.paymentMethodId(),
                cart.contents().preAuthId(),
                new JsonObject(cart.customAttributes()),
                ItemJson.write(cart.items()),
                FeeJson.write(cart.fees()),
                CartRow.agents(cart.agents()),
                cart.purchaseId(),
                JsonValues.rejection(cart.rejection())),
            Stream.of(more))
        .toArray();
  }

  /**
   * Reads a cart. Fails with NOT_FOUND when there is none in this marketplace, or none within
   * reach.
   */
  public Future<Cart> find(Tx tx, String id, CartReach reach) {
    return one(tx, id, reach, "");
  }

  /** As {@link #find}, and nobody else changes the cart until the transaction ends. */
  public Future<Cart> lock(Tx tx, String id, CartReach reach) {
    return one(tx, id, reach, " for update");
  }

  private static Future<Cart> one(Tx tx, String id, CartReach reach, String lock) {
    return tx.one(
            "select " + COLUMNS + "from cart where marketplace_id = $1 and cart_id = $2" + lock,
            CartRow::read,
            tx.marketplace(),
            id)
        .compose(
            found -> {
              Cart cart = found.orElseThrow(() -> missing(id));
              return reach.includes(cart.parties(), cart.agents())
                  ? Future.succeededFuture(cart)
                  : customers(tx, cart, reach);
            });
  }

  private static Future<Cart> customers(Tx tx, Cart cart, CartReach reach) {
    return CompanyTree.customers(tx, reach.customersOf(), cart.parties().companies())
        .map(
            customers -> {
              if (!reach.reaches(cart.parties(), cart.agents(), customers)) {
                throw missing(cart.id());
              }
              return cart;
            });
  }

  private static Failure missing(String id) {
    return Failure.notFound("Shopping cart with ID " + id + " was not found.")
        .withCode("SHOPPING_CART_NOT_FOUND");
  }

  /**
   * Saves a change over the version it was made from; a lost race fails with CONFLICT.
   *
   * @param before the cart that was changed
   */
  public Future<Cart> save(Tx tx, Cart before, Cart cart) {
    return tx.execute(
            """
            update cart set version = version + 1, updated_on = $4, status = $5, locked = $6,
              owner_user_id = $7, owner_company_id = $8, buyer_user_id = $9,
              buyer_company_id = $10, buyer_type = $11, currency = $12, locale = $13,
              payment_method_id = $14, pre_auth_id = $15, custom_attributes = $16, items = $17,
              fees = $18, agents = $19, purchase_id = $20, rejection = $21
            where marketplace_id = $1 and cart_id = $2 and version = $3
            """,
            columns(tx, cart))
        .compose(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Shopping cart " + cart.id() + " was changed meanwhile.");
              }
              return replaceAgents(tx, before, cart);
            })
        .compose(done -> replaceProducts(tx, before, cart))
        .map(cart);
  }

  private static Future<?> replaceAgents(Tx tx, Cart before, Cart cart) {
    return before.agents().equals(cart.agents())
        ? Future.succeededFuture()
        : remove(tx, "cart_agent", cart).compose(done -> addAgents(tx, cart));
  }

  private static Future<?> replaceProducts(Tx tx, Cart before, Cart cart) {
    return before.productIds().equals(cart.productIds())
        ? Future.succeededFuture()
        : remove(tx, "cart_product", cart).compose(done -> addProducts(tx, cart));
  }

  private static Future<?> addAgents(Tx tx, Cart cart) {
    return add(
        tx,
        "insert into cart_agent (marketplace_id, cart_id, user_id) values ($1, $2, $3)",
        cart,
        cart.agents().stream().map(AccreditedAgent::user).distinct());
  }

  private static Future<?> addProducts(Tx tx, Cart cart) {
    return add(
        tx,
        "insert into cart_product (marketplace_id, cart_id, product_id) values ($1, $2, $3)",
        cart,
        cart.productIds().stream());
  }

  /** Rows beside the cart's own, because a list by them needs an index. */
  private static Future<?> add(Tx tx, String sql, Cart cart, Stream<?> values) {
    List<Object[]> rows =
        values.map(value -> new Object[] {tx.marketplace(), cart.id(), value}).toList();
    return rows.isEmpty() ? Future.succeededFuture() : tx.batch(sql, rows);
  }

  private static Future<Integer> remove(Tx tx, String table, Cart cart) {
    return tx.execute(
        "delete from " + table + " where marketplace_id = $1 and cart_id = $2",
        tx.marketplace(),
        cart.id());
  }

  /** One page of carts, in a stable order. */
  public Future<Page<Cart>> list(Tx tx, CartQuery query) {
    return CartFilter.of(tx, query)
        .page(COLUMNS, CartFilter.order(query), CartRow::read, query.number() - 1, query.size());
  }

  /**
   * Locked carts within reach that come after {@code after}, by id; closed for others meanwhile.
   */
  public Future<List<Cart>> locked(Tx tx, CartReach reach, String after, int limit) {
    Selection where = CartFilter.within(tx, reach).and("locked and cart_id > ?", after);
    return where.list(
        COLUMNS, where.with(" order by cart_id limit ? for update", limit), CartRow::read);
  }

  /** Open carts that nobody has touched since then, skipping those somebody holds just now. */
  public Future<List<Cart>> idle(Tx tx, Instant since, int limit) {
    return tx.list(
        "select "
            + COLUMNS
            + """
            from cart where marketplace_id = $1 and status = 'ACTIVE' and updated_on < $2
            order by updated_on limit $3 for update skip locked
            """,
        CartRow::read,
        tx.marketplace(),
        since,
        limit);
  }

  /** Open carts that this user owns or buys. */
  public Future<List<Cart>> openOf(Tx tx, UUID user) {
    return tx.list(
        "select "
            + COLUMNS
            + """
            from cart where marketplace_id = $1 and status = 'ACTIVE' and cart_id in (
              select cart_id from cart where marketplace_id = $1 and owner_user_id = $2
              union select cart_id from cart where marketplace_id = $1 and buyer_user_id = $2)
            order by cart_id for update
            """,
        CartRow::read,
        tx.marketplace(),
        user);
  }

  /** Deletes a cart with everything that was kept for it. */
  public Future<?> delete(Tx tx, Cart cart) {
    return remove(tx, "cart_agent", cart)
        .compose(done -> remove(tx, "cart_product", cart))
        .compose(done -> remove(tx, "cart_validation", cart))
        .compose(done -> remove(tx, "cart", cart));
  }
}
