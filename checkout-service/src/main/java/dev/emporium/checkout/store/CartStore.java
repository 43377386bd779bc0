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
            insert into cart (marketplace_id, cart_id, version, created_on, updated_on, partner,
              status, locked, owner_user_id, owner_company_id, buyer_user_id, buyer_company_id,
              buyer_type, currency, locale, payment_method_id, pre_auth_id, custom_attributes,
              items, product_ids, fees, agents)
            values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
              $18, $19, $20, $21)
            """,
            tx.marketplace(),
            cart.id(),
            cart.version(),
            cart.createdOn(),
            cart.partner(),
            cart.status().name(),
            cart.state().locked(),
            cart.parties().ownerUser(),
            cart.parties().ownerCompany(),
            cart.parties().buyerUser(),
            cart.parties().buyerCompany(),
            cart.parties().buyerType().name(),
            cart.currency().getCurrencyCode(),
            cart.locale(),
            cart.paymentMethodId(),
            cart.contents().preAuthId(),
            new JsonObject(cart.customAttributes()),
            ItemJson.write(cart.items()),
            CartRow.productIds(cart.items()),
            FeeJson.write(cart.fees()),
            CartRow.agents(cart.agents()))
        .compose(done -> addAgents(tx, cart))
        .map(cart);
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

  /** Saves a change over the version it was made from; a lost race fails with CONFLICT. */
  public Future<Cart> save(Tx tx, Cart cart) {
    return tx.execute(
            """
            update cart set version = version + 1, updated_on = $4, status = $5, locked = $6,
              owner_user_id = $7, owner_company_id = $8, buyer_user_id = $9,
              buyer_company_id = $10, buyer_type = $11, currency = $12, locale = $13,
              payment_method_id = $14, pre_auth_id = $15, custom_attributes = $16, items = $17,
              product_ids = $18, fees = $19, agents = $20, purchase_id = $21, rejection = $22
            where marketplace_id = $1 and cart_id = $2 and version = $3
            """,
            tx.marketplace(),
            cart.id(),
            cart.version(),
            tx.now(),
            cart.status().name(),
            cart.state().locked(),
            cart.parties().ownerUser(),
            cart.parties().ownerCompany(),
            cart.parties().buyerUser(),
            cart.parties().buyerCompany(),
            cart.parties().buyerType().name(),
            cart.currency().getCurrencyCode(),
            cart.locale(),
            cart.paymentMethodId(),
            cart.contents().preAuthId(),
            new JsonObject(cart.customAttributes()),
            ItemJson.write(cart.items()),
            CartRow.productIds(cart.items()),
            FeeJson.write(cart.fees()),
            CartRow.agents(cart.agents()),
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

  /** Saves a change that may be one of the agents. */
  public Future<Cart> save(Tx tx, Cart before, Cart cart) {
    Future<Cart> saved = save(tx, cart);
    return before.agents().equals(cart.agents())
        ? saved
        : saved
            .compose(done -> removeAgents(tx, cart.id()))
            .compose(done -> addAgents(tx, cart))
            .map(cart);
  }

  private static Future<Void> addAgents(Tx tx, Cart cart) {
    List<Object[]> rows =
        cart.agents().stream()
            .map(AccreditedAgent::user)
            .distinct()
            .map(user -> new Object[] {tx.marketplace(), user, cart.id()})
            .toList();
    return rows.isEmpty()
        ? Future.succeededFuture()
        : tx.batch(
            "insert into cart_agent (marketplace_id, user_id, cart_id) values ($1, $2, $3)", rows);
  }

  private static Future<Integer> removeAgents(Tx tx, String cartId) {
    return tx.execute(
        "delete from cart_agent where marketplace_id = $1 and cart_id = $2",
        tx.marketplace(),
        cartId);
  }

  /** One page of carts, in a stable order. */
  public Future<Page<Cart>> list(Tx tx, CartQuery query) {
    CartFilter where = CartFilter.of(tx.marketplace(), query);
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

  /**
   * Locked carts within reach that come after {@code after}, by id; closed for others meanwhile.
   */
  public Future<List<Cart>> locked(Tx tx, CartReach reach, String after, int limit) {
    CartFilter where =
        CartFilter.within(tx.marketplace(), reach).and("locked and cart_id > ?", after);
    Object[] all = where.parametersAnd(limit);
    return tx.list(
        "select "
            + COLUMNS
            + "from cart"
            + where
            + " order by cart_id limit $"
            + all.length
            + " for update",
        CartRow::read,
        all);
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
    return removeAgents(tx, cart.id())
        .compose(
            done ->
                tx.execute(
                    "delete from cart_validation where marketplace_id = $1 and cart_id = $2",
                    tx.marketplace(),
                    cart.id()))
        .compose(
            done ->
                tx.execute(
                    "delete from cart where marketplace_id = $1 and cart_id = $2",
                    tx.marketplace(),
                    cart.id()));
  }
}
