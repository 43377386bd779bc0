package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.store.lead.ActivityStore;
import dev.emporium.checkout.store.lead.LeadSettingsStore;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;

/** AppDirect's leads put together: one table of all operations of both APIs. */
public final class Leads {
  private final LeadOperations leads;
  private final CourseOperations course;
  private final SalesLeadOperations sales;

  public Leads(Database database, Directory people, Arrivals arrivals) {
    var store = new LeadStore();
    var activities = new ActivityStore();
    var settings = new LeadSettingsStore();
    var products = new ProductStore();
    var caller = new LeadCaller(database, people, arrivals, settings);
    var desk = new LeadDesk(database, store, activities, people, caller);
    var made = new NewLeads(database, people, products, arrivals, caller, desk);
    leads = new LeadOperations(caller, desk, made);
    course =
        new CourseOperations(
            database,
            people,
            arrivals,
            caller,
            desk,
            new Conversions(database, store, settings, people, desk));
    sales = new SalesLeadOperations(database, store, people, products, caller, desk);
  }

  /** Binds every operation of {@code contract/checkout/appdirect-leads.yaml}. */
  public void bind(Operations operations) {
    leads.bind(operations);
    course.bind(operations);
    sales.bind(operations);
  }
}
