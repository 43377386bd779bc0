package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.UnitProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether an opportunity can be sold. Pure: everything it knows is given to it. */
public final class OpportunityValidation {
  private final Deal deal;
  private final People people;
  private final OpportunityFacts facts;
  private final List<Problem> found = new ArrayList<>();

  private OpportunityValidation(Deal deal, People people, OpportunityFacts facts) {
    this.deal = deal;
    this.people = people;
    this.facts = facts;
  }

  /**
   * Everything that blocks the sale, items first.
   *
   * @param frozen whether price and plan were agreed already (an approved quote): then a plan that
   *     is no longer on sale does not matter
   */
  public static List<Problem> run(Opportunity opportunity, OpportunityFacts facts, boolean frozen) {
    return run(opportunity.deal(), opportunity, facts, frozen);
  }

  /** As {@link #run(Opportunity, OpportunityFacts, boolean)}, for what was offered before. */
  public static List<Problem> run(
      Deal deal, Opportunity opportunity, OpportunityFacts facts, boolean frozen) {
    var validation = new OpportunityValidation(deal, opportunity.people(), facts);
    validation.items(frozen);
    validation.parties();
    validation.payment(opportunity);
    return List.copyOf(validation.found);
  }

  private void items(boolean frozen) {
    if (deal.items().isEmpty()) {
      found.add(Problem.of("OPPORTUNITY_EMPTY", "The opportunity has no items."));
    }
    for (OpportunityItem item : deal.items()) {
      Optional<PlanTerms> terms = item.terms();
      if (terms.isEmpty()) {
        found.add(
            Problem.in(
                item,
                "PRICING_PLAN_REQUIRED",
                "A pricing plan must be chosen for " + item.productName() + "."));
      } else {
        plan(item, terms.get(), frozen);
      }
      association(item);
      facts
          .forms()
          .getOrDefault(item.id(), List.of())
          .forEach(form -> found.addAll(form.problems(item, facts.customer())));
    }
  }

  private void plan(OpportunityItem item, PlanTerms terms, boolean frozen) {
    KnownPlan plan = facts.plans().get(terms.planId());
    if (!frozen && (plan == null || !plan.onSale())) {
      String id = terms.planId();
      found.add(
          Problem.in(
                  item,
                  "PRICING_PLAN_NOT_ON_SALE",
                  "Pricing plan with ID " + id + " is not on sale.")
              .settledBy("plan/" + id));
    }
    if (plan != null
        && facts.customer().user()
        && !plan.eligibility().admits(facts.customer().customData())) {
      found.add(
          Problem.in(
              item,
              "PRODUCT_NOT_AVAILABLE",
              terms.appName() + " is not available to the customer."));
    }
    for (UnitProblem problem : UnitProblem.of(terms, item.units())) {
      found.add(Problem.in(item, problem.code(), problem.message()));
    }
  }

  /** An add-on needs a parent it fits, and whoever names a parent needs it to be here. */
  private void association(OpportunityItem item) {
    Product product = facts.products().get(item.productId());
    boolean addOn =
        product == null ? item.terms().filter(PlanTerms::addOn).isPresent() : product.addOn();
    Optional<OpportunityItem> parent = deal.parentOf(item);
    boolean fits =
        parent.isPresent() && (product == null || product.fits(parent.get().productId()));
    if ((addOn || item.parent() != null) && !fits) {
      found.add(Problem.in(item, "ASSOCIATION_VALIDATION_API_ERROR", "Invalid parent product"));
    }
  }

  private void parties() {
    found.addAll(PartyRules.owner(people.owner(), facts.owner()));
    found.addAll(
        PartyRules.customer(
            people.customer(), facts.customer(), people.owner(), people.ownerType()));
  }

  private void payment(Opportunity opportunity) {
    // Which day it is decides nothing that is asked here.
    PricedCart priced =
        OpportunityPricing.of(deal, opportunity.currency(), people, LocalDate.EPOCH);
    boolean costs = priced.dueNowAfterTax().signum() > 0 || priced.chargesLater();
    if (costs && facts.payer(people.customer().user()).isEmpty()) {
      found.add(
          Problem.of("PAYMENT_METHOD_REQUIRED", "The customer has no payment method.")
              .settledBy("payment-instruments/" + people.customer().company()));
    }
  }
}
