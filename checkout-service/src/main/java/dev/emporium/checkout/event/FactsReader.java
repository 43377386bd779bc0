package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartFacts;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.Eligibility;
import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Standing;
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

  public FactsReader(DiscountStore discounts) {
    this.discounts = discounts;
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
    var parties = cart.parties();
    return plans(tx, cart.items().stream().map(CartItem::planId).toList())
        .compose(
            plans ->
                standing(tx, parties.ownerUser(), parties.ownerCompany())
                    .compose(
                        owner ->
                            standing(tx, parties.buyerUser(), parties.buyerCompany())
                                .compose(
                                    buyer ->
                                        instruments(tx, parties.buyerCompany())
                                            .map(
                                                instruments ->
                                                    new CartFacts(
                                                        plans, owner, buyer, instruments)))))
        .compose(
            facts ->
                discounts
                    .find(tx, CartPricing.discountNames(cart), apps(facts), sale)
                    .map(
                        known ->
                            new CartFacts(
                                facts.plans(),
                                facts.owner(),
                                facts.buyer(),
                                facts.instruments(),
                                known)));
  }

  private static List<String> apps(CartFacts facts) {
    return facts.plans().values().stream().map(plan -> plan.terms().appId()).distinct().toList();
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

  /** What is known of a user in a company. */
  // A user's first company counts as joined until its membership arrives, because the two events
  // are of different aggregates and may come in either order.
  public Future<Standing> standing(Tx tx, UUID user, UUID company) {
    return tx.one(
            """
            select u.user_id is not null as known_user, coalesce(u.enabled, false) as user_enabled,
              c.company_id is not null as known_company,
              coalesce(c.enabled, false) as company_enabled,
              coalesce(m.enabled, u.company_id = $3, false) as member,
              coalesce(u.custom_data, '{}'::jsonb) as custom_data, c.parent_id
            from (select $1::uuid as marketplace_id) here
            left join customer_user u on u.marketplace_id = here.marketplace_id and u.user_id = $2
            left join customer_company c
              on c.marketplace_id = here.marketplace_id and c.company_id = $3
            left join customer_membership m on m.marketplace_id = here.marketplace_id
              and m.user_id = $2 and m.company_id = $3
            """,
            row ->
                new Standing(
                    row.getBoolean("known_user"),
                    row.getBoolean("user_enabled"),
                    row.getBoolean("known_company"),
                    row.getBoolean("company_enabled"),
                    row.getBoolean("member"),
                    row.getJsonObject("custom_data").getMap(),
                    row.getUUID("parent_id")),
            tx.marketplace(),
            user,
            company)
        .map(found -> found.orElse(Standing.UNKNOWN));
  }

  private static Future<List<Instrument>> instruments(Tx tx, UUID company) {
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
