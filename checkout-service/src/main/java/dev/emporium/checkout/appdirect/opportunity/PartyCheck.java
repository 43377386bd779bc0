package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.domain.opportunity.PartyRules;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.Problem;
import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks who is to take part in an opportunity, waiting a moment for new people. */
final class PartyCheck {
  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;

  PartyCheck(Opportunities.Ground ground, OpportunityDesk desk) {
    this.ground = ground;
    this.desk = desk;
  }

  /** People who may deal with one another, and the caller, who sees what the owner owns. */
  record Checked(People people, SalesCaller caller, Map<Party, Member> members) {}

  private record Attempt(Checked checked, List<Problem> problems) {}

  /**
   * Owner, customer and creator of a body. Fails with INVALID when somebody is not known or may not
   * take part, with FORBIDDEN when the caller would not see the opportunity.
   */
  Future<Checked> checked(Call call, JsonObject body) {
    Party owner = OpportunityRequests.party(body, "ownerId", "ownerCompanyId");
    Party customer = OpportunityRequests.party(body, "customerId", "customerCompanyId");
    Party creator = OpportunityRequests.creator(body).orElseGet(() -> caller(call, owner));
    boolean named = OpportunityRequests.creator(body).isPresent();
    return settled(call, tx -> attempt(tx, call, owner, customer, creator, named));
  }

  /** As {@link #checked}, of a sales agent and a customer alone. */
  Future<Checked> checked(Call call, Party owner, Party customer) {
    return settled(call, tx -> attempt(tx, call, owner, customer, owner, false));
  }

  /** A sales agent alone. */
  Future<Checked> agent(Call call, Party owner) {
    return settled(
        call,
        tx ->
            desk.caller(tx, call)
                .compose(
                    caller ->
                        ground
                            .people()
                            .members(tx, List.of(owner))
                            .map(members -> ofOwner(caller, owner, members))));
  }

  private static Attempt ofOwner(SalesCaller caller, Party owner, Map<Party, Member> members) {
    Member agent = members.getOrDefault(owner, Member.UNKNOWN);
    var people = new People(owner, type(agent), owner, owner);
    return new Attempt(new Checked(people, caller, members), PartyRules.owner(owner, agent));
  }

  private interface Try {
    Future<Attempt> in(Tx tx);
  }

  private Future<Checked> settled(Call call, Try attempt) {
    return ground
        .arrivals()
        .settle(
            () -> ground.database().read(call.marketplace(), attempt::in),
            tried -> Problem.unsettled(tried.problems()))
        .map(
            tried -> {
              Problem.requireNone(tried.problems());
              requireSeen(call, tried.checked());
              return tried.checked();
            });
  }

  private Future<Attempt> attempt(
      Tx tx, Call call, Party owner, Party customer, Party creator, boolean named) {
    return desk.caller(tx, call)
        .compose(
            caller ->
                ground
                    .people()
                    .members(tx, List.of(owner, customer, creator))
                    .map(
                        members -> {
                          Member agent = members.getOrDefault(owner, Member.UNKNOWN);
                          Member buyer = members.getOrDefault(customer, Member.UNKNOWN);
                          OwnerType type = type(agent);
                          var problems = new ArrayList<Problem>(PartyRules.owner(owner, agent));
                          problems.addAll(PartyRules.customer(customer, buyer, owner, type));
                          if (named) {
                            problems.addAll(
                                PartyRules.creator(
                                    creator, members.getOrDefault(creator, Member.UNKNOWN)));
                          }
                          var people = new People(owner, type, customer, creator);
                          return new Attempt(new Checked(people, caller, members), problems);
                        }));
  }

  private static void requireSeen(Call call, Checked checked) {
    if (!SalesCallers.seen(call, checked.caller()).covers(checked.people())) {
      throw Failure.forbidden("Your roles do not reach what this sales agent's company owns.");
    }
  }

  private static OwnerType type(Member agent) {
    return OwnerType.of(agent.roles().orElse(Set.of()));
  }

  private static Party caller(Call call, Party otherwise) {
    var principal = call.principal();
    return principal.user() == null || principal.company() == null
        ? otherwise
        : new Party(principal.user(), principal.company());
  }
}
