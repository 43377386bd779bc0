package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.lists;

import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.opportunity.FormRules;
import dev.emporium.checkout.domain.opportunity.ItemEdit;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.event.OpportunityEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The items of an opportunity: add, list, edit, remove, required fields. */
final class OpportunityItemOperations {
  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;
  private final PlanShelf shelf;

  OpportunityItemOperations(Opportunities.Ground ground, OpportunityDesk desk, PlanShelf shelf) {
    this.ground = ground;
    this.desk = desk;
    this.shelf = shelf;
  }

  void bind(Operations operations) {
    operations
        .on("addOpportunityItems", this::addOpportunityItems)
        .on("listOpportunityItems", this::listOpportunityItems)
        .on("editOpportunityItem", this::editOpportunityItem)
        .on("removeOpportunityItem", this::removeOpportunityItem)
        .on("updateRequiredFields", this::updateRequiredFields);
  }

  private Future<Reply> addOpportunityItems(Call call) {
    List<ItemWish> wishes = OpportunityRequests.wishes(call.bodyArray(), "");
    return shelf
        .find(call, wishes)
        .compose(
            found ->
                desk.write(
                    call,
                    (tx, known) -> {
                      List<OpportunityItem> items =
                          found.items(wishes, known.opportunity().currency());
                      Opportunity changed = known.opportunity().plus(items, known.managed());
                      items.stream()
                          .flatMap(item -> ItemEdit.needed(item).stream())
                          .distinct()
                          .forEach(known::require);
                      return desk.save(
                          tx,
                          known.caller(),
                          changed,
                          OpportunityEvents::updated,
                          (done, saved) -> Future.succeededFuture(items));
                    }))
        .map(items -> Reply.ok(array(items, OpportunityJson::item)));
  }

  private Future<Reply> listOpportunityItems(Call call) {
    return desk.read(call, (tx, known) -> priced(tx, known.opportunity())).map(Reply::ok);
  }

  private Future<Reply> editOpportunityItem(Call call) {
    JsonObject body = call.body();
    String plan = body.getString("pricingPlanId");
    String id = call.pathUuid("itemId").toString();
    return desk.read(call, (tx, known) -> Future.succeededFuture(planOf(known, id)))
        .compose(
            own ->
                plan.equals(own.map(PlanTerms::planId).orElse(null))
                    ? Future.succeededFuture(own.orElseThrow())
                    : shelf.plan(call, plan).map(found -> known(found, plan)))
        .compose(
            terms -> {
              ItemEdit edit = OpportunityRequests.edit(body, terms);
              return desk.change(
                  call,
                  known -> edited(known, id, edit),
                  OpportunityEvents::updated,
                  (tx, saved) -> priced(tx, saved.opportunity()).map(items -> only(items, id)));
            })
        .map(Reply::ok);
  }

  private static Optional<PlanTerms> planOf(OpportunityDesk.Known known, String id) {
    return known.opportunity().deal().item(id).terms();
  }

  private static PlanTerms known(KnownPlan found, String plan) {
    if (found == null) {
      throw Failure.invalid("pricingPlanId", "Pricing plan with ID " + plan + " not found.")
          .withCode("PRICING_PLAN_NOT_FOUND");
    }
    return found.terms();
  }

  private static Opportunity edited(OpportunityDesk.Known known, String id, ItemEdit edit) {
    ItemWish.soldIn(edit.terms(), known.opportunity().currency(), "");
    Opportunity changed = known.opportunity().edit(id, edit::of, known.managed());
    ItemEdit.needed(known.opportunity().deal().item(id), changed.deal().item(id))
        .forEach(known::require);
    return changed;
  }

  private Future<Reply> removeOpportunityItem(Call call) {
    return desk.change(
        call,
        known -> known.opportunity().minus(call.pathUuid("itemId").toString(), known.managed()),
        OpportunityEvents::updated,
        (tx, saved) -> Future.succeededFuture(Reply.noContent()));
  }

  private Future<Reply> updateRequiredFields(Call call) {
    List<String> ids =
        call.body().getJsonArray("itemIds").stream().map(String::valueOf).distinct().toList();
    Map<String, List<String>> values = lists(call.body().getJsonObject("requiredFields"));
    return desk.write(
            call,
            (tx, known) -> {
              Opportunity changed = known.opportunity().requiring(ids, values, known.managed());
              return ground
                  .opportunityFacts()
                  .of(tx, changed.deal(), changed.people())
                  .compose(
                      facts -> {
                        FormRules.requireWhole(changed.deal(), facts.forms(), ids);
                        return desk.save(
                            tx,
                            known.caller(),
                            changed,
                            OpportunityEvents::updated,
                            (done, saved) -> Future.succeededFuture(changed));
                      });
            })
        .map(
            changed ->
                Reply.ok(
                    array(ids.stream().map(changed.deal()::item).toList(), OpportunityJson::item)));
  }

  private Future<JsonArray> priced(Tx tx, Opportunity opportunity) {
    return ground
        .products()
        .of(tx, opportunity.items().stream().map(OpportunityItem::productId).toList())
        .map(
            products -> {
              var prices = OpportunityPrices.of(tx, opportunity, products);
              return array(opportunity.items(), prices::item);
            });
  }

  private static JsonObject only(JsonArray items, String id) {
    Map<UUID, JsonObject> byId =
        items.stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.toMap(item -> UUID.fromString(item.getString("id")), item -> item));
    return byId.get(UUID.fromString(id));
  }
}
