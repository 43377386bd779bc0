package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartFacts;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.Eligibility;
import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads from the projections what the rules of a cart ask for. */
public final class FactsReader {
  private final DiscountStore discounts;
  private final Members people;

  public FactsReader(DiscountStore discounts, Members people) {
    this.discounts = discounts;
    this.people = people;
  }

  /** Everything about one cart. */
  public Future<CartFacts> of(Tx tx, Cart cart) {
    return of(tx, cart, false);
  }

  /** As {@link #of(Tx, Cart)}, and nobody else redeems its discounts until the transaction ends. */
  public Future<CartFacts> forSale(Tx tx, Cart cart) {
    return of(tx, cart, true);
  }

  private Future<CartFacts> of(Tx tx, Cart cart, boolean sale) {
    Party owner = cart.parties().owner();
    Party buyer = cart.parties().buyer();
    Future<Map<String, KnownPlan>> plans =
        plans(tx, cart.items().stream().map(CartItem::planId).toList());
    Future<Map<Party, Member>> members = people.members(tx, List.of(owner, buyer));
    Future<List<Instrument>> instruments = instruments(tx, buyer.company());
    Future<List<KnownDiscount>> known =
        plans.compose(
            found -> discounts.find(tx, CartPricing.discountNames(cart), apps(found), sale));
    return Future.all(known, members, instruments)
        .map(
            done ->
                new CartFacts(
                    plans.result(),
                    members.result().get(owner),
                    members.result().get(buyer),
                    instruments.result(),
                    known.result()));
  }

  private static List<String> apps(Map<String, KnownPlan> plans) {
    return plans.values().stream().map(plan -> plan.terms().appId()).distinct().toList();
  }

  /** The plans with these ids, by id; unknown ones are missing. */
  public Future<Map<String, KnownPlan>> plans(Tx tx, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.list(
            """
            select plan_id, on_sale, terms, allow_own, restrict_own from catalog_plan
            where marketplace_id = $1 and plan_id = any($2)
            """,
            FactsReader::plan,
            tx.marketplace(),
            ids.stream().distinct().toArray(String[]::new))
        .map(
            rows -> rows.stream().collect(Collectors.toMap(plan -> plan.terms().planId(), p -> p)));
  }

  private static KnownPlan plan(Row row) {
    return new KnownPlan(
        TermsJson.read(row.getJsonObject("terms")),
        row.getBoolean("on_sale"),
        new Eligibility(
            row.getJsonObject("allow_own").getMap(), row.getJsonObject("restrict_own").getMap()));
  }

  /** What this company's people can pay with. */
  public Future<List<Instrument>> instruments(Tx tx, UUID company) {
    if (company == null) {
      return Future.succeededFuture(List.of());
    }
    return tx.list(
        """
        select instrument_id, user_id, is_default, usable from payment_instrument
        where marketplace_id = $1 and company_id = $2 and not removed
        """,
        row ->
            new Instrument(
                row.getString("instrument_id"),
                row.getUUID("user_id"),
                row.getBoolean("is_default"),
                row.getBoolean("usable")),
        tx.marketplace(),
        company);
  }
}
