package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.Creator;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadContent;
import dev.emporium.checkout.domain.lead.LeadContext;
import dev.emporium.checkout.domain.lead.LeadOrigin;
import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.checkout.domain.lead.LeadType;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.SalesSource;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leads of the first API (prm): the same leads, in the words of sales. */
final class SalesLeadOperations {
  private final Database database;
  private final LeadStore leads;
  private final Directory people;
  private final ProductStore products;
  private final LeadCaller caller;
  private final LeadDesk desk;

  SalesLeadOperations(
      Database database,
      LeadStore leads,
      Directory people,
      ProductStore products,
      LeadCaller caller,
      LeadDesk desk) {
    this.database = database;
    this.leads = leads;
    this.people = people;
    this.products = products;
    this.caller = caller;
    this.desk = desk;
  }

  void bind(Operations operations) {
    operations
        .on("listSalesLeads", this::listSalesLeads)
        .on("createSalesLead", this::createSalesLead)
        .on("updateSalesLead", this::updateSalesLead);
  }

  private Future<Reply> listSalesLeads(Call call) {
    return caller
        .allRoles(call)
        .compose(from -> desk.page(call, SalesLeadRequests.query(call, from), this::told))
        .map(Reply::ok);
  }

  /** The first API's words. */
  private Future<Function<Lead, JsonObject>> told(Tx tx, List<Lead> rows) {
    return people
        .companyNames(tx, rows.stream().flatMap(LeadsJson::companies).toList())
        .compose(
            names ->
                people
                    .users(tx, rows.stream().flatMap(SalesLeadsJson::users).toList())
                    .map(users -> lead -> SalesLeadsJson.lead(lead, names, users)));
  }

  private Future<Reply> createSalesLead(Call call) {
    boolean ignore = call.queryBoolean("ignoreDuplicateEmail").orElse(false);
    SalesLeadRequests.requireCustomer(call.body());
    return caller
        .allRoles(call)
        .compose(
            from ->
                database.inMarketplace(
                    call.marketplace(),
                    tx -> {
                      LeadContent content = SalesLeadRequests.content(call.body(), from);
                      content.customer().checked();
                      return requireNew(tx, content, ignore)
                          .compose(fresh -> origin(tx, call, from, content))
                          .compose(origin -> desk.add(tx, from, lead(call, origin, content)))
                          .compose(lead -> one(tx, lead));
                    }))
        .map(Reply::ok);
  }

  private static Lead lead(Call call, LeadOrigin origin, LeadContent content) {
    return Lead.sales(origin, content, SalesLeadRequests.reseller(call.body()).orElse(null));
  }

  /** Only referrals of resellers may repeat an address (appdirect.txt:2279). */
  private Future<Void> requireNew(Tx tx, LeadContent content, boolean ignore) {
    if (ignore && content.sales().source() == SalesSource.RESELLER) {
      return Future.succeededFuture();
    }
    return leads
        .known(tx, content.customer().contact().email())
        .map(
            known -> {
              if (known) {
                throw Failure.conflict("An open lead with this e-mail address exists already.")
                    .withCode("LEAD_EMAIL_ALREADY_EXISTS");
              }
              return null;
            });
  }

  private Future<LeadOrigin> origin(Tx tx, Call call, Standpoint from, LeadContent content) {
    Optional<String> application = SalesLeadRequests.application(call.body());
    Optional<UUID> reseller = SalesLeadRequests.reseller(call.body());
    boolean profile = reseller.isPresent() && content.sales().source() == SalesSource.CUSTOMER;
    LeadType type =
        application.isPresent() ? LeadType.PRODUCT : profile ? LeadType.COMPANY : LeadType.MANUAL;
    return requireCompany(tx, reseller)
        .compose(known -> product(tx, application, SalesLeadRequests.edition(call.body())))
        .compose(
            product ->
                people
                    .partner(tx)
                    .map(
                        partner ->
                            new LeadOrigin(
                                partner.orElse(""),
                                type,
                                product,
                                type == LeadType.COMPANY ? reseller.orElseThrow() : null,
                                creator(from),
                                tx.now())));
  }

  private static Creator creator(Standpoint from) {
    String role =
        from.manages()
            ? LeadContext.RESELLER_MANAGER.name()
            : from.contexts().stream().sorted().map(Enum::name).findFirst().orElse("USER");
    return new Creator(from.user(), from.company(), role);
  }

  private Future<Void> requireCompany(Tx tx, Optional<UUID> reseller) {
    return reseller.isEmpty()
        ? Future.succeededFuture()
        : people
            .company(tx, reseller.get())
            .map(
                found -> {
                  if (found.isEmpty()) {
                    throw Failure.notFound("Company " + reseller.get() + " was not found.")
                        .withCode("COMPANY_NOT_FOUND");
                  }
                  return null;
                });
  }

  private Future<LeadProduct> product(Tx tx, Optional<String> id, String edition) {
    return id.isEmpty()
        ? Future.succeededFuture()
        : products
            .ofLead(tx, id.get(), edition)
            .map(
                found ->
                    found.orElseThrow(
                        () ->
                            Failure.notFound("Product " + id.get() + " was not found.")
                                .withCode("PRODUCT_NOT_FOUND")));
  }

  private Future<Reply> updateSalesLead(Call call) {
    UUID id = call.pathUuid("uuid");
    JsonObject body = call.body();
    return caller
        .allRoles(call)
        .compose(
            from ->
                database.inMarketplace(
                    call.marketplace(),
                    tx ->
                        desk.locked(tx, from, id)
                            .compose(lead -> changed(tx, from, lead, body))
                            .compose(lead -> desk.keep(tx, from, Verb.LEAD_UPDATED, lead))
                            .compose(lead -> one(tx, lead))))
        .map(Reply::ok);
  }

  /** Of what a manager alone may say, everybody else's is ignored as the document has it. */
  private Future<Lead> changed(Tx tx, Standpoint from, Lead lead, JsonObject body) {
    Optional<UUID> reseller = from.manages() ? SalesLeadRequests.reseller(body) : Optional.empty();
    return requireCompany(tx, reseller)
        .map(
            known -> {
              Lead told = lead.retold(SalesLeadRequests.changed(lead, body), tx.now());
              Lead given =
                  reseller.isEmpty()
                      ? told
                      : told.assigned(new Participant(reseller.get()), tx.now());
              return SalesLeadRequests.status(body)
                  .map(status -> given.judged(status, tx.now()))
                  .orElse(given);
            });
  }

  private Future<JsonObject> one(Tx tx, Lead lead) {
    return told(tx, List.of(lead)).map(told -> told.apply(lead));
  }
}
