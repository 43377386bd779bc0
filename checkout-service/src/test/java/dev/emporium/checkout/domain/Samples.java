package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carts, plans and facts to test with. */
public final class Samples {
  public static final UUID OWNER = UUID.fromString("01ada338-52fb-42b8-8c47-c72c30b8a602");
  public static final UUID COMPANY = UUID.fromString("08a28380-b2cf-4915-aaf8-2958b350b090");
  public static final Member MEMBER = member(true, null);

  private Samples() {}

  /** A known user of a known company, whose reseller may be null. */
  public static Member member(boolean active, UUID reseller) {
    return new Member(
        true, active, true, active, reseller, active, Optional.empty(), Map.of(), Map.of());
  }

  /** 4.99 USD a month after 14 days of trial, unless told otherwise. */
  public static PlanTerms recurring(String id, String price, int trialDays, String period) {
    return plan(id, "recurring", price, trialDays, period, Category.RECURRING, Strategy.FLAT);
  }

  public static PlanTerms single(String id, String price) {
    return plan(id, "single", price, 0, null, Category.ONE_TIME, Strategy.FLAT);
  }

  public static PlanTerms free(String id) {
    return plan(id, "free", "0", 0, null, Category.RECURRING, Strategy.FREE);
  }

  private static PlanTerms plan(
      String id,
      String type,
      String price,
      int trialDays,
      String period,
      Category category,
      Strategy strategy) {
    var cost =
        new Cost(
            "cost-" + id, category, category + "_FLAT", strategy, null, Money.of(price, "USD"));
    return flat(
        id,
        "8130e107-644e-4013-8673-1f3b04d2a39d",
        type,
        trialDays,
        period,
        period == null ? null : 1,
        cost);
  }

  /** A plan of one cost: no units, no contract, no add-on. */
  public static PlanTerms flat(
      String id, String app, String type, int trialDays, String period, Integer count, Cost cost) {
    return new PlanTerms(
        id,
        1,
        "Basic",
        app,
        7,
        "Board",
        "c134a1b5-b667-45a3-b572-8f3453a277a7",
        null,
        null,
        70,
        "model-" + id,
        type,
        "single",
        trialDays,
        period,
        count,
        3050,
        List.of(cost),
        List.of(),
        ContractTerms.NONE,
        false,
        0);
  }

  public static CartItem item(PlanTerms terms) {
    return item(null, terms.planId(), Optional.of(terms), List.of());
  }

  /** An item of its own at the catalog's price. */
  public static CartItem item(
      String reference, String planId, Optional<PlanTerms> terms, List<Unit> units) {
    return new CartItem(
        UUID.randomUUID(), reference, null, planId, terms, units, Deal.NONE, Map.of());
  }

  public static Cart cart(CartItem... items) {
    return new Cart(
        "5bda3aeedd54f113e3694422",
        Instant.parse("2026-02-28T10:00:00Z"),
        1,
        "ACME",
        CartContents.empty(
                new Parties(OWNER, COMPANY, OWNER, COMPANY, BuyerType.CUSTOMER),
                Currency.getInstance("USD"))
            .edit()
            .items(List.of(items))
            .done(),
        CartState.OPEN);
  }

  public static KnownPlan onSale(PlanTerms terms) {
    return new KnownPlan(terms, true, new Eligibility(Map.of(), Map.of()));
  }

  public static CartFacts facts(List<Instrument> instruments, KnownPlan... plans) {
    var byId = new HashMap<String, KnownPlan>();
    for (KnownPlan plan : plans) {
      byId.put(plan.terms().planId(), plan);
    }
    return new CartFacts(byId, MEMBER, MEMBER, instruments, List.of());
  }
}
