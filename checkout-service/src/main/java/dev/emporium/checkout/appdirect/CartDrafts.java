package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartContents;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.store.CompanyTree;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carts that come as a whole in a body, and whether this caller may make one like it: in the right
 * marketplace, for these parties, at these prices.
 */
final class CartDrafts {
  static final String PARTNER = "AD-ShoppingCart-Partner";

  private final Database database;
  private final Members members;
  private final Directory directory;
  private final Arrivals arrivals;
  private final CartDesk desk;

  CartDrafts(Checkout.Ground ground, CartDesk desk) {
    database = ground.database();
    members = ground.members();
    directory = ground.directory();
    arrivals = ground.arrivals();
    this.desk = desk;
  }

  /** The cart of the body, with its prices frozen and no time yet; to be stored and dated. */
  Future<Cart> made(Call call) {
    CartReach reach = CartCaller.changes(call.principal());
    return frozen(call, cart -> requireMayMake(call, reach, cart.contents()));
  }

  /** The same for a cart that will not be stored: it may have no parties. */
  Future<Cart> asked(Call call) {
    CartReach reach = CartCaller.sees(call.principal());
    return frozen(
        call,
        cart ->
            Stream.of(cart.parties().ownerUser(), cart.parties().buyerUser())
                        .allMatch(user -> user == null)
                    && cart.parties().companies().isEmpty()
                ? Future.succeededFuture()
                : requireMayMake(call, reach, cart.contents()));
  }

  private interface Permission {
    Future<Void> on(Cart cart);
  }

  private Future<Cart> frozen(Call call, Permission permission) {
    Cart draft = CartRequests.cart(call.body(), call.header(PARTNER).orElse(""));
    requirePrices(call, draft.contents());
    return requirePartner(call)
        .compose(known -> permission.on(draft))
        .compose(allowed -> requireAgents(call, draft.agents()))
        .compose(agents -> desk.plans(call, draft.items()))
        .map(draft::frozen);
  }

  private static void requirePrices(Call call, CartContents contents) {
    if (contents.sellsOtherwiseThan(CartContents.empty(contents.parties(), contents.currency()))) {
      CartCaller.requireSells(call.principal(), "sets prices and contracts");
    }
    if (!contents.fees().isEmpty()) {
      CartCaller.requireSells(call.principal(), "sets fees");
    }
  }

  /** Fails with FORBIDDEN when the caller may not make a cart for these parties. */
  Future<Void> requireMayMake(Call call, CartReach reach, CartContents contents) {
    Parties parties = contents.parties();
    if (reach.everything()) {
      return Future.succeededFuture();
    }
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), tx -> making(tx, reach, contents)),
            Making::awaited)
        .map(
            making -> {
              if (!reach.mayMake(parties, contents.agents(), making.customers())) {
                throw Failure.forbidden(
                    reach.sellsFor() == null
                        ? "A user makes shopping carts only as their owner or their buyer."
                        : "A reseller makes shopping carts for its own company and its customers.");
              }
              return null;
            });
  }

  private record Making(Set<UUID> customers, Set<UUID> unknown) {
    Set<String> awaited() {
      return unknown.stream().map(id -> "company/" + id).collect(Collectors.toUnmodifiableSet());
    }
  }

  private static Future<Making> making(Tx tx, CartReach reach, CartContents contents) {
    Set<UUID> companies = contents.parties().companies();
    return reach.sellsFor() == null
        ? Future.succeededFuture(new Making(Set.of(), Set.of()))
        : CompanyTree.customers(tx, reach.sellsFor(), companies)
            .compose(
                found ->
                    CompanyTree.unknown(tx, companies).map(unknown -> new Making(found, unknown)));
  }

  /** Fails with INVALID unless each agent is an enabled member of its company. */
  Future<Void> requireAgents(Call call, List<AccreditedAgent> agents) {
    List<Party> parties = agents.stream().map(AccreditedAgent::party).toList();
    if (parties.isEmpty()) {
      return Future.succeededFuture();
    }
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), tx -> members.members(tx, parties)),
            CartDrafts::awaited)
        .map(
            known -> {
              for (int i = 0; i < parties.size(); i++) {
                requireActive(known.get(parties.get(i)), agents.get(i), i);
              }
              return null;
            });
  }

  private static void requireActive(Member known, AccreditedAgent agent, int index) {
    if (!known.member() || !known.userEnabled() || !known.companyEnabled()) {
      throw Failure.invalid(
              "accreditedAgents[" + index + "].userId",
              agent.user() + " is not a user of company " + agent.company())
          .withCode("ACCREDITED_AGENT_NOT_FOUND");
    }
  }

  private static Set<String> awaited(Map<Party, Member> agents) {
    return agents.entrySet().stream()
        .filter(each -> !each.getValue().user() || !each.getValue().company())
        .map(Map.Entry::getKey)
        .flatMap(party -> Stream.of("user/" + party.user(), "company/" + party.company()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fails with INVALID unless the header, where it is given, is the marketplace's partner code. */
  Future<Void> requirePartner(Call call) {
    Optional<String> given = call.header(PARTNER);
    if (given.isEmpty()) {
      return Future.succeededFuture();
    }
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), directory::partner),
            known -> known.isPresent() ? List.of() : List.of("marketplace/" + call.marketplace()))
        .map(
            known -> {
              if (!known.equals(given)) {
                throw Failure.invalid(PARTNER, "is not the partner code of this marketplace")
                    .withCode("INVALID_PARTNER");
              }
              return null;
            });
  }
}
