package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.KnownCompany;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.event.Arrivals;
import dev.emporium.checkout.event.Directory;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A lead's course: assigned, associated, proposed for conversion, approved, converted. */
final class CourseOperations {
  private final Database database;
  private final Directory people;
  private final Arrivals arrivals;
  private final LeadCaller caller;
  private final LeadDesk desk;
  private final Conversions conversions;

  CourseOperations(
      Database database,
      Directory people,
      Arrivals arrivals,
      LeadCaller caller,
      LeadDesk desk,
      Conversions conversions) {
    this.database = database;
    this.people = people;
    this.arrivals = arrivals;
    this.caller = caller;
    this.desk = desk;
    this.conversions = conversions;
  }

  void bind(Operations operations) {
    operations
        .on("assignLead", this::assignLead)
        .on("associateLead", this::associateLead)
        .on("requestLeadConversion", this::requestLeadConversion)
        .on("approveLeadConversion", this::approveLeadConversion)
        .on("convertLead", this::convertLead);
  }

  private Future<Reply> assignLead(Call call) {
    UUID id = LeadRequests.leadId(call.body().getString("leadId"));
    Participant to = LeadRequests.recipient(call.body());
    return caller
        .standpoint(call)
        .compose(from -> requireReseller(call, to).map(from))
        .compose(
            from ->
                desk.change(
                    call,
                    from,
                    id,
                    Verb.LEAD_ASSIGNED,
                    (tx, lead) -> Future.succeededFuture(lead.assigned(to, tx.now()))))
        .map(lead -> Reply.ok(LeadsJson.wrapped(lead)));
  }

  /** The recipient must be a company that sells. */
  private Future<Void> requireReseller(Call call, Participant to) {
    if (to.isChannel()) {
      return Future.succeededFuture();
    }
    return company(call, to.company())
        .compose(
            known ->
                arrivals.settle(
                    () -> database.read(call.marketplace(), tx -> people.resells(tx, to.company())),
                    reseller -> reseller ? Set.of() : Set.of("members/" + to.company())))
        .map(
            reseller -> {
              if (!reseller) {
                throw Failure.invalid("recipient.companyId", "is not a Reseller company")
                    .withCode("RECIPIENT_NOT_RESELLER");
              }
              return null;
            });
  }

  private Future<KnownCompany> company(Call call, UUID id) {
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), tx -> people.company(tx, id)),
            found -> found.isPresent() ? List.of() : List.of("company/" + id))
        .map(
            found ->
                found
                    .filter(KnownCompany::enabled)
                    .orElseThrow(
                        () ->
                            Failure.notFound("Company " + id + " was not found.")
                                .withCode("COMPANY_NOT_FOUND")));
  }

  private Future<Reply> associateLead(Call call) {
    UUID id = LeadRequests.leadId(call.body().getString("leadId"));
    Person with = LeadRequests.user(call.body());
    return caller
        .standpoint(call)
        .compose(from -> requireMember(call, with).map(from))
        .compose(
            from ->
                desk.change(
                    call,
                    from,
                    id,
                    Verb.LEAD_ASSOCIATED,
                    (tx, lead) -> Future.succeededFuture(lead.associated(with, tx.now()))))
        .map(Reply::ok);
  }

  private Future<Void> requireMember(Call call, Person person) {
    String key = "membership/" + person.company() + "/" + person.user();
    return company(call, person.company())
        .compose(
            known ->
                arrivals.settle(
                    () ->
                        database.read(
                            call.marketplace(),
                            tx -> people.roles(tx, person.user(), person.company())),
                    found -> found.isPresent() ? Set.of() : Set.of(key)))
        .map(
            roles -> {
              if (roles.isEmpty()) {
                throw Failure.notFound("The user is not a member of the company.")
                    .withCode("USER_NOT_FOUND");
              }
              return null;
            });
  }

  private Future<Reply> requestLeadConversion(Call call) {
    return caller
        .standpoint(call)
        .compose(
            from ->
                desk.change(
                    call,
                    from,
                    lead(call),
                    Verb.LEAD_CONVERSION_REQUESTED,
                    (tx, lead) ->
                        Future.succeededFuture(lead.conversionRequested(from.company(), tx.now()))))
        .map(lead -> Reply.ok(LeadsJson.wrapped(lead)));
  }

  private Future<Reply> approveLeadConversion(Call call) {
    return caller
        .standpoint(call)
        .compose(
            from ->
                desk.change(
                    call,
                    from,
                    lead(call),
                    Verb.LEAD_CONVERSION_APPROVED,
                    (tx, lead) -> Future.succeededFuture(lead.conversionApproved(tx.now()))))
        .map(lead -> Reply.ok(LeadsJson.wrapped(lead)));
  }

  private Future<Reply> convertLead(Call call) {
    return caller
        .standpoint(call)
        .compose(from -> conversions.convert(call, from, lead(call)))
        .map(lead -> Reply.ok(LeadsJson.wrapped(lead)));
  }

  /** The contract gives the parameter its form. */
  private static UUID lead(Call call) {
    return LeadRequests.leadId(call.query("leadId").orElseThrow());
  }
}
