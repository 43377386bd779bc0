package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityAction;
import dev.emporium.checkout.domain.opportunity.Problem;
import dev.emporium.checkout.event.OpportunityEvents;
import dev.emporium.checkout.event.OpportunitySaga;
import dev.emporium.checkout.store.opportunity.OpportunityValidationStore;
import dev.emporium.checkout.store.opportunity.OpportunityValidationStore.Result;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** An opportunity's way to its sale: validation, review, another owner, finalize. */
final class OpportunitySaleOperations {
  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;
  private final PartyCheck parties;
  private final OpportunityValidationStore validations = new OpportunityValidationStore();

  OpportunitySaleOperations(Opportunities.Ground ground, OpportunityDesk desk, PartyCheck parties) {
    this.ground = ground;
    this.desk = desk;
    this.parties = parties;
  }

  void bind(Operations operations) {
    operations
        .on("finalizeOpportunity", this::finalizeOpportunity)
        .on("requestOpportunityReview", this::requestOpportunityReview)
        .on("changeOpportunityOwner", this::changeOpportunityOwner)
        .on("getOpportunityValidation", this::getOpportunityValidation);
  }

  private Future<Reply> finalizeOpportunity(Call call) {
    return ground
        .arrivals()
        .settle(
            () -> desk.write(call, (tx, known) -> sell(tx, known)),
            sale -> Problem.unsettled(sale.attempt().problems()))
        .map(
            sale -> {
              sale.attempt().sold();
              return sale.reply();
            });
  }

  private record Sale(OpportunitySaga.Attempt attempt, Reply reply) {}

  private Future<Sale> sell(Tx tx, OpportunityDesk.Known known) {
    known.require(OpportunityAction.FINALIZE);
    return ground
        .saga()
        .finalizeNow(tx, known.opportunity(), known.managed())
        .compose(
            attempt ->
                desk.show(tx, new OpportunityDesk.Known(attempt.opportunity(), known.caller()))
                    .map(reply -> new Sale(attempt, reply)));
  }

  private Future<Reply> requestOpportunityReview(Call call) {
    return desk.change(
        call,
        known -> {
          Opportunity asked = known.opportunity().inReview();
          known.require(OpportunityAction.REQUEST_REVIEW);
          return asked;
        },
        OpportunityEvents::reviewRequested,
        desk::show);
  }

  private Future<Reply> changeOpportunityOwner(Call call) {
    Party agent = OpportunityRequests.party(call.body(), "ownerId", "ownerCompanyId");
    return desk.read(call, (tx, known) -> Future.succeededFuture(known.opportunity()))
        .compose(found -> parties.checked(call, agent, found.people().customer()))
        .compose(
            checked ->
                desk.change(
                    call,
                    known -> known.opportunity().ownedBy(agent, checked.people().ownerType()),
                    OpportunityEvents::ownerChanged,
                    desk::show));
  }

  private Future<Reply> getOpportunityValidation(Call call) {
    if (call.queryBoolean("enforce").orElse(false)) {
      return validated(call);
    }
    return desk.read(
            call,
            (tx, known) ->
                validations
                    .find(tx, known.opportunity().id())
                    .map(found -> found.map(result -> json(known.opportunity(), result))))
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(Reply.ok(found.get()))
                    : validated(call));
  }

  private record Validated(Opportunity opportunity, Result result) {}

  private Future<Reply> validated(Call call) {
    return ground
        .arrivals()
        .settle(
            () ->
                desk.write(
                    call,
                    (tx, known) ->
                        ground
                            .saga()
                            .problems(tx, known.opportunity(), false)
                            .map(found -> new Result(known.opportunity().version(), found))
                            .compose(
                                result -> validations.save(tx, known.opportunity().id(), result))
                            .map(result -> new Validated(known.opportunity(), result))),
            done -> Problem.unsettled(done.result().problems()))
        .map(done -> Reply.ok(json(done.opportunity(), done.result())));
  }

  /** Sold ones are never stale: their purchase is what changed them. */
  private static JsonObject json(Opportunity opportunity, Result result) {
    boolean pending =
        switch (opportunity.status()) {
          case CLOSED -> false;
          case PROCESSING -> true;
          default -> opportunity.version() != result.version();
        };
    return new JsonObject()
        .put("blockingErrors", array(result.problems(), OpportunitySaleOperations::problem))
        .put(
            "pendingValidations",
            pending ? new JsonArray().add("SUBSCRIPTION_VALIDATIONS") : new JsonArray());
  }

  private static JsonObject problem(Problem problem) {
    var json = new JsonObject();
    Optional.ofNullable(problem.item()).ifPresent(id -> json.put("itemId", id.toString()));
    return json.put("code", problem.code())
        .put("message", problem.message())
        .put(
            "messageParameters",
            array(
                problem.parameters(),
                each -> new JsonObject().put("key", each.key()).put("value", each.value())));
  }
}
