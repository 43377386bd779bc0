package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.Activity;
import dev.emporium.checkout.domain.lead.ActivityQuery;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.LeadStatus;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.LeadEvents;
import dev.emporium.checkout.store.lead.ActivityStore;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Opens, changes and shows leads: every change with its line in the log and its event. */
final class LeadDesk {
  private final Database database;
  private final LeadStore leads;
  private final ActivityStore activities;
  private final Directory people;
  private final LeadCaller caller;

  LeadDesk(
      Database database,
      LeadStore leads,
      ActivityStore activities,
      Directory people,
      LeadCaller caller) {
    this.database = database;
    this.leads = leads;
    this.activities = activities;
    this.people = people;
    this.caller = caller;
  }

  /** What a caller makes of a lead. */
  interface Change {
    Lead of(Lead lead, Standpoint from, Instant now);
  }

  /** How one of the APIs tells of leads: looks up first what it tells of all of them. */
  interface Words {
    Future<Function<Lead, JsonObject>> about(Tx tx, List<Lead> leads);
  }

  /** A page of leads in one API's words. */
  Future<JsonObject> page(Call call, LeadQuery query, Words words) {
    return database.read(
        call.marketplace(),
        tx ->
            leads
                .list(tx, query)
                .compose(
                    page ->
                        words
                            .about(tx, page.rows())
                            .map(told -> LeadsJson.page(page, query.page(), query.size(), told))));
  }

  /** The lead as its JSON. */
  Future<JsonObject> read(Call call, Standpoint from, UUID id) {
    return database.read(
        call.marketplace(), tx -> leads.find(tx, id, from).compose(lead -> shown(tx, lead)));
  }

  /** A page of the lead's log. */
  Future<JsonObject> log(Call call, Standpoint from, ActivityQuery query) {
    return database.read(
        call.marketplace(),
        tx ->
            leads
                .find(tx, query.lead(), from)
                .compose(
                    lead ->
                        activities
                            .list(tx, query)
                            .compose(page -> log(tx, query, page, lead, from))));
  }

  private Future<JsonObject> log(
      Tx tx, ActivityQuery query, Page<Activity> page, Lead lead, Standpoint from) {
    return people
        .companyNames(tx, page.rows().stream().map(Activity::actorCompany).toList())
        .map(
            names ->
                LeadsJson.page(
                    page,
                    query.page(),
                    query.size(),
                    line -> LeadsJson.activity(line, lead.origin().partner(), names, from)));
  }

  /** Stores a new lead. */
  Future<Lead> add(Tx tx, Standpoint from, Lead lead) {
    return leads
        .insert(tx, lead)
        .compose(stored -> note(tx, from, Verb.LEAD_CREATED, stored))
        .compose(done -> tx.append(LeadEvents.of(Verb.LEAD_CREATED, lead)))
        .map(lead);
  }

  /** Changes a lead that the caller sees and may change; answers it as its JSON. */
  Future<JsonObject> change(Call call, UUID id, Verb verb, Change change) {
    return caller.standpoint(call).compose(from -> change(call, from, id, verb, change));
  }

  /** As above, of a caller whose standpoint is known. */
  Future<JsonObject> change(Call call, Standpoint from, UUID id, Verb verb, Change change) {
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            locked(tx, from, id)
                .map(lead -> change.of(lead, from, tx.now()))
                .compose(changed -> keep(tx, from, verbOf(verb, changed), changed))
                .compose(saved -> shown(tx, saved)));
  }

  /** A lead for a change; FORBIDDEN when the caller may only look at it. */
  Future<Lead> locked(Tx tx, Standpoint from, UUID id) {
    return leads
        .lock(tx, id, from)
        .map(
            lead -> {
              if (!from.mayChange(lead)) {
                throw Failure.forbidden("You may see this lead, not change it.");
              }
              return lead;
            });
  }

  /** Saves a changed lead with its log and event. */
  Future<Lead> keep(Tx tx, Standpoint from, Verb verb, Lead changed) {
    return keep(tx, from, verb, changed, LeadEvents.of(verb, changed));
  }

  /** As above, with an event that says more. */
  Future<Lead> keep(Tx tx, Standpoint from, Verb verb, Lead changed, Event event) {
    return leads
        .save(tx, changed)
        .compose(saved -> note(tx, from, verb, saved))
        .compose(done -> tx.append(event))
        .map(changed);
  }

  /** The lead as its JSON, with the names of the companies in it. */
  Future<JsonObject> shown(Tx tx, Lead lead) {
    return told(tx, List.of(lead)).map(told -> told.apply(lead));
  }

  /** The second API's words. */
  Future<Function<Lead, JsonObject>> told(Tx tx, List<Lead> all) {
    return people
        .companyNames(tx, all.stream().flatMap(LeadsJson::companies).toList())
        .map(names -> lead -> LeadsJson.lead(lead, names));
  }

  private Future<?> note(Tx tx, Standpoint from, Verb verb, Lead lead) {
    return activities.add(
        tx,
        new Activity(Ids.uuid7(), lead.id(), tx.now(), verb, from.manages(), from.company(), null));
  }

  private static Verb verbOf(Verb asked, Lead changed) {
    return asked == Verb.LEAD_DISQUALIFIED && changed.status() == LeadStatus.DELETED
        ? Verb.LEAD_DELETED
        : asked;
  }
}
