package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityAction;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What every operation on one opportunity does the same way: know the caller, find the opportunity
 * for it, read or change it, show it.
 */
final class OpportunityDesk {
  private final Opportunities.Ground ground;
  private final SalesCallers callers;

  OpportunityDesk(Opportunities.Ground ground) {
    this.ground = ground;
    this.callers = new SalesCallers(ground.permissions(), ground.people());
  }

  /** An opportunity and who asks for it. */
  record Known(Opportunity opportunity, SalesCaller caller) {
    /** Whether the caller may change what is in review. */
    boolean managed() {
      return caller.manages(opportunity);
    }

    void require(OpportunityAction action) {
      caller.require(opportunity, action);
    }
  }

  /** Who calls. */
  Future<SalesCaller> caller(Tx tx, Call call) {
    return callers.of(tx, call);
  }

  /** Something about the opportunity of the path; nothing is written. */
  <T> Future<T> read(Call call, BiFunction<Tx, Known, Future<T>> about) {
    return ground
        .database()
        .read(
            call.marketplace(),
            tx -> known(tx, call, ground.store()::find).compose(known -> about.apply(tx, known)));
  }

  /** As {@link #read}, with the opportunity locked and things written. */
  <T> Future<T> write(Call call, BiFunction<Tx, Known, Future<T>> act) {
    return ground
        .database()
        .inMarketplace(
            call.marketplace(),
            tx -> known(tx, call, ground.store()::lock).compose(known -> act.apply(tx, known)));
  }

  private interface Find {
    Future<Opportunity> of(Tx tx, UUID id, Visibility seen);
  }

  private Future<Known> known(Tx tx, Call call, Find find) {
    UUID id = call.pathUuid("opportunityId");
    return caller(tx, call)
        .compose(
            caller ->
                find.of(tx, id, SalesCallers.seen(call, caller))
                    .map(found -> new Known(found, caller)));
  }

  /** Changes the opportunity of the path, with its event, and tells about the changed one. */
  <T> Future<T> change(
      Call call,
      Function<Known, Opportunity> change,
      Function<Opportunity, Event> event,
      BiFunction<Tx, Known, Future<T>> about) {
    return write(call, (tx, known) -> save(tx, known.caller(), change.apply(known), event, about));
  }

  /** Saves a changed opportunity with its event, and tells about it. */
  <T> Future<T> save(
      Tx tx,
      SalesCaller caller,
      Opportunity changed,
      Function<Opportunity, Event> event,
      BiFunction<Tx, Known, Future<T>> about) {
    return ground
        .store()
        .save(tx, changed)
        .compose(saved -> tx.append(event.apply(saved)).map(saved))
        .compose(saved -> about.apply(tx, new Known(saved, caller)));
  }

  /** The whole opportunity, with its people's names and what the caller may do now. */
  Future<Reply> show(Tx tx, Known known) {
    return json(tx, known).map(Reply::ok);
  }

  private Future<JsonObject> json(Tx tx, Known known) {
    People people = known.opportunity().people();
    return ground
        .people()
        .members(tx, List.of(people.owner(), people.customer(), people.creator()))
        .map(
            members ->
                OpportunityJson.opportunity(known.opportunity(), members)
                    .put(
                        "availableActions",
                        OpportunityJson.actions(
                            known.caller().availableActions(known.opportunity())))
                    .put(
                        "actionRestrictions",
                        OpportunityJson.restrictions(
                            known.caller().restrictions(known.opportunity()))));
  }
}
