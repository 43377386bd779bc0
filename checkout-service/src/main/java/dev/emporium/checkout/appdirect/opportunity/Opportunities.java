package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.event.FactsReader;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.event.OpportunityFactsReader;
import dev.emporium.checkout.event.OpportunitySaga;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.checkout.store.opportunity.RequiredFormStore;
import dev.emporium.checkout.store.opportunity.SalesPermissionStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;

/** Every operation on opportunities. */
public final class Opportunities {
  private final OpportunityOperations opportunities;
  private final OpportunityItemOperations items;
  private final OpportunitySaleOperations sales;
  private final OpportunityPriceOperations prices;
  private final OpportunityFormOperations forms;

  /** What the operations stand on. */
  public record Ground(
      Database database,
      OpportunityStore store,
      ProductStore products,
      RequiredFormStore forms,
      SalesPermissionStore permissions,
      DiscountStore discounts,
      FactsReader facts,
      OpportunityFactsReader opportunityFacts,
      Members people,
      Arrivals arrivals,
      OpportunitySaga saga) {}

  public Opportunities(Ground ground) {
    var desk = new OpportunityDesk(ground);
    var shelf = new PlanShelf(ground);
    var parties = new PartyCheck(ground, desk);
    opportunities = new OpportunityOperations(ground, desk, shelf, parties);
    items = new OpportunityItemOperations(ground, desk, shelf);
    sales = new OpportunitySaleOperations(ground, desk, parties);
    prices = new OpportunityPriceOperations(ground, desk, shelf, parties);
    forms = new OpportunityFormOperations(ground, desk, parties);
  }

  /** Binds every operation of {@code contract/checkout/appdirect-opportunities.yaml}. */
  public void bind(Operations operations) {
    opportunities.bind(operations);
    items.bind(operations);
    sales.bind(operations);
    prices.bind(operations);
    forms.bind(operations);
  }
}
