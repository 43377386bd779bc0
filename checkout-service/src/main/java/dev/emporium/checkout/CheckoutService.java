package dev.emporium.checkout;

import dev.emporium.checkout.admin.LeadSettingsOperations;
import dev.emporium.checkout.admin.SalesAdministration;
import dev.emporium.checkout.appdirect.Checkout;
import dev.emporium.checkout.appdirect.lead.Leads;
import dev.emporium.checkout.appdirect.opportunity.Opportunities;
import dev.emporium.checkout.appdirect.opportunity.SalesCallers;
import dev.emporium.checkout.appdirect.quote.Quotes;
import dev.emporium.checkout.event.AbandonedCarts;
import dev.emporium.checkout.event.CatalogProjection;
import dev.emporium.checkout.event.CustomerProjection;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.DiscountProjection;
import dev.emporium.checkout.event.FactsReader;
import dev.emporium.checkout.event.InstrumentProjection;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.event.OpportunityFactsReader;
import dev.emporium.checkout.event.OpportunitySaga;
import dev.emporium.checkout.event.ProductProjection;
import dev.emporium.checkout.event.PurchaseSaga;
import dev.emporium.checkout.event.QuoteDesk;
import dev.emporium.checkout.event.QuoteExpiry;
import dev.emporium.checkout.event.Sales;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.checkout.store.opportunity.RequiredFormStore;
import dev.emporium.checkout.store.opportunity.SalesPermissionStore;
import dev.emporium.checkout.store.quote.QuoteLinkStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;
import java.time.Duration;

/** The checkout service: shopping carts, from the first item to the purchase, and leads. */
public final class CheckoutService {
  private CheckoutService() {}

  /** Starts the service from the process's environment. */
  public static void main(String[] arguments) {
    ServiceHost.main("checkout", CheckoutService::wire);
  }

  /** Puts the rooms together. */
  public static void wire(Wiring wiring) {
    var carts = new CartStore();
    var discounts = new DiscountStore();
    var members = new Members();
    var directory = new Directory();
    var facts = new FactsReader(discounts, members);
    var sales = new Sales(discounts);
    var arrivals = new Arrivals(wiring.signals());
    var customers = new CustomerProjection();
    var saga = new PurchaseSaga(wiring.database(), carts, facts, arrivals, sales);
    var checkout =
        new Checkout(
            new Checkout.Ground(
                wiring.database(), carts, facts, members, directory, discounts, arrivals, saga));
    var abandoned =
        new AbandonedCarts(
            wiring.database(),
            carts,
            Duration.ofDays(wiring.settings().number("CARTS_ABANDONED_DAYS", 90)));
    wiring.every("checkout-abandoned-carts", Duration.ofHours(1), abandoned::run);
    wiring.contract("contract/checkout/appdirect.yaml", checkout::bind);
    leads(wiring, directory, arrivals);
    wiring.contract("contract/checkout/appdirect-pricing.yaml", checkout::bindPricing);
    wiring.consume("catalog", "app.*", new CatalogProjection()::apply);
    wiring.consume("installation", "marketplace.*", customers::marketplace);
    wiring.consume("installation", "company.*", customers::company);
    wiring.consume("installation", "user.*", customers::user);
    wiring.consume("installation", "user.removed", abandoned::userRemoved);
    wiring.consume("installation", "membership.*", customers::membership);
    wiring.consume("billing", "payment-instrument.*", new InstrumentProjection()::apply);
    wiring.consume("billing", "discount.*", new DiscountProjection(discounts)::apply);
    wiring.consume("billing", "purchase.completed", saga::completed);
    wiring.consume("billing", "purchase.rejected", sales::rejected);
    wiring.consume("billing", "purchase.rejected", saga::rejected);
    quotes(wiring, directory, opportunities(wiring, facts, members, discounts, sales, arrivals));
  }

  private static Opportunities.Ground opportunities(
      Wiring wiring,
      FactsReader facts,
      Members people,
      DiscountStore discounts,
      Sales sales,
      Arrivals arrivals) {
    var store = new OpportunityStore();
    var products = new ProductStore();
    var forms = new RequiredFormStore();
    var permissions = new SalesPermissionStore();
    var known = new OpportunityFactsReader(facts, products, forms, people);
    var saga = new OpportunitySaga(store, known, discounts, sales);
    var ground =
        new Opportunities.Ground(
            wiring.database(),
            store,
            products,
            forms,
            permissions,
            discounts,
            facts,
            known,
            people,
            arrivals,
            saga);
    wiring.contract(
        "contract/checkout/appdirect-opportunities.yaml", new Opportunities(ground)::bind);
    wiring.contract(
        "contract/checkout/admin-opportunities.yaml",
        new SalesAdministration(wiring.database(), permissions, forms, products)::bind);
    wiring.consume("catalog", "app.*", new ProductProjection(products)::apply);
    wiring.consume("billing", "purchase.completed", saga::completed);
    wiring.consume("billing", "purchase.rejected", saga::rejected);
    return ground;
  }

  private static void quotes(Wiring wiring, Directory people, Opportunities.Ground ground) {
    var store = new QuoteStore();
    var links = new QuoteLinkStore();
    var desk = new QuoteDesk(store, links, ground.store());
    var quotes =
        new Quotes(
            wiring.vertx(),
            new Quotes.Ground(
                wiring.database(),
                store,
                links,
                ground.store(),
                desk,
                new SalesCallers(ground.permissions(), ground.people()),
                people,
                ground.arrivals()),
            wiring.settings().text("PUBLIC_URL", "http://localhost:8080"));
    wiring.contract("contract/checkout/appdirect-quotes.yaml", quotes::bind);
    wiring.contract("contract/checkout/quotes.yaml", quotes::bindShared);
    wiring.every(
        "quote-expiry", Duration.ofSeconds(5), new QuoteExpiry(wiring.database(), desk)::run);
    wiring.consume("billing", "purchase.completed", desk::purchased);
  }

  private static void leads(Wiring wiring, Directory people, Arrivals arrivals) {
    var leads = new Leads(wiring.database(), people, arrivals);
    wiring.contract("contract/checkout/appdirect-leads.yaml", leads::bind);
    wiring.contract(
        "contract/checkout/admin-leads.yaml", new LeadSettingsOperations(wiring.database())::bind);
  }
}
