package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.text;

import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.store.lead.CustomerJson;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

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
    LeadCustomer customer = lead.content().customer();
    return event(
        "lead.converted",
        lead,
        summary(lead)
            .put("resellerUserId", text(lead.progress().reseller().user()))
            .put("resellerCompanyId", text(lead.progress().reseller().company()))
            .put("isNew", isNew)
            .put(
                "company",
                CustomerJson.write(customer.company()).put("companyId", text(to.company())))
            .put("user", CustomerJson.write(customer.contact()).put("userId", text(to.user()))));
  }

  /** {@code LEAD_QUOTE_LINKED} is told as {@code lead.quote-linked}. */
  private static String type(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }

  private static JsonObject summary(Lead lead) {
    var origin = lead.origin();
    return new JsonObject()
        .put("leadId", lead.id().toString())
        .put("leadType", origin.type().name())
        .put("status", lead.status().name())
        .put("creatorUserId", text(origin.creator().user()))
        .put("creatorCompanyId", text(origin.creator().company()))
        .put("referrerCompanyId", text(lead.progress().referrer().company()))
        .put("recipientCompanyId", text(lead.progress().recipient().company()))
        .put("profileCompanyId", text(origin.profileCompany()))
        .put("appId", origin.product() == null ? null : origin.product().appId());
  }

  private static Event event(String type, Lead lead, JsonObject data) {
    return new Event(type, "lead", lead.id().toString(), data);
  }
}
