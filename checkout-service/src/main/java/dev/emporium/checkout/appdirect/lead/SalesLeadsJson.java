package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Sales;
import dev.emporium.checkout.domain.lead.SalesSource;
import dev.emporium.checkout.domain.lead.SalesTarget;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The first API's leads on the wire (appdirect.txt:2280-2324). What is not set is null. */
final class SalesLeadsJson {
  private SalesLeadsJson() {}

  /** The user whose name {@link #lead} shows as the reseller's; may be null. */
  static Stream<UUID> users(Lead lead) {
    Person reseller = reseller(lead);
    return reseller == null ? Stream.empty() : Stream.ofNullable(reseller.user());
  }

  static JsonObject lead(Lead lead, Map<UUID, String> companies, Map<UUID, KnownUser> users) {
    Sales sales = lead.content().sales();
    var product = lead.origin().product();
    return new JsonObject()
        .put("uuid", lead.id().toString())
        .put("customer", customer(lead.content().customer()))
        .put("reseller", reseller(reseller(lead), companies, users))
        .put(
            "application",
            product == null
                ? null
                : new JsonObject()
                    .put("id", product.appId())
                    .put("applicationId", product.number())
                    .put("name", product.name()))
        .put(
            "edition",
            product == null || product.editionId() == null
                ? null
                : new JsonObject().put("id", product.editionId()))
        .put("comment", lead.content().notes())
        .put("additionalComment", sales.additionalComment())
        .put("useCaseDescription", sales.useCase())
        .put("externalIdentifier", sales.externalIdentifier())
        .put(
            "anticipatedCloseDate",
            sales.closeDate() == null ? null : sales.closeDate().toEpochMilli())
        .put("anticipatedNumberOfSeats", sales.seats())
        .put("attributes", new JsonObject(lead.content().attributes()))
        .put("creationDate", lead.origin().createdOn().toEpochMilli())
        .put("lastModificationDate", lead.lastModified().toEpochMilli())
        .put("customerLeadForProvider", customerLead(sales, SalesTarget.PROVIDER))
        .put("customerLeadForReseller", customerLead(sales, SalesTarget.RESELLER))
        .put("customerLeadForVendor", customerLead(sales, SalesTarget.VENDOR))
        .put("referralLead", sales.source() == SalesSource.RESELLER)
        .put("source", sales.source().name())
        .put("status", lead.salesStatus().name())
        .put("target", sales.target().name());
  }

  private static boolean customerLead(Sales sales, SalesTarget target) {
    return sales.source() == SalesSource.CUSTOMER && sales.target() == target;
  }

  /** Who sells to the lead: who converted it, else who has it, else who referred it. */
  private static Person reseller(Lead lead) {
    if (lead.progress().reseller() != null) {
      return lead.progress().reseller();
    }
    UUID company =
        lead.progress().recipient().isChannel()
            ? lead.progress().referrer().company()
            : lead.progress().recipient().company();
    if (company == null) {
      return null;
    }
    var creator = lead.origin().creator();
    return new Person(company.equals(creator.company()) ? creator.user() : null, company);
  }

  private static JsonObject reseller(
      Person person, Map<UUID, String> companies, Map<UUID, KnownUser> users) {
    if (person == null) {
      return null;
    }
    KnownUser user = person.user() == null ? null : users.get(person.user());
    return new JsonObject()
        .put("companyId", person.company().toString())
        .put("companyName", companies.get(person.company()))
        .put("firstName", user == null ? null : user.firstName())
        .put("lastName", user == null ? null : user.lastName())
        .put("email", user == null ? null : user.email());
  }

  private static JsonObject customer(LeadCustomer customer) {
    var company = customer.company();
    var contact = customer.contact();
    return new JsonObject()
        .put("companyName", company.name())
        .put("firstName", contact.firstName())
        .put("lastName", contact.lastName())
        .put("email", contact.email())
        .put("phoneNumber", contact.phone())
        .put("street1", company.street1())
        .put("street2", company.street2())
        .put("city", company.city())
        .put("state", company.state())
        .put("zip", company.zip())
        .put("country", company.country());
  }
}
