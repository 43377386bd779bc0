package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.ActivityQuery;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Leads of the second API: list, create, retrieve, update, discard, and their log. */
final class LeadOperations {
  private final LeadCaller caller;
  private final LeadDesk desk;
  private final NewLeads newLeads;

  LeadOperations(LeadCaller caller, LeadDesk desk, NewLeads newLeads) {
    this.caller = caller;
    this.desk = desk;
    this.newLeads = newLeads;
  }

  void bind(Operations operations) {
    operations
        .on("listLeads", this::listLeads)
        .on("createLead", newLeads::create)
        .on("getLead", this::getLead)
        .on("discardLead", this::discardLead)
        .on("updateLead", this::updateLead)
        .on("listLeadActivities", this::listLeadActivities);
  }

  private Future<Reply> listLeads(Call call) {
    return caller
        .standpoint(call)
        .compose(from -> desk.page(call, LeadRequests.query(call, from), desk::told))
        .map(Reply::ok);
  }

  private Future<Reply> getLead(Call call) {
    UUID id = call.pathUuid("leadId");
    return caller.standpoint(call).compose(from -> desk.read(call, from, id)).map(Reply::ok);
  }

  private Future<Reply> updateLead(Call call) {
    UUID id = call.pathUuid("leadId");
    JsonObject body = call.body();
    LeadCustomer customer =
        body.getJsonObject("customer") == null ? null : LeadRequests.customer(body);
    return desk.change(
            call,
            id,
            Verb.LEAD_UPDATED,
            (lead, from, now) -> lead.updated(customer, body.getString("notes"), now))
        .map(Reply::ok);
  }

  private Future<Reply> discardLead(Call call) {
    return desk.change(
            call,
            call.pathUuid("leadId"),
            Verb.LEAD_DISQUALIFIED,
            (lead, from, now) -> lead.discarded(now))
        .map(done -> Reply.noContent());
  }

  private Future<Reply> listLeadActivities(Call call) {
    ActivityQuery query = LeadRequests.log(call, call.pathUuid("leadId"));
    return caller.standpoint(call).compose(from -> desk.log(call, from, query)).map(Reply::ok);
  }
}
