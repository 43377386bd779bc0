package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.LeadCustomer.Company;
import dev.emporium.checkout.domain.lead.LeadCustomer.Contact;
import io.vertx.core.json.JsonObject;

/** A lead's customer in the second API's shape (appdirect.txt:2511), which is also how it rests. */
public final class CustomerJson {
  private CustomerJson() {}

  /** Writes everything, null where nothing is told. */
  public static JsonObject write(LeadCustomer customer) {
    return new JsonObject()
        .put("company", write(customer.company()))
        .put("contact", write(customer.contact()));
  }

  /** The company, null where nothing is told. */
  public static JsonObject write(Company company) {
    return new JsonObject()
        .put("name", company.name())
        .put("street1", company.street1())
        .put("street2", company.street2())
        .put("city", company.city())
        .put("state", company.state())
        .put("zip", company.zip())
        .put("country", company.country());
  }

  /** The contact, null where nothing is told. */
  public static JsonObject write(Contact contact) {
    return new JsonObject()
        .put("firstName", contact.firstName())
        .put("lastName", contact.lastName())
        .put("email", contact.email())
        .put("phone", contact.phone());
  }

  /** Reads what was written or sent; what is missing is null. */
  public static LeadCustomer read(JsonObject customer) {
    JsonObject company = customer.getJsonObject("company", new JsonObject());
    JsonObject contact = customer.getJsonObject("contact", new JsonObject());
    return new LeadCustomer(
        new Company(
            company.getString("name"),
            company.getString("street1"),
            company.getString("street2"),
            company.getString("city"),
            company.getString("state"),
            company.getString("zip"),
            company.getString("country")),
        new Contact(
            contact.getString("firstName"),
            contact.getString("lastName"),
            contact.getString("email"),
            contact.getString("phone")));
  }
}
