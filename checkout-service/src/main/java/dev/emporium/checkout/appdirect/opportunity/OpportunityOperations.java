package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Deal;
import dev.emporium.checkout.domain.opportunity.DealCopy;
import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.ItemEdit;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.Progress;
import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.event.OpportunityEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Opportunities: create, list, remove, read, update, clone. */
final class OpportunityOperations {
  private static final int MOST_REMOVED = 100;

  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;
  private final PlanShelf shelf;
  private final PartyCheck parties;

  OpportunityOperations(
      Opportunities.Ground ground, OpportunityDesk desk, PlanShelf shelf, PartyCheck parties) {
    this.ground = ground;
    this.desk = desk;
    this.shelf = shelf;
    this.parties = parties;
  }

  void bind(Operations operations) {
    operations
        .on("createOpportunity", this::createOpportunity)
        .on("listOpportunities", this::listOpportunities)
        .on("removeOpportunities", this::removeOpportunities)
        .on("getOpportunity", this::getOpportunity)
        .on("updateOpportunity", this::updateOpportunity)
        .on("cloneOpportunity", this::cloneOpportunity);
  }

  private Future<Reply> createOpportunity(Call call) {
    JsonObject body = call.body();
    List<ItemWish> wishes = OpportunityRequests.wishes(body.getJsonArray("items"), "items");
    Currency currency = Currency.getInstance(body.getString("currency", "USD"));
    Heading heading = OpportunityRequests.heading(body);
    return parties
        .checked(call, body)
        .compose(
            checked ->
                shelf
                    .find(call, wishes)
                    .compose(
                        found ->
                            make(
                                call,
                                checked,
                                opportunity(
                                    checked.people(),
                                    currency,
                                    heading,
                                    found.items(wishes, currency)),
                                desk::show)));
  }

  private static Opportunity opportunity(
      People people, Currency currency, Heading heading, List<OpportunityItem> items) {
    var deal = new Deal(items, List.of(), Optional.empty());
    return new Opportunity(
        Ids.uuid7(), Instant.EPOCH, 1, people, currency, heading, deal, Progress.OPEN);
  }

  private interface Show {
    Future<Reply> of(Tx tx, OpportunityDesk.Known made);
  }

  private Future<Reply> make(Call call, PartyCheck.Checked checked, Opportunity draft, Show show) {
    draft.items().stream()
        .flatMap(item -> ItemEdit.needed(item).stream())
        .distinct()
        .forEach(action -> checked.caller().require(draft, action));
    return ground
        .database()
        .inMarketplace(
            call.marketplace(),
            tx ->
                ground
                    .store()
                    .insert(tx, draft.madeAt(tx.now()))
                    .compose(made -> tx.append(OpportunityEvents.created(made)).map(made))
                    .compose(
                        made -> show.of(tx, new OpportunityDesk.Known(made, checked.caller()))));
  }

  private Future<Reply> listOpportunities(Call call) {
    return ground
        .database()
        .read(
            call.marketplace(),
            tx ->
                desk.caller(tx, call)
                    .compose(caller -> page(tx, OpportunityLists.query(call, caller))));
  }

  private Future<Reply> page(Tx tx, OpportunityQuery query) {
    return ground
        .store()
        .list(tx, query)
        .compose(
            page ->
                ground
                    .people()
                    .members(tx, people(page))
                    .map(members -> Reply.ok(OpportunityLists.page(page, query, members))));
  }

  private static List<Party> people(Page<Opportunity> page) {
    return page.rows().stream()
        .map(Opportunity::people)
        .flatMap(it -> Stream.of(it.owner(), it.customer(), it.creator()))
        .distinct()
        .toList();
  }

  private Future<Reply> removeOpportunities(Call call) {
    List<UUID> ids =
        call.queryList("opportunityId").stream()
            .map(id -> UUID.fromString(String.valueOf(id)))
            .distinct()
            .sorted()
            .toList();
    if (ids.size() > MOST_REMOVED) {
      throw Failure.invalid("opportunityId", "at most " + MOST_REMOVED + " are removed at once");
    }
    return ground
        .database()
        .inMarketplace(
            call.marketplace(),
            tx ->
                desk.caller(tx, call)
                    .compose(
                        caller ->
                            Steps.each(
                                ids,
                                id -> remove(tx, id, caller, SalesCallers.seen(call, caller)))))
        .map(done -> Reply.ok(new JsonObject()));
  }

  private Future<Void> remove(Tx tx, UUID id, SalesCaller caller, Visibility seen) {
    return ground
        .store()
        .lock(tx, id, seen)
        .compose(
            found -> {
              found.requireRemovable(caller.manages(found));
              return ground
                  .store()
                  .delete(tx, id)
                  .compose(gone -> tx.append(OpportunityEvents.removed(found)));
            });
  }

  private Future<Reply> getOpportunity(Call call) {
    return desk.read(call, desk::show);
  }

  private Future<Reply> updateOpportunity(Call call) {
    return desk.change(
        call,
        known ->
            known
                .opportunity()
                .headed(
                    OpportunityRequests.heading(call.body(), known.opportunity().heading()),
                    known.managed()),
        OpportunityEvents::updated,
        desk::show);
  }

  private Future<Reply> cloneOpportunity(Call call) {
    return desk.read(call, (tx, known) -> Future.succeededFuture(known.opportunity()))
        .compose(
            source ->
                parties
                    .checked(call, call.body())
                    .compose(
                        checked ->
                            plansOf(call, source)
                                .compose(found -> copy(call, checked, source, found))));
  }

  private Future<PlanShelf.Found> plansOf(Call call, Opportunity source) {
    List<String> plans =
        source.items().stream().map(OpportunityItem::planId).filter(Objects::nonNull).toList();
    return ground
        .database()
        .read(call.marketplace(), tx -> ground.facts().plans(tx, plans))
        .map(known -> new PlanShelf.Found(known, Map.of()));
  }

  private Future<Reply> copy(
      Call call, PartyCheck.Checked checked, Opportunity source, PlanShelf.Found found) {
    People people = checked.people();
    Heading old = source.heading();
    var heading =
        new Heading(call.body().getString("name"), old.purchaseEffectiveDate(), old.attributes());
    Opportunity empty = opportunity(people, source.currency(), heading, List.of());
    var copy =
        new DealCopy(
            found.plans(),
            source.currency(),
            action -> checked.caller().may(empty, action),
            UUID::randomUUID);
    Deal deal =
        copy.of(
            source.deal(),
            people.customer().company().equals(source.people().customer().company()));
    return make(
        call,
        checked,
        empty.offering(deal),
        (tx, made) ->
            Future.succeededFuture(
                Reply.ok(
                    new JsonObject().put("opportunityId", made.opportunity().id().toString()))));
  }
}
