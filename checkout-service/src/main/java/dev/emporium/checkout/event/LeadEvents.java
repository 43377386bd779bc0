package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The events of leads (ARCHITECTURE.md, checkout). */
public final class LeadEvents {
  private LeadEvents() {}

  /** What was done to a lead, but for its conversion. */
  public static Event of(Verb verb, Lead lead) {
    return event(type(verb), lead, summary(lead));
  }

  /**
   * {@code lead.converted}.
   *
   * @param isNew whether company and user are still to be made by the installation service
   */
  public static Event converted(Lead lead, boolean isNew) {
    Person to = lead.progress().converted();
    LeadCustomer.Company company = lead.content().customer().company();
    LeadCustomer.Contact contact = lead.content().customer().contact();
    return event(
        "lead.converted",
        lead,
        summary(lead)
            .put("resellerUserId", text(lead.progress().reseller().user()))
            .put("resellerCompanyId", text(lead.progress().reseller().company()))
            .put("isNew", isNew)
            .put(
                "company",
                new JsonObject()
                    .put("companyId", text(to.company()))
                    .put("name", company.name())
                    .put("street1", company.street1())
                    .put("street2", company.street2())
                    .put("city", company.city())
                    .put("state", company.state())
                    .put("zip", company.zip())
                    .put("country", company.country()))
            .put(
                "user",
                new JsonObject()
                    .put("userId", text(to.user()))
                    .put("email", contact.email())
                    .put("firstName", contact.firstName())
                    .put("lastName", contact.lastName())
                    .put("phone", contact.phone())));
  }

  private static String type(Verb verb) {
    return switch (verb) {
      case LEAD_CREATED -> "lead.created";
      case LEAD_UPDATED -> "lead.updated";
      case LEAD_ASSIGNED -> "lead.assigned";
      case LEAD_ASSOCIATED -> "lead.associated";
      case LEAD_CONVERSION_REQUESTED -> "lead.conversion-requested";
      case LEAD_CONVERSION_APPROVED -> "lead.conversion-approved";
      case LEAD_CONVERTED -> "lead.converted";
      case LEAD_QUOTE_LINKED -> "lead.quote-linked";
      case LEAD_DISQUALIFIED -> "lead.disqualified";
      case LEAD_DELETED -> "lead.deleted";
    };
  }

  private static JsonObject summary(Lead lead) {
    var origin = lead.origin();
    return new JsonObject()
        .put("leadId", lead.id().toString())
        .put("leadType", origin.type().name())
        .put("status", lead.status().name())
        .put("creatorUserId", text(origin.creator().user()))
        .put("creatorCompanyId", text(origin.creator().company()))
        .put("referrerCompanyId", company(lead.progress().referrer()))
        .put("recipientCompanyId", company(lead.progress().recipient()))
        .put("profileCompanyId", text(origin.profileCompany()))
        .put("appId", origin.product() == null ? null : origin.product().appId());
  }

  private static Event event(String type, Lead lead, JsonObject data) {
    return new Event(type, "lead", lead.id().toString(), data);
  }

  private static String company(Participant participant) {
    return text(participant.company());
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
