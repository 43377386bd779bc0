package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.DiscountRules;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.OpportunityPricing;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.event.OpportunityEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an opportunity costs: summary, costs of a plan, discounts. */
final class OpportunityPriceOperations {
  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;
  private final PlanShelf shelf;
  private final PartyCheck parties;

  OpportunityPriceOperations(
      Opportunities.Ground ground, OpportunityDesk desk, PlanShelf shelf, PartyCheck parties) {
    this.ground = ground;
    this.desk = desk;
    this.shelf = shelf;
    this.parties = parties;
  }

  void bind(Operations operations) {
    operations
        .on("getOpportunitySummary", this::getOpportunitySummary)
        .on("getOpportunityPricingPlanCosts", this::getOpportunityPricingPlanCosts)
        .on("getPricingPlanCosts", this::getPricingPlanCosts)
        .on("applyOpportunityDiscount", this::applyOpportunityDiscount)
        .on("deleteOpportunityDiscount", this::deleteOpportunityDiscount);
  }

  private Future<Reply> getOpportunitySummary(Call call) {
    return desk.read(call, (tx, known) -> summary(tx, known.opportunity()));
  }

  private Future<Reply> summary(Tx tx, Opportunity opportunity) {
    return ground
        .products()
        .of(tx, OpportunityPrices.productsOf(opportunity))
        .map(products -> Reply.ok(OpportunityPrices.of(tx, opportunity, products).summary()));
  }

  private Future<Reply> getOpportunityPricingPlanCosts(Call call) {
    Currency currency = currency(call);
    return desk.read(call, (tx, known) -> Future.succeededFuture(known.opportunity()))
        .compose(
            found -> {
              if (!found.currency().equals(currency)) {
                throw Failure.invalid("currency", "the opportunity is in " + found.currency());
              }
              return costs(call, currency, found.people().owner(), found.people().ownerType());
            });
  }

  private Future<Reply> getPricingPlanCosts(Call call) {
    var owner =
        new Party(
            UUID.fromString(call.query("ownerId").orElseThrow()),
            UUID.fromString(call.query("ownerCompanyId").orElseThrow()));
    return parties
        .agent(call, owner)
        .compose(checked -> costs(call, currency(call), owner, checked.people().ownerType()));
  }

  private Future<Reply> costs(Call call, Currency currency, Party owner, OwnerType type) {
    String id = call.query("pricingPlanId").orElseThrow();
    return shelf
        .plan(call, id)
        .compose(
            plan ->
                ground
                    .database()
                    .read(
                        call.marketplace(),
                        tx -> Future.succeededFuture(LocalDate.ofInstant(tx.now(), ZoneOffset.UTC)))
                    .map(today -> costs(plan, id, currency, owner, type, today)));
  }

  private static Reply costs(
      KnownPlan plan, String id, Currency currency, Party owner, OwnerType type, LocalDate day) {
    if (plan == null) {
      throw Failure.notFound("Pricing plan with ID " + id + " not found.")
          .withCode("PRICING_PLAN_NOT_FOUND");
    }
    ItemWish.soldIn(plan.terms(), currency, "");
    return Reply.ok(
        OpportunityPrices.initial(
            OpportunityPricing.initial(plan.terms(), currency, owner, type, day)));
  }

  private static Currency currency(Call call) {
    return Currency.getInstance(call.query("currency").orElseThrow());
  }

  private Future<Reply> applyOpportunityDiscount(Call call) {
    String code = call.body().getString("discountCode");
    return ground
        .arrivals()
        .settle(
            () -> desk.read(call, (tx, known) -> named(tx, code)),
            found -> found.isEmpty() ? Set.of(KnownDiscount.arrival(code)) : Set.<String>of())
        .compose(found -> applied(call, code));
  }

  private Future<Optional<KnownDiscount>> named(Tx tx, String code) {
    return ground
        .discounts()
        .find(tx, List.of(code), List.of(), false)
        .map(found -> found.stream().filter(each -> each.isNamed(code, null)).findFirst());
  }

  private Future<Reply> applied(Call call, String code) {
    return desk.write(
        call,
        (tx, known) -> {
          Opportunity before = known.opportunity();
          before.requireChangeable(known.managed());
          Set<UUID> items = items(call, before);
          return named(tx, code)
              .map(
                  found ->
                      DiscountRules.apply(code, found, before.deal(), items, before.currency()))
              .compose(
                  applied ->
                      desk.save(
                          tx,
                          known.caller(),
                          before.discounted(applied, known.managed()),
                          OpportunityEvents::updated,
                          (done, saved) -> summary(done, saved.opportunity())));
        });
  }

  private Future<Reply> deleteOpportunityDiscount(Call call) {
    String code = call.body().getString("discountCode");
    return desk.change(
        call,
        known ->
            known
                .opportunity()
                .undiscounted(code, items(call, known.opportunity()), known.managed()),
        OpportunityEvents::updated,
        (tx, saved) -> summary(tx, saved.opportunity()));
  }

  /** The items that a body names, all when it names none. */
  private static Set<UUID> items(Call call, Opportunity opportunity) {
    JsonArray named = call.body().getJsonArray("itemIds");
    Set<UUID> items = new LinkedHashSet<>();
    if (named == null || named.isEmpty()) {
      opportunity.items().stream().map(OpportunityItem::id).forEach(items::add);
    } else {
      named.forEach(id -> items.add(opportunity.deal().item(String.valueOf(id)).id()));
    }
    return items;
  }
}
