package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.KnownCompany;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.event.Directory;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

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
                    call, from, id, Verb.LEAD_ASSIGNED, (lead, by, now) -> lead.assigned(to, now)))
        .map(CourseOperations::answer);
  }

  /** The recipient must be a company that sells. */
  private Future<Void> requireReseller(Call call, Participant to) {
    if (to.isChannel()) {
      return Future.succeededFuture();
    }
    UUID id = to.company();
    return company(call, id)
        .compose(
            known ->
                arrived(
                    call,
                    "members/" + id,
                    tx -> people.resells(tx, id).map(sells -> sells ? Optional.of(id) : none())))
        .map(
            reseller -> {
              if (reseller.isEmpty()) {
                throw Failure.invalid("recipient.companyId", "is not a Reseller company")
                    .withCode("RECIPIENT_NOT_RESELLER");
              }
              return null;
            });
  }

  private static Optional<UUID> none() {
    return Optional.empty();
  }

  private Future<KnownCompany> company(Call call, UUID id) {
    return arrived(call, "company/" + id, tx -> people.company(tx, id))
        .map(
            found ->
                found
                    .filter(KnownCompany::enabled)
                    .orElseThrow(
                        () ->
                            Failure.notFound("Company " + id + " was not found.")
                                .withCode("COMPANY_NOT_FOUND")));
  }

  private <T> Future<Optional<T>> arrived(
      Call call, String record, Function<Tx, Future<Optional<T>>> read) {
    return arrivals.settle(
        () -> database.read(call.marketplace(), read),
        found -> found.isPresent() ? Set.of() : Set.of(record));
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
                    (lead, by, now) -> lead.associated(with, now)))
        .map(Reply::ok);
  }

  private Future<Void> requireMember(Call call, Person person) {
    return company(call, person.company())
        .compose(
            known ->
                arrived(
                    call,
                    "membership/" + person.company() + "/" + person.user(),
                    tx -> people.roles(tx, person.user(), person.company())))
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
    return desk.change(
            call,
            lead(call),
            Verb.LEAD_CONVERSION_REQUESTED,
            (lead, from, now) -> lead.conversionRequested(from.company(), now))
        .map(CourseOperations::answer);
  }

  private Future<Reply> approveLeadConversion(Call call) {
    return desk.change(
            call,
            lead(call),
            Verb.LEAD_CONVERSION_APPROVED,
            (lead, from, now) -> lead.conversionApproved(now))
        .map(CourseOperations::answer);
  }

  private Future<Reply> convertLead(Call call) {
    return caller
        .standpoint(call)
        .compose(from -> conversions.convert(call, from, lead(call)))
        .map(CourseOperations::answer);
  }

  /** {@code {lead: …}}, as most operations on a lead's course answer. */
  private static Reply answer(JsonObject lead) {
    return Reply.ok(new JsonObject().put("lead", lead));
  }

  /** The contract gives the parameter its form. */
  private static UUID lead(Call call) {
    return LeadRequests.leadId(call.query("leadId").orElseThrow());
  }
}
