package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.KnownCompany;
import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.LeadEvents;
import dev.emporium.checkout.store.lead.LeadSettingsStore;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a lead a customer of the reseller's: the company it was associated with, else that of the
 * user with the contact's e-mail address, else a new one, which the installation service makes with
 * the ids decided here when it hears of the conversion.
 */
final class Conversions {
  private final Database database;
  private final LeadStore leads;
  private final LeadSettingsStore settings;
  private final Directory people;
  private final LeadDesk desk;

  Conversions(
      Database database,
      LeadStore leads,
      LeadSettingsStore settings,
      Directory people,
      LeadDesk desk) {
    this.database = database;
    this.leads = leads;
    this.settings = settings;
    this.people = people;
    this.desk = desk;
  }

  /** Whom the lead becomes. */
  private record Customer(Person person, boolean isNew) {}

  Future<JsonObject> convert(Call call, Standpoint from, UUID id) {
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            settings
                .get(tx)
                .compose(
                    decided ->
                        desk.locked(tx, from, id)
                            .compose(
                                lead -> {
                                  boolean ask = decided.conversionNeedsApproval();
                                  lead.requireConvertible(from.company(), ask);
                                  return customer(tx, lead, from.company())
                                      .compose(to -> convert(tx, from, lead, to, ask));
                                }))
                .compose(converted -> desk.shown(tx, converted)));
  }

  private Future<Lead> convert(Tx tx, Standpoint from, Lead lead, Customer to, boolean ask) {
    var by = new Person(from.user(), from.company());
    Lead converted = lead.converted(by, to.person(), ask, tx.now());
    return desk.keep(
        tx, from, Verb.LEAD_CONVERTED, converted, LeadEvents.converted(converted, to.isNew()));
  }

  private Future<Customer> customer(Tx tx, Lead lead, UUID reseller) {
    Person associated = lead.progress().converted();
    if (associated != null) {
      return existing(tx, associated, reseller);
    }
    LeadCustomer customer = lead.content().customer();
    // locks the address: two leads of one person become one customer
    return leads
        .known(tx, customer.contact().email())
        .compose(known -> people.byEmail(tx, customer.contact().email()))
        .compose(
            user ->
                user.isPresent()
                    ? existing(tx, new Person(user.get().id(), user.get().companyId()), reseller)
                    : made(tx, customer, reseller));
  }

  private Future<Customer> existing(Tx tx, Person person, UUID reseller) {
    return people
        .company(tx, person.company())
        .map(
            company -> {
              Optional<UUID> parent = company.map(KnownCompany::parentId);
              if (person.company().equals(reseller)) {
                throw Failure.conflict("The contact belongs to the reseller's own company.")
                    .withCode("LEAD_IS_OWN_COMPANY");
              }
              if (parent.isPresent() && !parent.get().equals(reseller)) {
                throw Failure.conflict("The company is another reseller's customer.")
                    .withCode("COMPANY_HAS_RESELLER");
              }
              return new Customer(person, false);
            });
  }

  private Future<Customer> made(Tx tx, LeadCustomer customer, UUID reseller) {
    var person = new Person(Ids.uuid7(), Ids.uuid7());
    var company = new KnownCompany(person.company(), customer.company().name(), reseller, true);
    var contact = customer.contact();
    var user =
        new KnownUser(
            person.user(),
            person.company(),
            contact.email(),
            contact.firstName(),
            contact.lastName(),
            true);
    return people.expect(tx, company, user).map(new Customer(person, true));
  }
}
